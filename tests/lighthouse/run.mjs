// Lighthouse, mobile profile, on pages of a built site: `node run.mjs FOLDER PAGE...`. It prints the median of three runs of each
// page, the costs of its first view, and fails below 98 for performance or 100 for accessibility and best practices.
//
// The site is served as hosts do, compressed, from loopback.

import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';

const RUNS = 3;
const WANTED = { performance: 98, accessibility: 100, 'best-practices': 100 };
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};
const COMPRESSED = ['.html', '.css', '.js', '.svg'];

const [folder, ...pages] = process.argv.slice(2);
if (!folder || pages.length === 0) {
  console.error('usage: node run.mjs FOLDER PAGE...');
  process.exit(2);
}

const server = createServer(async (request, response) => {
  const path = normalize(decodeURIComponent(new URL(request.url, 'http://127.0.0.1').pathname));
  const file = join(folder, path.endsWith('/') ? `${path}index.html` : path);
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) return response.writeHead(404).end();
  const kind = extname(file);
  const headers = { 'Content-Type': TYPES[kind] ?? 'application/octet-stream', 'Content-Security-Policy': "default-src 'self'", 'Cache-Control': 'max-age=31536000' };
  const bytes = await readFile(file);
  if (!COMPRESSED.includes(kind)) return response.writeHead(200, headers).end(bytes);
  response.writeHead(200, { ...headers, 'Content-Encoding': 'gzip' }).end(gzipSync(bytes));
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const origin = `http://127.0.0.1:${server.address().port}`;
const chrome = await launch({
  chromePath: process.env.CHROMIUM || '/usr/bin/chromium',
  chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
});

let failed = false;
try {
  for (const page of pages) {
    const runs = [];
    for (let run = 0; run < RUNS; run += 1) {
      const result = await lighthouse(`${origin}/${page}`, { port: chrome.port, logLevel: 'error', onlyCategories: [...Object.keys(WANTED), 'seo'] });
      runs.push(result.lhr);
    }
    const score = (lhr, category) => Math.round(lhr.categories[category].score * 100);
    runs.sort((one, other) => score(one, 'performance') - score(other, 'performance'));
    const middle = runs[Math.floor(RUNS / 2)];
    const audit = (id) => middle.audits[id].numericValue;
    const requests = middle.audits['network-requests'].details.items;
    const sum = (items) => items.reduce((total, item) => total + item.transferSize, 0);
    const fonts = requests.filter((item) => item.resourceType === 'Font');
    const scores = Object.keys(middle.categories).map((category) => `${category} ${score(middle, category)}`);
    const all = runs.map((lhr) => score(lhr, 'performance')).join(' ');
    console.log(`${page}\n  ${scores.join(', ')} (performance of all runs: ${all})`);
    console.log(`  FCP ${Math.round(audit('first-contentful-paint'))} ms, LCP ${Math.round(audit('largest-contentful-paint'))} ms, TBT ${Math.round(audit('total-blocking-time'))} ms, CLS ${audit('cumulative-layout-shift').toFixed(4)}`);
    console.log(`  ${requests.length} requests, ${kilobytes(sum(requests) - sum(fonts))} without fonts, fonts ${kilobytes(sum(fonts))}`);
    for (const [category, wanted] of Object.entries(WANTED)) {
      if (score(middle, category) < wanted) {
        failed = true;
        console.log(`  FAIL ${category} is below ${wanted}`);
        for (const { id, weight } of middle.categories[category].auditRefs) {
          const found = middle.audits[id];
          if (weight > 0 && found.score !== null && found.score < 0.9) console.log(`    ${id}: ${found.title} ${found.displayValue ?? ''}`);
        }
      }
    }
  }
} finally {
  await chrome.kill();
  server.close();
}
process.exit(failed ? 1 : 0);

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} KB`;
}
