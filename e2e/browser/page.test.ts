import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';

import { launchChromium } from './chromium.ts';
import { startLab } from './running-lab.ts';
import type { RunningLab } from './running-lab.ts';
import { judge, visit } from './visit.ts';

const PHISHING = 'http://paypal.com.account-verify.example/login.php?id=83';
const HARMLESS = 'https://www.python.org/';

let lab: RunningLab;
let browser: Browser;

beforeAll(async () => {
  [lab, browser] = await Promise.all([startLab(), launchChromium()]);
});

afterAll(async () => {
  await browser?.close();
  await lab?.[Symbol.asyncDispose]();
});

afterEach(({ task }) => {
  if (task.result?.state === 'fail') console.log(lab.output());
});

test.each(['v1', 'v2'] as const)('%s: a verdict, an agreement, and the metric of it', async (release) => {
  const { page, problems } = await visit(browser, lab.origin, { release });
  expect(await page.locator('html').getAttribute('data-release')).toBe(release);

  expect(await judge(page, PHISHING)).toBe(200);
  expect(await page.locator('#verdict').textContent()).toBe('Looks like phishing');
  expect(await page.locator('#probability').textContent()).toMatch(/%$/);

  const agreements = /^feedback_total\{(?=.*vote="agree")(?=.*release="(v1|v2)").*\} (\d+)$/m;
  const before = Number(agreements.exec(await lab.modelServiceMetrics(release))?.[2] ?? 0);
  await page.locator('#agree').click();
  await page.getByText('You agreed with this verdict.').waitFor();
  const after = agreements.exec(await lab.modelServiceMetrics(release));
  expect([after?.[1], Number(after?.[2])]).toEqual([release, before + 1]);
  expect(problems).toEqual([]);
});

test.each([
  ['v1', 'is plain', false],
  ['v2', 'shows the bar, what drove the verdict, and who answered', true],
])('%s %s', async (release, _words, isShown) => {
  const extras = ['#bar', '#explanation', '#version-model-service', '#version-model', '#version-lib-version'];
  const { page, problems } = await visit(browser, lab.origin, { release });
  await judge(page, PHISHING);
  const shown = await Promise.all(extras.map((selector) => page.locator(selector).isVisible()));
  expect(shown).toEqual(extras.map(() => isShown));
  expect(problems).toEqual([]);
});

test('a new visitor keeps the release that the gateway chose', async () => {
  const { page } = await visit(browser, lab.origin);
  const chosen = await page.locator('html').getAttribute('data-release');
  const cookies = await page.context().cookies();
  expect(cookies).toMatchObject([{ name: 'app-version', value: chosen, path: '/', sameSite: 'Lax' }]);
  for (let reload = 0; reload < 5; reload += 1) {
    await page.reload();
    expect(await page.locator('html').getAttribute('data-release')).toBe(chosen);
  }
});

test.each(['v1', 'v2'])('%s: an address is text, whatever is in it', async (release) => {
  const { page, problems } = await visit(browser, lab.origin, { release });
  const hostile = 'https://evil.example/<img src=x onerror=alert(1)>?<a href=//evil.example>';
  await judge(page, hostile);
  expect(await page.locator('#specimen').textContent()).toBe(hostile);
  expect(await page.locator('#entries').textContent()).toContain(hostile);
  expect(await page.locator('main a, main img, main iframe').count()).toBe(0);
  expect(problems).toEqual([]);
});

test('a burst is refused from its 21st request on, with the time to wait', async () => {
  const { page, problems } = await visit(browser, lab.origin, { release: 'v1' });
  // The page itself was the first; while the burst goes on, one token comes back every 3 s.
  let requests = 1;
  while (await page.locator('#notice').isHidden()) {
    await judge(page, HARMLESS);
    requests += 1;
  }
  expect(requests).toBeGreaterThanOrEqual(21);
  expect(await page.locator('#notice-title').textContent()).toBe('Too many requests just now');
  expect(await page.locator('#notice-text').textContent()).toMatch(/limit of 20; one more in [1-3] s/);
  // The browser itself reports the 429; nothing else went wrong.
  expect(problems.filter((problem) => !problem.includes('429'))).toEqual([]);
});

test('the keyboard alone is enough', async () => {
  const { page, problems } = await visit(browser, lab.origin, { release: 'v2' });
  const { keyboard } = page;
  // The cursor is in the field already.
  await keyboard.type(HARMLESS);
  await keyboard.press('Enter');
  await page.locator('#result:not([hidden])').waitFor();
  expect(await page.locator('#verdict').textContent()).toBe('Looks legitimate');
  for (let presses = 0; presses < 10; presses += 1) {
    if (await page.locator('#disagree:focus').count()) break;
    await keyboard.press('Tab');
  }
  await keyboard.press('Space');
  await page.getByText('You disagreed with this verdict.').waitFor();
  expect(problems).toEqual([]);
});

test.each(['v1', 'v2'])('%s: on a small screen nothing scrolls sideways', async (release) => {
  const viewport = { width: 320, height: 640 };
  const { page, problems } = await visit(browser, lab.origin, { release, viewport, isMobile: true });
  await judge(page, `https://${'long-name.'.repeat(15)}example/${'path/'.repeat(60)}?q=${'x'.repeat(300)}`);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(viewport.width);
  expect(problems).toEqual([]);
});

test('dark where the system is dark', async () => {
  const [light, dark] = await Promise.all(
    (['light', 'dark'] as const).map(async (colorScheme) => {
      const { page } = await visit(browser, lab.origin, { release: 'v2', colorScheme });
      return page.evaluate('getComputedStyle(document.body).backgroundColor');
    }),
  );
  const brightness = (color: unknown) => Number(/\d+/.exec(String(color))?.[0]);
  expect(brightness(light)).toBeGreaterThan(200);
  expect(brightness(dark)).toBeLessThan(60);
});

test('what was checked stays for this tab, also after a reload, until it is cleared', async () => {
  const { page } = await visit(browser, lab.origin, { release: 'v1' });
  await judge(page, PHISHING);
  await judge(page, HARMLESS);
  await page.reload();
  expect(await page.locator('#entries .entry-url').allTextContents()).toEqual([HARMLESS, PHISHING]);
  await page.locator('#clear').click();
  expect(await page.locator('#history').isHidden()).toBe(true);
});
