import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** A page of the lab, opened, and what went wrong in it so far. */
export interface Visit {
  readonly page: Page;
  /** Errors on the console (violations of the content security policy are among them), thrown errors, requests to elsewhere. */
  readonly problems: readonly string[];
}

export interface VisitOptions extends BrowserContextOptions {
  /** The release to force, by header; by default the gateway chooses. */
  readonly release?: string;
}

let visitors = 0;

/** Opens the lab's page as a new visitor with a rate-limit bucket of its own. The browser's end ends the visit. */
export async function visit(browser: Browser, origin: string, options: VisitOptions = {}): Promise<Visit> {
  const { release, ...context } = options;
  visitors += 1;
  const opened = await browser.newContext({
    ...context,
    extraHTTPHeaders: {
      'x-user-id': `visitor-${visitors}`,
      ...(release !== undefined && { 'x-app-version': release }),
    },
  });
  // Shorter than a test's own limit, so that its failure says what was waited for.
  opened.setDefaultTimeout(15_000);
  const page = await opened.newPage();
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== origin) problems.push(`request to ${request.url()}`);
  });
  await page.goto(`${origin}/`);
  return { page, problems };
}

/** Types an address, submits it by Enter, and comes back with the answer's status when it is on the page. */
export async function judge(page: Page, url: string): Promise<number> {
  await page.locator('#url').fill(url);
  const answered = page.waitForResponse('**/api/v1/predict');
  await page.locator('#url').press('Enter');
  const answer = await answered;
  await page.locator('#submit[aria-busy=false]').waitFor();
  return answer.status();
}
