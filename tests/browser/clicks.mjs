// Links really clicked, as a reader does it: by what they are for, with the landing place checked.

import { tidy } from './site.mjs';
import { limits, until, watchedPage } from './settings.mjs';

/** How many links of one page are clicked, and after how many problems a group is given up. */
const AT_MOST = 8;
const ENOUGH = 4;

/** What each group of links is for, and the pages where it is looked for. */
const LOOKED_FOR = {
  navigation: { pages: (page) => page.kind === 'home' || page.kind === 'page', from: 2 },
  breadcrumb: { pages: (page) => page.kind === 'role' || page.kind === 'page', from: 2 },
  contents: { pages: (page) => page.kind === 'role' || page.kind === 'page', from: 2 },
  next: { pages: () => true, from: 3 },
  previous: { pages: () => true, from: 3 },
  backlinks: { pages: (page) => page.kind === 'role', from: 2 },
  records: { pages: (page) => ['role', 'page', 'questions', 'salary', 'compare', 'faq'].includes(page.kind), from: 4 },
};

export const GROUPS = Object.keys(LOOKED_FOR);

/**
 * In the page: the links of a group that are visible or in a closed fold, marked with `data-clicked` and listed. A link's group follows from what it says of itself:
 * `rel`, the label of its `nav`, the `.backlinks` that it is in; a record's link leads from `main` to the place of a record on a role's page.
 */
function mark(group) {
  const label = (link) => link.closest('nav')?.getAttribute('aria-label') ?? '';
  const turns = (link) => /\b(prev|next)\b/.test(link.rel);
  const isRecord = (link) => {
    const url = new URL(link.href);
    return /^#(comparison|band|question|faq)-/.test(url.hash) && /\/roles\/[^/]+\/index\.html$/.test(url.pathname);
  };
  const tests = {
    breadcrumb: (link) => /breadcrumb|you are here/i.test(label(link)),
    contents: (link) => /contents|on this page/i.test(label(link)) && link.hash.length > 1,
    next: (link) => /\bnext\b/.test(link.rel),
    previous: (link) => /\bprev\b/.test(link.rel),
    backlinks: (link) => link.closest('.backlinks') !== null,
    navigation: (link) => label(link) !== '' && !/breadcrumb|you are here|contents|on this page/i.test(label(link)) && !turns(link) && !link.closest('main'),
    records: (link) => link.closest('main') !== null && !link.closest('nav, .backlinks') && isRecord(link),
  };
  const isWithinReach = (link) => {
    const folds = [];
    for (let fold = link.closest('details:not([open])'); fold; fold = fold.parentElement.closest('details:not([open])')) folds.push(fold);
    return link.checkVisibility() || folds.at(-1)?.querySelector(':scope > summary')?.checkVisibility() === true;
  };
  const found = [...document.querySelectorAll('a[href]')].filter((link) => /^(https?|file):$/.test(link.protocol) && tests[group](link) && isWithinReach(link));
  found.forEach((link, index) => link.setAttribute('data-clicked', String(index)));
  return found.map((link) => ({ href: link.href, text: link.textContent.replace(/\s+/g, ' ').trim() }));
}

/** In the page: whether the element with this id is on the screen, with nothing lying over its beginning. */
function isInSight(id) {
  const element = document.getElementById(id);
  if (!element?.checkVisibility()) return false;
  const range = document.createRange();
  range.selectNodeContents(element);
  const box = [...range.getClientRects()].find((rect) => rect.width > 1 && rect.height > 1);
  if (!box) {
    const { top } = element.getBoundingClientRect(); // a place without words
    return top >= 0 && top <= innerHeight;
  }
  const [x, y] = [box.left + Math.min(4, box.width / 2), box.top + Math.min(4, box.height / 2)];
  return y >= 0 && y <= innerHeight && element.contains(document.elementFromPoint(x, y));
}

/** Clicks the links of these groups, on a screen as wide as this. */
export async function clicks(report, browser, setting, groups = GROUPS, width = 1440) {
  for (const group of groups) await clickGroup(report, browser, setting, group, width);
}

async function clickGroup(report, browser, setting, group, width) {
  const check = report.open(`${setting.label} · clicks on ${group}, ${width} px`, 'pages', 'clicks');
  const context = await browser.newContext({ viewport: { width, height: 900 }, reducedMotion: 'reduce' });
  const page = await watchedPage(context, setting, (text) => check.problem(text));
  let left = LOOKED_FOR[group].from;
  for (const origin of setting.pages.filter((each) => !each.refresh && each.kind !== '404' && LOOKED_FOR[group].pages(each))) {
    const start = setting.address(origin.file);
    await page.goto(start, { waitUntil: 'load' });
    const links = await page.evaluate(mark, group);
    if (links.length === 0) continue;
    check.count('pages');
    for (let index = 0; index < Math.min(links.length, AT_MOST) && check.problems.size < ENOUGH; index += 1) {
      if (index > 0) {
        await page.goto(start, { waitUntil: 'load' });
        await page.evaluate(mark, group);
      }
      const trouble = await clickOne(page, setting, links[index], `[data-clicked="${index}"]`).catch((error) => error.message.split('\n')[0]);
      if (trouble) check.problem(`${origin.file}: '${links[index].text}': ${trouble}`);
      else check.count('clicks');
    }
    left -= 1;
    if (left === 0 || check.problems.size >= ENOUGH) break;
  }
  await context.close();
  check.close();
}

/** Opens the folds that hide an element, from the outermost on, as a reader would. */
async function unfold(page, selector) {
  const hidden = page.locator('details:not([open])', { has: page.locator(selector) });
  for (let depth = 0; depth < 4 && !(await page.locator(selector).isVisible()); depth += 1) {
    await hidden.first().locator('> summary').click({ timeout: limits.patience });
  }
}

/** Clicks one link and looks where it lands; the trouble, if there is any. */
async function clickOne(page, setting, link, selector) {
  const target = setting.file(link.href);
  const parsed = setting.site.pages.get(target ?? '');
  if (!parsed) return `${link.href} is no page of the site`;
  await unfold(page, selector);
  await page.locator(selector).click({ timeout: limits.patience });
  if (!(await until(() => page.url() === link.href))) return `a click on ${link.href} lands at ${page.url()}`;
  await page.waitForLoadState('load');
  const h1 = tidy((await page.locator('h1').first().textContent()) ?? '');
  if (h1 !== parsed.h1[0]) return `lands on '${h1}', not on '${parsed.h1[0]}'`;
  const fragment = decodeURIComponent(new URL(link.href).hash.slice(1));
  if (fragment && !(await until(() => page.evaluate(isInSight, fragment)))) return `#${fragment} of ${target} isn't in sight after the click`;
  return null;
}
