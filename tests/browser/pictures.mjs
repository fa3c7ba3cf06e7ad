// README's pictures: `node pictures.mjs SITE FOLDER`. Two pages of the project's own playbook, by day on a desk and in the dark.

import { join } from 'node:path';
import { launch } from './chromium.mjs';
import { Setting } from './settings.mjs';
import { Site } from './site.mjs';

const PICTURES = [
  { name: 'role.png', page: 'roles/mlops-engineer/index.html', scheme: 'light' },
  { name: 'questions.png', page: 'questions.html', scheme: 'dark', to: '.question' },
];

const [site, folder] = process.argv.slice(2);
if (!site || !folder) {
  console.error('usage: node pictures.mjs SITE FOLDER');
  process.exit(2);
}
const setting = await Setting.http(new Site('playbook', site));
const browser = await launch();
try {
  for (const { name, page, scheme, to } of PICTURES) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme: scheme, reducedMotion: 'reduce' });
    const tab = await context.newPage();
    await tab.goto(setting.address(page), { waitUntil: 'networkidle' });
    if (to) await tab.locator(to).first().evaluate((element) => window.scrollTo(0, element.getBoundingClientRect().top - 24));
    await tab.screenshot({ path: join(folder, name) });
    console.log(join(folder, name));
    await context.close();
  }
} finally {
  await browser.close();
  await setting.close();
}
