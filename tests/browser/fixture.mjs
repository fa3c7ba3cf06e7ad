// What the fixture playbook must show: each thing that a page can hold, by its words and by the elements that mean it.

import { limits, until, watchedPage } from './settings.mjs';

const BLOCKS = 'guides/blocks.html';
const CODE = 'guides/code.html';
const DIRECTIVES = 'guides/directives.html';
const RAW = 'guides/raw-html.html';
const ROLE = 'roles/site-reliability/index.html';

/** Words that can be read. */
const READ = {
  [BLOCKS]: [
    ...['note', 'tip', 'important', 'warning', 'caution'].map((kind) => `Alert text of the ${kind}`),
    'The second paragraph of the second note',
    'The meeting in which they do',
    'Nested task',
    'a pipe | in a cell',
  ],
  [CODE]: ['deploy.yaml', 'network.tf', 'plain <text> & nothing else', '{{ .Values.image }} {% if this %}', '{{ .Release.Name }}', 'end-of-the-long-line'],
  [DIRECTIVES]: [
    'Äpfel & Söhne',
    'a panel has 4 people',
    'A note with a title',
    ...['note', 'tip', 'important', 'warning', 'caution'].map((kind) => `Text of the ${kind} directive`),
    'Text of the first tab',
    'Text of the left column',
    'Text of the right column',
    'Blocks card',
    'Text of the second card',
    'Text of the third step',
    'Text of the note inside a column',
    'Text of the tip inside a column',
    'Caption of the figure',
    'Text of the included file, with strong words',
    'Platform or reliability',
    'release that you could not roll back',
  ],
  [RAW]: ['Summary written by hand', 'Text of a division that keeps its words', 'words with a style', 'words with a handler', 'The last words of the page'],
  [ROLE]: ['Reliability or operations', 'Is on-call duty paid?', 'The spent error budget', 'Blames another team and stops there', 'Mid, United States'],
};

/** Elements of `main`, and how many there are at least. */
const HELD = {
  [BLOCKS]: {
    'table thead th': 4,
    ':is(input[type=checkbox], [role=img].task)': 3,
    ':is(input[type=checkbox]:checked, [role=img].task.done)': 1,
    'dl > dt': 2,
    'dl dd': 3,
    'sup a[href^="#"]': 2,
    'img[alt="A bar chart with three bars"]': 1,
    'img[alt="A small square in two colours"]': 1,
    'a[href$="checklist.pdf"]': 1,
    'a[href$="checklist.txt"]': 1,
    '#own-heading': 1,
    'blockquote': 1,
    del: 1,
    hr: 1,
  },
  [CODE]: { 'pre code': 10, 'pre code span[class]': 30 },
  [DIRECTIVES]: { 'figure figcaption': 1, 'figure img[alt="Three bars of rising height"]': 1, 'ol li': 3, 'pre code': 2, table: 1 },
  [RAW]: { 'details summary': 1, kbd: 1, sub: 1, 'abbr[title]': 1, 'img[alt="A picture with a handler"]': 1 },
  'index.html': { 'a[href*="geh" i]': 2, 'table a': 4, 'a[href$="failed-rollback"]': 1 },
};

/** Words and elements that must not be there. */
const CLEANED = { [RAW]: ['script:not([src])', 'iframe', 'main style', 'main svg script', 'a[href^="javascript"]', 'script[src*="evil"]'] };

export async function fixture(report, browser, setting) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  const open = async (name, ...units) => {
    const check = report.open(`${setting.label} · ${name}`, ...units);
    const page = await watchedPage(context, setting, (text) => check.problem(text));
    const close = async () => {
      await page.close();
      check.close();
    };
    return { check, page, go: (file) => page.goto(setting.address(file), { waitUntil: 'load' }), close };
  };
  const checks = [
    async () => words(await open('words that can be read', 'words')),
    async () => holds(await open('elements that are there, and that are not', 'elements', 'absent')),
    async () => aligned(await open('columns of a table are aligned', 'cells')),
    async () => marked(await open('lines of code are marked', 'lines')),
    async () => coloured(await open('code is coloured', 'fences')),
    async () => tabs(await open('tabs open', 'clicks')),
    async () => footnotes(await open('notes lead there and back', 'clicks')),
  ];
  for (const check of checks) await report.guard(check);
  await context.close();
}

async function words({ check, page, go, close }) {
  for (const [file, texts] of Object.entries(READ)) {
    await go(file);
    const text = tidyWords(await page.locator('main').innerText());
    for (const each of texts) {
      if (text.includes(tidyWords(each))) check.count('words');
      else check.problem(`${file}: can't read '${each}'`);
    }
  }
  await close();
}

/** Without the difference between straight and typographic marks, nor of case, which styles may change. */
function tidyWords(text) {
  return text.replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/\u00ad/g, '').replace(/\s+/g, ' ').toLowerCase();
}

async function holds({ check, page, go, close }) {
  for (const [file, selectors] of Object.entries(HELD)) {
    await go(file);
    for (const [selector, least] of Object.entries(selectors)) {
      const found = await page.locator(`main ${selector}`).count();
      if (found >= least) check.count('elements');
      else check.problem(`${file}: ${found} × ${selector} in main, not ${least}`);
    }
  }
  for (const [file, selectors] of Object.entries(CLEANED)) {
    await go(file);
    for (const selector of selectors) {
      const found = await page.locator(`${selector}:not([type="application/ld+json"])`).count();
      if (found === 0) check.count('absent');
      else check.problem(`${file}: ${found} × ${selector}`);
    }
  }
  await close();
}

async function aligned({ check, page, go, close }) {
  await go(BLOCKS);
  for (const [words, side] of [
    ['left cell', /left|start/],
    ['centre cell', /center/],
    ['1,250', /right|end/],
  ]) {
    const found = await page.getByRole('cell', { name: words, exact: true }).first().evaluate((cell) => getComputedStyle(cell).textAlign);
    if (side.test(found)) check.count('cells');
    else check.problem(`'${words}' is aligned ${found}`);
  }
  await close();
}

/** Lines 2, 4 and 5 of the fence stand on another ground than lines 1 and 3; seen by painting, whatever the markup. */
async function marked({ check, page, go, close }) {
  await go(CODE);
  const fence = page.locator('main pre', { hasText: 'name: ranker' }).first();
  const grounds = await fence.evaluate((pre) => {
    const ground = (words) => {
      const walker = document.createTreeWalker(pre, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (!node.data.includes(words)) continue;
        const layers = [];
        for (let up = node.parentElement; up && up !== pre; up = up.parentElement) {
          const style = getComputedStyle(up);
          layers.push(style.backgroundColor, style.backgroundImage, style.boxShadow);
        }
        return layers.filter((each) => each !== 'none' && !/, 0\)$/.test(each)).join(' ');
      }
      return null;
    };
    return ['apiVersion', 'Deployment', 'metadata', 'ranker', 'labels'].map(ground);
  });
  const [first, second, third, fourth, fifth] = grounds;
  for (const [line, ground] of [
    [2, second],
    [4, fourth],
    [5, fifth],
  ]) {
    if (ground !== null && ground !== first && ground !== third) check.count('lines');
    else check.problem(`line ${line} of deploy.yaml looks like the lines that aren't marked`);
  }
  await close();
}

async function coloured({ check, page, go, close }) {
  await go(CODE);
  for (const words of ['pub fn middle', 'kind: Deployment', 'resource "aws_vpc"', 'default = "canary"', 'version = "0.3.1"', 'FROM debian', 'interface Band']) {
    const colours = await page
      .locator('main pre', { hasText: words })
      .first()
      .evaluate((pre) => new Set([...pre.querySelectorAll('span')].map((span) => getComputedStyle(span).color)).size)
      .catch(() => 0);
    if (colours >= 2) check.count('fences');
    else check.problem(`the fence with '${words}' has ${colours} colours`);
  }
  await close();
}

async function tabs({ check, page, go, close }) {
  await go(DIRECTIVES);
  const main = page.locator('main');
  for (const [tab, text] of [
    ['Nomad', 'Text of the second tab.'],
    ['Kubernetes', 'Text of the first tab.'],
  ]) {
    const control = main.locator(':is([role=tab], summary, label, button):visible', { hasText: new RegExp(`^\\s*${tab}\\s*$`) }).first();
    await control.click({ timeout: limits.patience }).catch((error) => check.problem(`${tab}: ${error.message.split('\n')[0]}`));
    if (await until(() => main.getByText(text, { exact: true }).isVisible())) check.count('clicks');
    else check.problem(`${tab}: its text isn't shown after a click`);
  }
  await close();
}

async function footnotes({ check, page, go, close }) {
  await go(BLOCKS);
  const reference = page.locator('main sup a[href^="#"]').first();
  for (const link of [reference, page.locator(`main :target a[href^="#"], main :target + a[href^="#"]`).last()]) {
    const hash = await link.evaluate((each) => each.hash, null, { timeout: limits.patience }).catch(() => null);
    if (!hash) {
      check.problem('no link back from the note');
      continue;
    }
    await link.click({ timeout: limits.patience });
    if (await until(() => page.evaluate((expected) => location.hash === expected && document.querySelector(':target') !== null, hash))) check.count('clicks');
    else check.problem(`a click on ${hash} leads to ${page.url()}`);
  }
  await close();
}
