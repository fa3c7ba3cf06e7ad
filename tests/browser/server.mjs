// A small static server on loopback: a folder at `/` or below a path, a strict content policy, `404.html` for what isn't there.

import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, sep } from 'node:path';

export const POLICY = "default-src 'self'";

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.ico': 'image/x-icon',
  '.pdf': 'application/pdf',
  '.woff2': 'font/woff2',
};

/** Serves `folder` below `base` (which begins and ends with a slash); answers `{ origin, close }`. */
export async function serve(folder, base = '/') {
  const server = createServer((request, response) => {
    answer(folder, base, request, response).catch((error) => {
      response.writeHead(500).end(String(error));
    });
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

async function answer(folder, base, request, response) {
  const path = decode(new URL(request.url, 'http://127.0.0.1').pathname);
  const headers = { 'Content-Security-Policy': POLICY, 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store' };
  let file = path?.startsWith(base) ? join(folder, path.slice(base.length)) : null;
  if (file !== null && file !== folder && !file.startsWith(folder.endsWith(sep) ? folder : folder + sep)) file = null;
  let found = file && (await stat(file).catch(() => null));
  if (found?.isDirectory()) {
    if (!path.endsWith('/')) {
      response.writeHead(301, { ...headers, Location: `${encodeURI(path)}/` }).end();
      return;
    }
    file = join(file, 'index.html');
    found = await stat(file).catch(() => null);
  }
  if (!found?.isFile()) {
    const page = await readFile(join(folder, '404.html')).catch(() => Buffer.from('not found'));
    response.writeHead(404, { ...headers, 'Content-Type': TYPES['.html'] }).end(page);
    return;
  }
  response.writeHead(200, {
    ...headers,
    'Content-Type': TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream',
    'Content-Length': found.size,
  });
  createReadStream(file)
    .on('error', (error) => response.destroy(error))
    .pipe(response);
}

function decode(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}
