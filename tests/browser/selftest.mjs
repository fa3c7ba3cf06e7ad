// The checks, checked: a small right site passes them all, and each way of spoiling it fails the check that is there for it.
// `node selftest.mjs FOLDER`, where FOLDER may be emptied.

import { join } from 'node:path';
import { axe } from './axe.mjs';
import { launch } from './chromium.mjs';
import { clicks } from './clicks.mjs';
import { crawl, missing } from './crawl.mjs';
import { narrow, scriptless } from './layout.mjs';
import { Report } from './report.mjs';
import { scanAliases, scanFrame, scanInline, scanKinds, scanLinks } from './scan.mjs';
import { files, write } from './selftest-site.mjs';
import { Setting, limits } from './settings.mjs';
import { ALL_KINDS, Site } from './site.mjs';

const PLAIN = 'guides/plain.html';
const ROLE = 'roles/one/index.html';

const scan = (report, site) => {
  scanInline(report, site);
  scanFrame(report, site);
  scanLinks(report, site);
  scanAliases(report, site);
  scanKinds(report, site, ALL_KINDS);
};
const crawlHttp = (report, site, browser) => overHttp(site, (setting) => crawl(report, browser, setting));
const crawlDisk = (report, site, browser) => crawl(report, browser, Setting.disk(site));
const missingHttp = (report, site, browser) => overHttp(site, (setting) => missing(report, browser, setting));
const clicking =
  (...groups) =>
  (report, site, browser) =>
    overHttp(site, (setting) => clicks(report, browser, setting, groups));
const narrowHttp = (report, site, browser) => overHttp(site, (setting) => narrow(report, browser, setting));
const scriptlessHttp = (report, site, browser) => overHttp(site, (setting) => scriptless(report, browser, setting));
const axeHttp = (report, site, browser) => overHttp(site, (setting) => axe(report, browser, setting, { each: 1 }));
const axePage = (report, site, browser) => overHttp(site, (setting) => axe(report, browser, setting, { only: ['page'] }));

async function overHttp(site, work) {
  const setting = await Setting.http(site);
  await work(setting);
  await setting.close();
}

/** What is spoiled: [name, file, from, to, the check, what its problem says]. No `from`: the whole file; no `to`: the file is left out. */
const SPOILED = [
  ['style attribute', PLAIN, '<p>', '<p style="color:red">', scan, /style="color:red"/],
  ['style element', PLAIN, '</head>', '<style>p { color: red }</style></head>', scan, /<style>/],
  ['inline script', PLAIN, '</body>', '<script>let x = 1</script></body>', scan, /inline <script>/],
  ['handler', PLAIN, '<p>', '<p onclick="go()">', scan, /onclick/],
  ['script address', PLAIN, '#end"', 'javascript:go()"', scan, /javascript:go/],
  ['foreign script', PLAIN, 'src="../site.js"', 'src="https://cdn.example/site.js"', scan, /another host/],
  ['foreign picture', PLAIN, 'src="../dot.svg"', 'src="//cdn.example/dot.svg"', scan, /another host/],
  ['foreign font', 'site.css', 'body {', '@import "https://fonts.example/a.css"; body {', scan, /fonts\.example/],
  ['no language', PLAIN, ' lang="en"', '', scan, /lang=""/],
  ['two headings', PLAIN, '</main>', '<h1>Again</h1></main>', scan, /2 h1/],
  ['no main', PLAIN, /<(\/?)main>/g, '<$1div>', scan, /0 main/],
  ['no icon', PLAIN, 'rel="icon"', 'rel="nothing"', scan, /no icon/],
  ['no title', PLAIN, '<title>Plain</title>', '<title></title>', scan, /titles, or an empty one/],
  ['link to nothing', PLAIN, 'roles/one/index.html#question-rollback', 'roles/none/index.html', scan, /no file roles\/none/],
  ['link to a folder', PLAIN, 'roles/one/index.html#question-rollback', 'roles/one/', scan, /names no file/],
  ['fragment of nothing', PLAIN, '#question-rollback', '#nothing', scan, /no #nothing/],
  ['absolute link', PLAIN, '../roles/one/index.html#question-rollback', '/roles/one/index.html#question-rollback', scan, /is absolute/],
  ['link out of the site', PLAIN, '../dot.svg', '../../dot.svg', scan, /no file|leads out/, { base: '/deep/' }],
  ['slow alias', 'old/plain.html', 'content="0;', 'content="5;', scan, /waits 5 seconds/],
  ['alias without canonical', 'old/plain.html', 'rel="canonical"', 'rel="nothing"', scan, /no canonical link/, { address: 'https://site.example/' }],
  ['canonical of nothing', PLAIN, '</head>', '<link rel="canonical" href="https://site.example/none.html"></head>', scan, /names nothing of the site/, { address: 'https://site.example/' }],
  ['missing kind', 'faq.html', null, null, scan, /no page of the kind 'faq'/],

  ['missing style sheet', 'site.css', null, null, crawlHttp, /status of 404|Refused to apply style/],
  ['missing style sheet on the disk', 'site.css', null, null, crawlDisk, /ERR_FILE_NOT_FOUND/],
  ['script that fails', 'site.js', /$/, 'noSuchThing();', crawlHttp, /noSuchThing is not defined/],
  ['console error', 'site.js', /$/, 'console.error("trouble")', crawlHttp, /console: trouble/],
  ['dialog', 'site.js', /$/, 'alert("boo")', crawlHttp, /opens a dialog: boo/],
  ['inline script under the policy', PLAIN, '</body>', '<script>let x = 1</script></body>', crawlHttp, /content policy: script-src-elem inline/],
  ['style attribute under the policy', PLAIN, '<p>', '<p style="color:red">', crawlHttp, /content policy: style-src-attr/],
  ['request to another host', 'site.js', /$/, 'new Image().src = "http://127.0.0.2:9/x.png"', crawlHttp, /asks for http:\/\/127\.0\.0\.2/],
  ['broken picture', 'dot.svg', null, 'no picture', crawlHttp, /shows no image/],
  ['hidden heading', 'site.css', /$/, 'h1 { display: none }', crawlHttp, /0 visible h1/],
  ['page without a way to it', 'lonely.html', null, files()[PLAIN].replaceAll('../', ''), crawlHttp, /lonely\.html: no way of links/],
  ['no 404 page', '404.html', null, files()['faq.html'], missingHttp, /no link in main leads back|lands at/],
  ['404 page with relative links', '404.html', 'href="/site.css"', 'href="site.css"', missingHttp, /not\/here\/at\/site\.css/],
  ['404 page that leads nowhere', '404.html', 'Go <a href="/index.html">', 'Go <a href="index.html">', missingHttp, /lands at/],

  ['navigation without a label', 'site.js', /$/, 'document.querySelectorAll("header nav").forEach((nav) => nav.removeAttribute("aria-label"))', clicking('navigation'), /nothing checked: 0 pages/],
  ['navigation under a cover', 'site.css', /$/, 'header::after { content: ""; position: fixed; inset: 0 }', clicking('navigation'), /Timeout/],
  ['heading of another page', 'guides/index.html', '<h1>Guides</h1>', '<h1 class="late">Guides</h1>', clicking('navigation'), /lands on 'Other'/, {}, ['site.js', 'for (const each of document.querySelectorAll(".late")) each.textContent = "Other";']],
  ['contents under a fixed head', 'site.css', /$/, 'header { position: fixed; top: 0; left: 0; right: 0; background: white; height: 9rem; overflow: auto } body { padding-top: 10rem }', clicking('contents'), /isn't in sight/],
  ['contents in a fold that stays closed', ROLE, /<nav aria-label="Contents">(.*?)<\/nav>/s, '<nav aria-label="Contents"><details><summary>Contents</summary>$1</details></nav>', clicking('contents'), /Timeout|isn't visible/, {}, ['site.js', 'document.querySelector("summary")?.addEventListener("click", (event) => event.preventDefault());']],
  ['no way on', 'site.js', /$/, 'document.querySelectorAll("[rel=next]").forEach((link) => link.remove())', clicking('next'), /nothing checked: 0 clicks/],
  ['a way back that goes elsewhere', 'site.js', /$/, 'document.querySelectorAll("[rel=prev]").forEach((link) => link.addEventListener("click", (event) => event.preventDefault()))', clicking('previous'), /lands at/],
  ['no backlinks', 'site.css', /$/, '.backlinks { display: none }', clicking('backlinks'), /nothing checked: 0 pages/],
  ['breadcrumb to nowhere', ROLE, 'Breadcrumb"><a href="../../index.html"', 'Breadcrumb"><a href="../../none.html"', clicking('breadcrumb'), /is no page of the site/],
  ['record that is hidden', 'site.css', /$/, '#question-rollback { display: none }', clicking('records'), /isn't in sight/],

  ['sideways scroll', 'site.css', /$/, 'h1 { width: 500px }', narrowHttp, /px wide: h1/],
  ['text only with scripts', 'site.css', /$/, ':root:not(.scripted) main { visibility: hidden }', scriptlessHttp, /characters can be read|can't be read/],
  ['navigation only with scripts', 'site.css', /$/, ':root:not(.scripted) nav { display: none }', scriptlessHttp, /no visible link of a navigation/],
  ['picture without words', PLAIN, ' alt="A dot"', '', axePage, /image-alt/],
  ['contrast in the dark', 'site.css', '--ink: #eee', '--ink: #555', axePage, /color-contrast/],
  ['no dark', 'site.css', '(prefers-color-scheme: dark)', '(prefers-color-scheme: none)', axePage, /the same ground in both/],
];

const folder = process.argv[2];
if (!folder) {
  console.error('usage: node selftest.mjs FOLDER, a folder that may be emptied');
  process.exit(2);
}

const outer = new Report();
const browser = await launch();
try {
  await right();
  await spoiled();
} finally {
  await browser.close();
}
process.exit(outer.close() ? 0 : 1);

async function right() {
  const check = outer.open('the checks pass a right site', 'checks');
  write(join(folder, 'right'), files());
  for (const work of [scan, crawlHttp, crawlDisk, missingHttp, narrowHttp, scriptlessHttp, axeHttp]) {
    const report = new Report(() => {});
    await work(report, new Site('right', join(folder, 'right')), browser);
    check.count('checks', report.passed);
    for (const { name, problems } of report.failures) check.problem(`${name}: ${problems.join(' | ')}`);
  }
  const report = new Report(() => {});
  await overHttp(new Site('right', join(folder, 'right')), (setting) => clicks(report, browser, setting));
  await clicks(report, browser, Setting.disk(new Site('right', join(folder, 'right'))));
  check.count('checks', report.passed);
  for (const { name, problems } of report.failures) check.problem(`${name}: ${problems.join(' | ')}`);
  check.close();
}

async function spoiled() {
  const check = outer.open('the checks fail a spoiled site', 'ways to spoil it');
  limits.patience = 500;
  for (const [name, file, from, to, work, expected, options = {}, also] of SPOILED) {
    const all = files();
    if (from === null && to === null) delete all[file];
    else if (from === null) all[file] = to;
    else {
      const before = all[file];
      all[file] = before.replace(from, to);
      if (all[file] === before) check.problem(`${name}: '${from}' isn't in ${file}`);
    }
    if (also) all[also[0]] += also[1];
    write(join(folder, 'spoiled'), all);
    const report = new Report(() => {});
    await work(report, new Site(name, join(folder, 'spoiled'), options), browser);
    const problems = report.failures.flatMap((each) => each.problems);
    if (problems.some((each) => expected.test(each))) check.count('ways to spoil it');
    else check.problem(`${name}: no problem like ${expected}; found: ${problems.join(' | ') || 'none'}`);
  }
  check.close();
}
