// A site in a setting: over HTTP at the root or below a path, or from the disk; and a page that notes everything that goes wrong on it.

import { realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { serve } from './server.mjs';
import { encode } from './site.mjs';

export class Setting {
  constructor(site, name, prefix, close) {
    Object.assign(this, { site, name, prefix, close, label: `${site.label}, ${name}` });
  }

  static async http(site) {
    const server = await serve(site.folder, site.base);
    return new Setting(site, `HTTP at ${site.base}`, `${server.origin}${encode(site.base)}`, server.close);
  }

  static disk(site) {
    return new Setting(site, 'from the disk', pathToFileURL(realpathSync(site.folder) + sep).href, async () => {});
  }

  get isDisk() {
    return this.prefix.startsWith('file:');
  }

  /** The 404 page has absolute addresses, which mean nothing on a disk or below another path. */
  get has404() {
    return !this.isDisk && !this.site.moved;
  }

  /** The pages that work here. */
  get pages() {
    return [...this.site.pages.values()].filter((page) => this.has404 || page.kind !== '404');
  }

  /** The address of a file of the site. */
  address(file) {
    if (this.isDisk) return pathToFileURL(join(realpathSync(this.site.folder), file)).href;
    return this.prefix + encode(this.site.folders ? file.replace(/(^|\/)index\.html$/, '$1') : file);
  }

  /** The file that an address names, or null when it is outside the site. */
  file(address) {
    const url = new URL(address);
    const whole = decodeURIComponent(url.protocol + '//' + url.host + url.pathname);
    const prefix = decodeURIComponent(this.prefix);
    if (!whole.startsWith(prefix)) return null;
    const file = whole.slice(prefix.length);
    return file === '' || file.endsWith('/') ? `${file}index.html` : file;
  }
}

/** A page of `context` whose troubles go to `trouble(text)` and whose requests are counted in `asked`; `expect404` allows the document itself to be missing. */
export async function watchedPage(context, setting, trouble, { expect404 = false } = {}) {
  const page = await context.newPage();
  page.asked = 0;
  page.setDefaultTimeout(2 * limits.patience);
  const where = () => setting.file(page.url()) ?? page.url();
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    if (message.location().url.endsWith('/favicon.ico')) return; // asked for by an alias page; the scan wants an icon named by every other
    if (expect404 && /status of 404/.test(message.text()) && message.location().url === page.url()) return;
    trouble(`${where()}: console: ${message.text()}`);
  });
  page.on('pageerror', (error) => trouble(`${where()}: script: ${error.message}`));
  page.on('dialog', (dialog) => {
    trouble(`${where()}: opens a dialog: ${dialog.message()}`);
    dialog.dismiss().catch(() => {});
  });
  page.on('request', (request) => {
    const url = request.url();
    page.asked += 1;
    if (!url.startsWith('data:') && !url.startsWith('blob:') && setting.file(url) === null) trouble(`${where()}: asks for ${url}`);
  });
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? '';
    if (reason === 'net::ERR_ABORTED') return; // the browser's own doing: it went on to another page
    trouble(`${where()}: ${request.url()} failed: ${reason}`);
  });
  page.on('response', (response) => {
    const isDocument = response.request().isNavigationRequest();
    if (response.status() >= 400 && !(expect404 && isDocument)) trouble(`${where()}: ${response.url()} answers ${response.status()}`);
  });
  await page.exposeFunction('noteViolation', (text) => trouble(`${where()}: content policy: ${text}`));
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => window.noteViolation(`${event.effectiveDirective} ${event.blockedURI}`));
  });
  return page;
}

/** How long a click or a landing may take, in milliseconds. */
export const limits = { patience: 5000 };

/** Polls until `ask` answers something true; the last answer. */
export async function until(ask, patience = limits.patience) {
  const end = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (answer || Date.now() > end) return answer;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** Runs `work` on each of `items`, a few at a time, each lane with what `open` made for it. */
export async function lanes(items, open, work, width = 2) {
  const queue = [...items];
  await Promise.all(
    Array.from({ length: Math.min(width, queue.length) }, async () => {
      const own = await open();
      for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(own, item);
      await own.close();
    }),
  );
}
