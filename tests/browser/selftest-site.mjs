// A small hand-made site with every kind of page, right in everything that the checks look at.

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';

const ROLE = {
  nav: true,
  body: `<nav aria-label="Contents"><ul><li><a href="#pay">Pay</a></li><li><a href="#questions">Questions</a></li></ul></nav>
<h2 id="pay">Pay</h2>${filler(20)}<p>It leads to <a href="#question-rollback">the question</a>.</p>
<h2 id="questions">Questions</h2><div id="question-rollback"><h3>Rollback</h3>${filler(30)}</div>
<section class="backlinks"><h2>Linked from</h2><ul><li><a href="{up}guides/plain.html">Plain</a></li></ul></section>`,
};

/** File → title and body; `{up}` is the way to the top of the site. */
const PAGES = {
  'index.html': { title: 'Home', body: '<p>Everything begins here, with enough words to read.</p>', next: 'roles/index.html' },
  'roles/index.html': { title: 'Roles', body: '<p>Two roles, each with a page of its own to read.</p>', prev: 'index.html', next: 'roles/one/index.html' },
  'roles/one/index.html': { title: 'Role one', ...ROLE, prev: 'roles/index.html', next: 'roles/two/index.html' },
  'roles/two/index.html': { title: 'Role two', ...ROLE, prev: 'roles/one/index.html', next: 'guides/index.html' },
  'guides/index.html': { title: 'Guides', body: '<p>A section with one page, and a sentence to read.</p>', prev: 'roles/two/index.html', next: 'guides/plain.html' },
  'guides/plain.html': {
    title: 'Plain',
    body: `<nav aria-label="Contents"><details><summary>Contents</summary><ul><li><a href="#end">End</a></li></ul></details></nav><p>A picture: <img src="{up}dot.svg" alt="A dot" width="8" height="8">.</p>${filler(30)}<h2 id="end">End</h2><p>See <a href="{up}roles/one/index.html#question-rollback">the question</a>.</p>`,
    prev: 'guides/index.html',
  },
  'tags.html': { title: 'Tags', body: '<p>All the tags of the site: <a href="{up}tags/one.html">one</a>.</p>' },
  'tags/one.html': { title: 'Tag one', body: '<p>All the pages with this tag, of which there are few.</p>' },
  'compare.html': { title: 'Compare', body: '<p>A table of roles side by side would stand here.</p>' },
  'salary.html': { title: 'Pay', body: '<p>The bands of every role would stand here, on one scale.</p>' },
  'questions.html': { title: 'Questions', body: '<p>As <a href="{up}roles/two/index.html#question-rollback">this question</a> shows, they are many.</p>' },
  'faq.html': { title: 'Answers', body: '<p>The questions that people ask, and what we answer.</p>' },
  '404.html': { title: 'Not here', body: '<p>There is nothing here. Go <a href="{up}index.html">to the beginning</a>.</p>', top: '/' },
};

const STYLE = `:root { color-scheme: light dark; --ink: #1b1b1b; --ground: #fdfcf8; --link: #0b4f9c }
@media (prefers-color-scheme: dark) { :root { --ink: #eee; --ground: #14171a; --link: #9cc7ff } }
body { margin: 0; padding: 1rem; background: var(--ground); color: var(--ink); font: 16px/1.6 sans-serif }
a { color: var(--link) }
li { margin: .5rem 0 }
`;

function filler(count) {
  return Array.from({ length: count }, (_, index) => `<p>Sentence ${index + 1} fills the page, so that a fragment lies below the first screen.</p>`).join('\n');
}

function render(file, { title, body, prev, next, top }) {
  const up = top ?? '../'.repeat(file.split('/').length - 1);
  const link = (target, words, rel) => (target ? `<a rel="${rel}" href="${up}${target}">${words}</a>` : '');
  const turns = prev || next ? `<nav aria-label="Previous and next">${link(prev, 'Back', 'prev')} ${link(next, 'On', 'next')}</nav>` : '';
  const nav = Object.keys(PAGES)
    .filter((each) => each !== '404.html')
    .map((each) => `<li><a href="${up}${each}">${PAGES[each].title}</a></li>`)
    .join('');
  return `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>
<link rel="icon" href="${up}dot.svg"><link rel="stylesheet" href="${up}site.css"><script src="${up}site.js" defer></script></head>
<body>
<header><nav aria-label="Pages"><ul>${nav}</ul></nav></header>
<main><nav aria-label="Breadcrumb"><a href="${up}index.html">Home</a></nav><h1>${title}</h1>
${body.replaceAll('{up}', up)}
${turns}</main>
</body>
</html>
`;
}

function alias(target) {
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Moved</title>
<link rel="canonical" href="${target}"><meta http-equiv="refresh" content="0; url=${target}"></head>
<body><main><h1>Moved</h1><p>This page is now <a href="${target}">over there</a>.</p></main></body></html>
`;
}

/** The files of the site, by path. */
export function files() {
  const all = Object.fromEntries(Object.entries(PAGES).map(([file, page]) => [file, render(file, page)]));
  all['old/plain.html'] = alias('../guides/plain.html');
  all['site.css'] = STYLE;
  all['site.js'] = "document.documentElement.classList.add('scripted');\n";
  all['dot.svg'] = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><circle cx="4" cy="4" r="4"/></svg>\n';
  return all;
}

/** Writes them into an empty folder. */
export function write(folder, all) {
  rmSync(folder, { recursive: true, force: true });
  for (const [file, text] of Object.entries(all)) {
    const path = join(folder, file.split(posix.sep).join('/'));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}
