import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { type RunningApp, runningApp } from './running-app.ts';

let v1: RunningApp;
let v2: RunningApp;
beforeAll(async () => {
  v1 = await runningApp({ release: 'v1' });
  v2 = await runningApp({ release: 'v2' });
});
afterAll(async () => {
  await v1[Symbol.asyncDispose]();
  await v2[Symbol.asyncDispose]();
});

/** Addresses in the page's HTML that a browser fetches. */
async function assetPaths({ app }: RunningApp): Promise<readonly string[]> {
  const { text } = await request(app).get('/').expect(200);
  return [...text.matchAll(/(?:href|src)="(\/[^"]*)"/g)].map((match) => String(match[1]));
}

describe('GET /', () => {
  test('needs neither model-service nor anything from elsewhere', async () => {
    const response = await request(v2.app).get('/').expect(200);

    expect(response.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(response.headers['cache-control']).toBe('no-cache');
    expect(response.text).not.toContain('{{');
    for (const [, address] of response.text.matchAll(/\b(?:href|src|action)="([^"]*)"/g)) {
      expect(address).toMatch(/^[/#]\w/);
    }
  });

  test('names its release and version', async () => {
    const pages = [await request(v1.app).get('/'), await request(v2.app).get('/')];

    expect(pages.map(({ text }) => /data-release="(\w+)"/.exec(text)?.[1])).toEqual(['v1', 'v2']);
    expect(pages[0]?.text).toContain('<dd id="version-app">7.8.9+v1</dd>');
    expect(pages[0]?.headers['etag']).not.toBe(pages[1]?.headers['etag']);
  });

  test('answers 304 where nothing changed', async () => {
    const { headers } = await request(v1.app).get('/');

    await request(v1.app).get('/').set('if-none-match', String(headers['etag'])).expect(304);
  });

  test('POST is refused', async () => {
    await request(v1.app).post('/').expect(405).expect('allow', 'GET, HEAD');
  });
});

describe('what a browser may do', () => {
  test('the policy, whole', async () => {
    const { headers } = await request(v1.app).get('/');

    expect(String(headers['content-security-policy']).split(';').toSorted()).toEqual([
      "base-uri 'none'",
      "connect-src 'self'",
      "default-src 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "img-src 'self'",
      "require-trusted-types-for 'script'",
      "script-src 'self'",
      "style-src 'self'",
      "trusted-types 'none'",
    ]);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
    });
  });

  test('nothing that supposes https, nothing about the server', async () => {
    const { headers } = await request(v1.app).get('/');

    expect(headers).not.toHaveProperty('strict-transport-security');
    expect(headers).not.toHaveProperty('cross-origin-opener-policy');
    expect(headers).not.toHaveProperty('x-powered-by');
  });

  test.each(['/', '/version', '/nothing', '/api/v1/ready'])('the policy stands on %s, too', async (path) => {
    const { headers } = await request(v1.app).get(path);

    expect(headers['content-security-policy']).toContain("default-src 'none'");
  });

  test('no inline script, style or handler, and no form that leaves the page', async () => {
    const { text } = await request(v2.app).get('/');

    expect(text).not.toMatch(/<style|\sstyle=|\son[a-z]+=|javascript:/i);
    for (const [, attributes, content] of text.matchAll(/<script([^>]*)>([^<]*)<\/script>/g)) {
      expect(attributes).toMatch(/ src="\/assets\//);
      expect(content).toBe('');
    }
  });

  test('no text becomes HTML or a link in the scripts', async () => {
    for (const path of (await assetPaths(v2)).filter((name) => name.endsWith('.js'))) {
      const { text } = await request(v2.app).get(path).expect(200);
      expect(text).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\.href|eval\(/);
    }
  });
});

describe('GET /assets', () => {
  test('all that the page names is there, to be kept for good', async () => {
    const paths = await assetPaths(v2);
    expect(paths.length).toBeGreaterThan(20);

    for (const path of paths) {
      const response = await request(v2.app).get(path).expect(200);
      expect(response.headers['cache-control']).toBe('public, max-age=31536000, immutable');
      expect(response.headers['content-type']).toMatch(/^(?:text\/javascript|text\/css|image\/svg\+xml)/);
    }
  });

  test('modules are JavaScript that imports modules which are preloaded', async () => {
    const paths = await assetPaths(v2);
    const main = String(paths.find((path) => path.endsWith('/main.js')));

    for (const path of paths.filter((name) => name.endsWith('.js'))) {
      const { text } = await request(v2.app).get(path);
      expect(text).not.toMatch(/^(?:import|export) type |: string\b/m);
      for (const [, name] of text.matchAll(/^(?:import|export) [^;]*from '([^']+)'/gm)) {
        expect(paths).toContain(new URL(String(name), `http://page${path}`).pathname);
      }
    }
    expect(paths).toContain(main);
  });

  test('no tests, no TypeScript, no configuration', async () => {
    const folder = String((await assetPaths(v2))[0])
      .split('/')
      .slice(0, 3)
      .join('/');

    for (const name of [
      'main.ts',
      'tsconfig.json',
      'index.html',
      'history.test.js',
      '..%2fmain.js',
      '__proto__',
    ]) {
      await request(v2.app).get(`${folder}/${name}`).expect(404);
    }
    await request(v2.app).get('/assets').expect(404);
  });

  test('the page of another version still finds its files, but does not keep them', async () => {
    await request(v2.app)
      .get('/assets/older/view/element.js')
      .expect(200)
      .expect('cache-control', 'no-cache');
  });

  test('answers 304, HEAD, and refuses the rest', async () => {
    const [path] = await assetPaths(v2);
    const { headers } = await request(v2.app).head(String(path)).expect(200);

    await request(v2.app).get(String(path)).set('if-none-match', String(headers['etag'])).expect(304);
    await request(v2.app).post(String(path)).expect(405);
  });

  test('GET /favicon.ico', async () => {
    const response = await request(v1.app).get('/favicon.ico').expect(200);

    expect(response.headers['content-type']).toBe('image/x-icon');
    expect((response.body as Buffer).subarray(0, 4)).toEqual(Buffer.from([0, 0, 1, 0]));
  });
});

test('GET /version is a JSON string: the package’s version with the release behind it', async () => {
  await request(v1.app).get('/version').expect(200, '"7.8.9+v1"');
  await request(v2.app).get('/version').expect(200, '"7.8.9+v2"');
});
