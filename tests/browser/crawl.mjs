// Every page, visited in a real browser: reached by links from the home page, then whatever else lies in the folder.

import { limits, until, watchedPage } from './settings.mjs';

export async function crawl(report, browser, setting) {
  const { site } = setting;
  const check = report.open(`${setting.label} · every page visited`, 'pages', 'pages found by links', 'requests');
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await watchedPage(context, setting, (text) => check.problem(text));
  const seen = new Set();
  const queue = ['index.html'];

  const visit = async (file) => {
    const parsed = site.pages.get(file);
    if (!parsed) return check.problem(`${file}: linked, but no page of the folder`);
    check.count('pages');
    try {
      const response = await page.goto(setting.address(file), { waitUntil: 'load', timeout: 20000 });
      if (!setting.isDisk && response && response.status() !== 200) check.problem(`${file}: answers ${response.status()}`);
      if (parsed.refresh) {
        const target = site.resolve(file, parsed.refresh.href);
        if (!(await until(() => setting.file(page.url()) === target.file))) check.problem(`${file}: stays at ${page.url()}`);
        await page.waitForLoadState('load');
        return;
      }
      const live = await page.evaluate(() => ({
        links: [...document.querySelectorAll('a[href], area[href]')].map((link) => link.href),
        headings: [...document.querySelectorAll('h1')].filter((each) => each.checkVisibility()).length,
        broken: [...document.images].filter((image) => image.complete && image.naturalWidth === 0).map((image) => image.src),
      }));
      if (live.headings !== 1) check.problem(`${file}: ${live.headings} visible h1`);
      for (const source of live.broken) check.problem(`${file}: ${source} shows no image`);
      for (const link of live.links) {
        const target = /^(https?|file):/.test(link) ? setting.file(link) : null;
        if (!target?.endsWith('.html') || seen.has(target) || (target === '404.html' && !setting.has404)) continue;
        seen.add(target);
        queue.push(target);
      }
    } catch (error) {
      check.problem(`${file}: ${error.message.split('\n')[0]}`);
    }
  };

  seen.add('index.html');
  for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
    check.count('pages found by links');
    await visit(file);
  }
  for (const { file, kind } of setting.pages) {
    if (seen.has(file)) continue;
    if (kind !== '404' && kind !== 'alias') check.problem(`${file}: no way of links leads here from the home page`);
    await visit(file);
  }
  check.count('requests', page.asked);
  await context.close();
  check.close();
}

/** A missing address answers 404 with the 404 page, which works at any depth. */
export async function missing(report, browser, setting) {
  const check = report.open(`${setting.label} · what isn't there`, 'addresses', 'clicks');
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await watchedPage(context, setting, (text) => check.problem(text), { expect404: true });
  const expected = setting.site.pages.get('404.html')?.h1[0];
  for (const path of ['no-such-page.html', 'not/here/at/all.html']) {
    const response = await page.goto(setting.prefix + path, { waitUntil: 'load' });
    check.count('addresses');
    if (response.status() !== 404) check.problem(`${path}: answers ${response.status()}`);
    const h1 = await page.locator('h1').first().textContent();
    if (h1.trim() !== expected) check.problem(`${path}: shows '${h1.trim()}', not '${expected}'`);
    const links = await page.locator('main a[href]:visible').evaluateAll((all) => all.map((each) => each.href));
    if (links.length === 0) check.problem(`${path}: no link in main leads back`);
    for (const [index, address] of links.slice(0, 5).entries()) {
      if (index > 0) await page.goto(setting.prefix + path, { waitUntil: 'load' });
      await page.locator('main a[href]:visible').nth(index).click({ timeout: limits.patience });
      check.count('clicks');
      const landed = await until(() => page.url() === address && setting.site.pages.has(setting.file(address) ?? ''));
      if (!landed) check.problem(`${path}: a click on ${address} lands at ${page.url()}`);
    }
  }
  await context.close();
  check.close();
}
