// The page as it is laid out: no sideways scroll on a phone, and everything readable without scripts.

import { lanes } from './settings.mjs';

export async function narrow(report, browser, setting, width = 390) {
  const check = report.open(`${setting.label} · no sideways scroll at ${width} px`, 'pages');
  const open = async () => {
    const context = await browser.newContext({ viewport: { width, height: 844 }, hasTouch: true, isMobile: true });
    return { page: await context.newPage(), close: () => context.close() };
  };
  const pages = setting.pages.filter((page) => !page.refresh);
  await lanes(pages, open, async ({ page }, { file }) => {
    await page.goto(setting.address(file), { waitUntil: 'load' });
    const found = await page.evaluate(measure);
    check.count('pages');
    if (found.width > width) check.problem(`${file}: ${found.width} px wide: ${found.offenders.join(', ')}`);
  });
  check.close();
}

/** In the page: its width, and the elements that stick out without an ancestor that scrolls or cuts. */
function measure() {
  const root = document.documentElement;
  const width = Math.max(root.scrollWidth, innerWidth);
  const limit = root.clientWidth;
  const cuts = (element) => {
    for (let up = element.parentElement; up && up !== document.body; up = up.parentElement) {
      if (getComputedStyle(up).overflowX !== 'visible') return true;
    }
    return false;
  };
  const name = (element) => element.tagName.toLowerCase() + (element.id ? `#${element.id}` : '') + [...element.classList].map((each) => `.${each}`).join('');
  const offenders = [];
  for (const element of document.body.querySelectorAll('*')) {
    if (offenders.length === 3) break;
    const box = element.getBoundingClientRect();
    if (box.width > 0 && box.right > limit + 1 && getComputedStyle(element).position !== 'fixed' && !cuts(element)) offenders.push(name(element));
  }
  return { width, offenders };
}

export async function scriptless(report, browser, setting) {
  const check = report.open(`${setting.label} · readable without scripts`, 'pages', 'navigation links', 'characters of text');
  const open = async () => {
    const wide = await browser.newContext({ viewport: { width: 1440, height: 900 }, javaScriptEnabled: false });
    const small = await browser.newContext({ viewport: { width: 390, height: 844 }, javaScriptEnabled: false });
    const close = async () => {
      await wide.close();
      await small.close();
    };
    return { wide: await wide.newPage(), small: await small.newPage(), close };
  };
  const pages = setting.pages.filter((page) => !page.refresh);
  await lanes(pages, open, async ({ wide, small }, { file, h1 }) => {
    check.count('pages');
    for (const [page, size] of [
      [wide, 'wide'],
      [small, 'narrow'],
    ]) {
      await page.goto(setting.address(file), { waitUntil: 'load' });
      const text = await page.locator('main').innerText();
      check.count('characters of text', text.length);
      if (!text.replace(/\s+/g, ' ').toLowerCase().includes(h1[0].toLowerCase())) check.problem(`${file}, ${size}: its heading can't be read`);
      if (text.length < h1[0].length + 20) check.problem(`${file}, ${size}: only ${text.length} characters can be read`);
      if (size === 'wide') {
        const links = await page.locator('nav[aria-label] a[href]:visible').count();
        check.count('navigation links', links);
        if (links === 0) check.problem(`${file}: no visible link of a navigation`);
      } else if ((await page.locator('nav[aria-label] a[href]').count()) === 0) {
        check.problem(`${file}: no link of a navigation on a phone`);
      }
    }
  });
  check.close();
}
