// What the bytes alone tell, without a browser: nothing inline, nothing foreign, every link and fragment there.

import { attribute, lineOf, textOf, tidy } from './site.mjs';

const LOADS = ['link', 'script', 'img', 'source', 'video', 'audio', 'track', 'iframe', 'embed', 'object', 'use', 'image'];
const RELATIONS_THAT_ONLY_NAME = ['canonical', 'alternate'];

/** No inline style or script, no handler attribute, no `javascript:` address, nothing loaded from another host. */
export function scanInline(report, site) {
  const check = report.open(`${site.label} · nothing inline, nothing foreign`, 'pages', 'elements', 'style sheets');
  for (const page of site.pages.values()) {
    check.count('pages');
    for (const element of page.elements) {
      check.count('elements');
      const at = `${page.file}:${lineOf(element)}`;
      if (element.tagName === 'style') check.problem(`${at}: <style>`);
      if (element.tagName === 'base') check.problem(`${at}: <base>`);
      if (element.tagName === 'script' && attribute(element, 'type') !== 'application/ld+json') {
        if (attribute(element, 'src') === null || textOf(element).trim() !== '') check.problem(`${at}: an inline <script>`);
      }
      for (const { name, value } of element.attrs) {
        if (name === 'style') check.problem(`${at}: style="${value}" on <${element.tagName}>`);
        if (/^on/i.test(name)) check.problem(`${at}: ${name}="${value}" on <${element.tagName}>`);
        if (name === 'srcdoc') check.problem(`${at}: srcdoc on <${element.tagName}>`);
        if (/^[\s\u0000-\u001f]*(javascript|vbscript):/i.test(value)) check.problem(`${at}: ${name}="${value}"`);
      }
    }
    for (const { element, name, href } of page.links) {
      if (!LOADS.includes(element.tagName) || !/^([a-z][a-z0-9+.-]*:)?\/\//i.test(href)) continue;
      const relations = (attribute(element, 'rel') ?? '').toLowerCase().split(/\s+/);
      if (element.tagName === 'link' && relations.some((each) => RELATIONS_THAT_ONLY_NAME.includes(each))) continue;
      check.problem(`${page.file}:${lineOf(element)}: <${element.tagName} ${name}="${href}"> is on another host`);
    }
  }
  for (const file of site.files.filter((each) => each.endsWith('.css'))) {
    check.count('style sheets');
    for (const [found] of site.read(file).matchAll(/(url\(\s*["']?|@import\s+["'])\s*(https?:)?\/\/[^)"']*/gi)) check.problem(`${file}: ${found}`);
  }
  check.close();
}

/** What every page has: a language, a title, an icon, one first-level heading, one `main`. */
export function scanFrame(report, site) {
  const check = report.open(`${site.label} · language, title, icon, one h1, one main`, 'pages');
  for (const page of site.pages.values()) {
    check.count('pages');
    const root = page.all('html')[0];
    if (!/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(attribute(root, 'lang') ?? '')) check.problem(`${page.file}: lang="${attribute(root, 'lang') ?? ''}"`);
    const titles = page.elements.filter((each) => each.tagName === 'title' && each.parentNode.tagName === 'head');
    if (titles.length !== 1 || tidy(textOf(titles[0])) === '') check.problem(`${page.file}: ${titles.length} titles, or an empty one`);
    if (page.h1.length !== 1 || page.h1[0] === '') check.problem(`${page.file}: ${page.h1.length} h1, or an empty one: ${page.h1.join(' | ')}`);
    const icons = page.all('link').filter((each) => /\bicon\b/.test(attribute(each, 'rel') ?? ''));
    if (icons.length === 0 && !page.refresh) check.problem(`${page.file}: no icon, so that a browser asks for /favicon.ico`);
    const mains = page.all('main').length;
    if (mains !== 1) check.problem(`${page.file}: ${mains} main`);
    if (!page.source.toLowerCase().startsWith('<!doctype html>')) check.problem(`${page.file}: doesn't begin with <!doctype html>`);
  }
  check.close();
}

/** Every internal link's file exists, and its fragment's element; every link but those of the 404 page is relative and names its file. */
export function scanLinks(report, site) {
  const check = report.open(`${site.label} · links lead somewhere`, 'pages', 'links', 'fragments');
  for (const page of site.pages.values()) {
    check.count('pages');
    for (const { element, name, href } of page.links) {
      const at = `${page.file}:${lineOf(element)}: <${element.tagName} ${name}="${href}">`;
      const isNaming = element.tagName === 'link' && /^https?:/i.test(href);
      if (isNaming && site.address && href.startsWith(site.address)) {
        const named = site.resolve(page.file, site.base + href.slice(site.address.length), { naming: true });
        check.count('links');
        if (!site.fileSet.has(named.file)) check.problem(`${at} names nothing of the site`);
        continue;
      }
      const target = site.resolve(page.file, href);
      if (target.external) continue;
      check.count('links');
      if (href === '' && element.tagName !== 'form') check.problem(`${at} is empty`);
      if (page.kind !== '404' && href.startsWith('/')) check.problem(`${at} is absolute`);
      if (target.problem) {
        check.problem(`${at} ${target.problem}`);
        continue;
      }
      if (!site.fileSet.has(target.file)) {
        check.problem(`${at}: no file ${target.file}`);
        continue;
      }
      if (!target.fragment || target.fragment === 'top') continue;
      const ids = site.idsOf(target.file);
      if (!ids) continue;
      check.count('fragments');
      if (!ids.has(target.fragment)) check.problem(`${at}: no #${target.fragment} in ${target.file}`);
    }
  }
  check.close();
}

/** Alias pages lead on at once, and name their target as canonical where the site knows its own address. */
export function scanAliases(report, site) {
  const check = report.open(`${site.label} · aliases lead on`, 'aliases');
  for (const page of site.pages.values()) {
    if (!page.refresh) continue;
    check.count('aliases');
    const target = site.resolve(page.file, page.refresh.href);
    if (page.refresh.delay !== '0') check.problem(`${page.file}: waits ${page.refresh.delay} seconds`);
    if (!target.file || site.pages.get(target.file)?.kind === 'alias') check.problem(`${page.file}: leads to ${page.refresh.href}, which is no page`);
    const link = page.all('link').find((each) => attribute(each, 'rel') === 'canonical');
    if (!link && site.address) check.problem(`${page.file}: no canonical link`);
    const shown = page.links.some((each) => each.element.tagName === 'a' && site.resolve(page.file, each.href).file === target.file);
    if (!shown) check.problem(`${page.file}: no link to follow by hand`);
  }
  check.close();
}

/** Every kind of page is there, so that the checks by kind look at each. */
export function scanKinds(report, site, kinds) {
  const check = report.open(`${site.label} · kinds of page`, 'kinds');
  const present = new Set([...site.pages.values()].map((page) => page.kind));
  for (const kind of kinds) {
    if (present.has(kind)) check.count('kinds');
    else check.problem(`no page of the kind '${kind}'`);
  }
  check.close();
}
