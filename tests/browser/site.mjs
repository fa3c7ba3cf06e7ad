// A built site as files: every page parsed once, its links resolved the way a browser resolves them.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { parse } from 'parse5';

const ORIGIN = 'http://site.invalid';
const KINDS = new Map([
  ['index.html', 'home'],
  ['404.html', '404'],
  ['tags.html', 'tags'],
  ['compare.html', 'compare'],
  ['salary.html', 'salary'],
  ['questions.html', 'questions'],
  ['faq.html', 'faq'],
]);

/** Every kind of page that a playbook's site has. */
export const ALL_KINDS = ['home', 'section', 'role', 'page', 'tag', 'tags', 'compare', 'salary', 'questions', 'faq', '404', 'alias'];

/** The attributes that name another file. */
const REFERENCES = {
  a: ['href'],
  area: ['href'],
  link: ['href'],
  script: ['src'],
  img: ['src', 'srcset'],
  source: ['src', 'srcset'],
  video: ['src', 'poster'],
  audio: ['src'],
  track: ['src'],
  iframe: ['src'],
  embed: ['src'],
  object: ['data'],
  form: ['action'],
  use: ['href', 'xlink:href'],
  image: ['href', 'xlink:href'],
};

export class Site {
  /**
   * `folder` holds the site, which is meant to lie at `base` of its host. `folders`: each page lies in a folder of its own.
   * `address`: the site's public address, when it was built with one. `moved`: it lies at another path than it was built for.
   */
  constructor(label, folder, { base = '/', folders = false, address = null, moved = false } = {}) {
    Object.assign(this, { label, folder: resolve(folder), base, folders, address, moved });
    this.files = walk(this.folder, '');
    this.fileSet = new Set(this.files);
    this.pages = new Map(this.files.filter((file) => file.endsWith('.html')).map((file) => [file, new Page(this, file)]));
  }

  read(file) {
    return readFileSync(join(this.folder, file), 'utf8');
  }

  /** The ids in a page or an SVG file. */
  idsOf(file) {
    const page = this.pages.get(file);
    if (page) return page.ids;
    if (!file.endsWith('.svg')) return null;
    return new Set([...elements(parse(this.read(file)))].map((element) => attribute(element, 'id')).filter(Boolean));
  }

  /**
   * Where `href` on the page `file` leads: `{ external }`, `{ file, fragment }` or `{ problem }`. A link names its file; only a canonical
   * address, which is `naming`, may leave `index.html` out.
   */
  resolve(file, href, { naming = false } = {}) {
    let url;
    try {
      url = new URL(href, `${ORIGIN}${this.base}${encode(file)}`);
    } catch {
      return { problem: 'is no address' };
    }
    if (url.origin !== ORIGIN) return { external: url.href };
    let path, fragment;
    try {
      path = decodeURIComponent(url.pathname);
      fragment = decodeURIComponent(url.hash.slice(1));
    } catch {
      return { problem: 'has a broken percent-encoding' };
    }
    if (!path.startsWith(this.base)) return { problem: `leads out of the site, to ${path}` };
    let target = path.slice(this.base.length);
    if (target === '' || target.endsWith('/')) {
      if (!naming && !(href.startsWith('#') || href === '')) return { problem: 'names no file' };
      target += 'index.html';
    }
    return { file: target, fragment };
  }
}

class Page {
  constructor(site, file) {
    this.file = file;
    this.source = site.read(file);
    this.document = parse(this.source, { sourceCodeLocationInfo: true });
    this.elements = [...elements(this.document)];
    this.ids = new Set();
    this.links = [];
    this.refresh = null;
    for (const element of this.elements) {
      const id = attribute(element, 'id');
      if (id !== null) this.ids.add(id);
      if (element.tagName === 'a' && attribute(element, 'name')) this.ids.add(attribute(element, 'name'));
      for (const name of REFERENCES[element.tagName] ?? []) {
        const value = attribute(element, name);
        if (value === null) continue;
        const values = name === 'srcset' ? value.split(',').map((part) => part.trim().split(/\s+/)[0]) : [value.trim()];
        for (const href of values) this.links.push({ element, name, href });
      }
      if (element.tagName === 'meta' && attribute(element, 'http-equiv')?.toLowerCase() === 'refresh') {
        const [delay, target] = (attribute(element, 'content') ?? '').split(/;\s*url=/i);
        this.refresh = { element, delay: delay.trim(), href: target?.trim().replace(/^['"]|['"]$/g, '') ?? '' };
        this.links.push({ element, name: 'content', href: this.refresh.href });
      }
    }
    this.kind = this.refresh ? 'alias' : kindOf(site.folders && file !== 'index.html' ? file.replace(/\/index\.html$/, '.html') : file, site.folders);
  }

  all(...tags) {
    return this.elements.filter((element) => tags.includes(element.tagName));
  }

  get h1() {
    return this.all('h1').map((element) => tidy(textOf(element)));
  }
}

function kindOf(file, folders) {
  if (KINDS.has(file)) return KINDS.get(file);
  if (file.startsWith('tags/')) return 'tag';
  if ((folders ? /^roles\/[^/]+\.html$/ : /^roles\/[^/]+\/index\.html$/).test(file)) return 'role';
  return file.endsWith('/index.html') ? 'section' : 'page';
}

/** The folder's files, as paths with `/`, in order; hidden ones too. */
function walk(folder, under) {
  return readdirSync(join(folder, under))
    .sort()
    .flatMap((name) => {
      const path = under ? `${under}/${name}` : name;
      return statSync(join(folder, path.split('/').join(sep))).isDirectory() ? walk(folder, path) : [path];
    });
}

/** Every element below `node`, in document order, what templates hold included. */
export function* elements(node) {
  for (const child of node.childNodes ?? []) {
    if (child.tagName) yield child;
    yield* elements(child);
  }
  if (node.content) yield* elements(node.content);
}

export function attribute(element, name) {
  const found = element.attrs.find((each) => (each.prefix ? `${each.prefix}:${each.name}` : each.name) === name);
  return found ? found.value : null;
}

export function textOf(node) {
  if (node.nodeName === '#text') return node.value;
  return (node.childNodes ?? []).map(textOf).join('');
}

export function tidy(text) {
  return text.replace(/\s+/gu, ' ').trim();
}

/** A path as an address writes it. */
export function encode(path) {
  return path.split('/').map(encodeURIComponent).join('/');
}

export function lineOf(element) {
  return element.sourceCodeLocation?.startLine ?? 0;
}
