// The browser tests: `node run.mjs FOLDER`, where FOLDER holds the built sites `root`, `sub/guides/hiring`, `features`,
// `based/any/path`, `folder`, `briefing` and `orchard`.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { launch } from './chromium.mjs';
import { axe } from './axe.mjs';
import { clicks, GROUPS } from './clicks.mjs';
import { crawl, missing } from './crawl.mjs';
import { fixture } from './fixture.mjs';
import { narrow, scriptless } from './layout.mjs';
import { Report } from './report.mjs';
import { scanAliases, scanFrame, scanInline, scanKinds, scanLinks } from './scan.mjs';
import { Setting } from './settings.mjs';
import { ALL_KINDS, Site } from './site.mjs';

const PATIENCE = 15 * 60 * 1000;

const folder = process.argv[2];
if (!folder || !existsSync(folder)) {
  console.error('usage: node run.mjs FOLDER, the folder of the built sites');
  process.exit(2);
}
setTimeout(() => {
  console.error(`FAIL  not done after ${PATIENCE / 60000} minutes`);
  process.exit(1);
}, PATIENCE).unref();

const root = new Site('playbook', join(folder, 'root'));
const sub = new Site('playbook for a path', join(folder, 'sub/guides/hiring'), {
  base: '/guides/hiring/',
  address: 'https://example.com/guides/hiring/',
});
const based = new Site('fixture for a path', join(folder, 'based/any/path'), { base: '/any/path/', address: 'https://example.com/any/path/' });
const features = new Site('fixture', join(folder, 'features'));
const folders = new Site('fixture in folders', join(folder, 'folder'), { folders: true });
const briefing = new Site('fixture as a briefing', join(folder, 'briefing'));
const orchard = new Site('fixture in green', join(folder, 'orchard'));
/** The same bytes below a path that they weren't built for: all but the 404 page works there. */
const moved = new Site('fixture, moved', join(folder, 'features'), { base: '/any/sub path/', moved: true });

const report = new Report();
for (const site of [root, sub, features, based, folders, briefing]) {
  for (const scan of [scanInline, scanFrame, scanLinks]) await report.guard(() => scan(report, site));
}
for (const site of [features, based, folders]) await report.guard(() => scanAliases(report, site));
const usual = ALL_KINDS.filter((kind) => kind !== 'alias'); // a playbook needs no aliases; the fixture has some
for (const [site, kinds] of [
  [root, usual],
  [sub, usual],
  [features, ALL_KINDS],
  [based, ALL_KINDS],
]) {
  await report.guard(() => scanKinds(report, site, kinds));
}

const browser = await launch();
const served = [];
const http = async (site) => {
  served.push(await Setting.http(site));
  return served.at(-1);
};
try {
  const at = {
    root: await http(root),
    sub: await http(sub),
    features: await http(features),
    based: await http(based),
    moved: await http(moved),
    folders: await http(folders),
    briefing: await http(briefing),
    orchard: await http(orchard),
    rootDisk: Setting.disk(root),
    featuresDisk: Setting.disk(features),
    foldersDisk: Setting.disk(folders),
  };
  const flat = [at.root, at.sub, at.rootDisk, at.features, at.moved, at.featuresDisk];
  const each = async (check, settings) => {
    for (const setting of settings) await report.guard(() => check(report, browser, setting));
  };
  await each(crawl, [...flat, at.based, at.folders, at.foldersDisk, at.briefing]);
  await each(missing, [at.root, at.sub, at.features, at.based]);
  for (const group of GROUPS) await each((...all) => clicks(...all, [group]), flat);
  await each((...all) => clicks(...all, ['navigation', 'contents', 'next'], 390), [at.root, at.features]);
  await each(fixture, [at.features, at.featuresDisk]);
  await each(narrow, [at.root, at.features, at.briefing, at.orchard]);
  await each(scriptless, [at.root, at.features]);
  await each(axe, [at.root, at.briefing, at.orchard]);
  await each((...all) => axe(...all, { each: Infinity }), [at.features]);
} finally {
  for (const setting of served) await setting.close();
  await browser.close();
}
process.exit(report.close() ? 0 : 1);
