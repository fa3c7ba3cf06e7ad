// axe-core on each kind of page: light and dark, wide and narrow; no violation of WCAG 2 A and AA or of its best practices.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { lanes } from './settings.mjs';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const WIDTHS = [
  [1440, 900],
  [390, 844],
];

/** At most `each` pages of a kind, every page when it is infinite; of these kinds or of all. */
export async function axe(report, browser, setting, { each = 2, only = null } = {}) {
  const kinds = byKind(setting.pages.filter((page) => only === null || only.includes(page.kind)));
  const chosen = [...kinds.values()].flatMap((pages) => largest(pages, each));
  const grounds = new Map();
  for (const scheme of ['light', 'dark']) {
    for (const [width, height] of WIDTHS) {
      const check = report.open(`${setting.label} · axe, ${scheme}, ${width} px`, 'pages', 'kinds', 'rules passed');
      check.count('kinds', kinds.size);
      const open = async () => {
        // Only the tool itself goes past the content policy; the crawl has the page under it.
        const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, reducedMotion: 'reduce', bypassCSP: true });
        const page = await context.newPage();
        await page.route('**/*', (route) => holdAlias(setting, route));
        return { page, close: () => context.close() };
      };
      await lanes(chosen, open, async ({ page }, { file }) => {
        await page.goto(setting.address(file), { waitUntil: 'load' });
        await page.evaluate(SOURCE);
        const result = await page.evaluate((values) => window.axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] }), RULES);
        check.count('pages');
        check.count('rules passed', result.passes.length);
        for (const { id, help, nodes } of result.violations) {
          const first = nodes[0];
          const why = first.failureSummary.split('\n').slice(1, 2).join('').trim();
          check.problem(`${file}: ${id}: ${help}: ${nodes.length} × such as ${first.target.join(' ')} (${why})`);
        }
        const ground = await page.evaluate(() => [document.documentElement, document.body].map((each) => getComputedStyle(each).backgroundColor).join(' '));
        grounds.set(`${scheme} ${width} ${file}`, ground);
      });
      check.close();
    }
  }
  const check = report.open(`${setting.label} · dark is another ground than light`, 'pages');
  for (const { file, kind } of chosen) {
    check.count('pages');
    if (kind !== 'alias' && grounds.get(`light 1440 ${file}`) === grounds.get(`dark 1440 ${file}`)) check.problem(`${file}: the same ground in both`);
  }
  check.close();
}

/** An alias page leads on at once; without its refresh it can be looked at. The delay itself is checked in the scan. */
async function holdAlias(setting, route) {
  const page = setting.site.pages.get(setting.file(route.request().url()) ?? '');
  if (!page?.refresh) return route.continue();
  const { startOffset, endOffset } = page.refresh.element.sourceCodeLocation;
  return route.fulfill({ contentType: 'text/html; charset=utf-8', body: page.source.slice(0, startOffset) + page.source.slice(endOffset) });
}

function byKind(pages) {
  const kinds = new Map();
  for (const page of pages) kinds.set(page.kind, [...(kinds.get(page.kind) ?? []), page]);
  return kinds;
}

/** The largest pages, which hold the most that can be wrong. */
function largest(pages, count) {
  return [...pages].sort((one, other) => other.source.length - one.source.length || (one.file < other.file ? -1 : 1)).slice(0, count);
}
