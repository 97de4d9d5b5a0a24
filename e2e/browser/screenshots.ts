/** `npm run screenshots`: writes docs/screenshots/*.png, both releases in light and dark, from a lab of its own. */
import { fileURLToPath } from 'node:url';

import { launchChromium } from './chromium.ts';
import { startLab } from './running-lab.ts';
import { judge, visit } from './visit.ts';

const DIRECTORY = fileURLToPath(new URL('../../docs/screenshots/', import.meta.url));
const ADDRESS = 'http://paypal.com.account-verify.example/login.php?id=83';

await using lab = await startLab();
const browser = await launchChromium();
await using closing = new AsyncDisposableStack();
closing.defer(() => browser.close());

for (const release of ['v1', 'v2']) {
  for (const colorScheme of ['light', 'dark'] as const) {
    const viewport = { width: 960, height: 700 };
    const { page } = await visit(browser, lab.origin, { release, colorScheme, viewport });
    await judge(page, ADDRESS);
    const path = `${DIRECTORY}${release}-${colorScheme}.png`;
    await page.screenshot({ path, fullPage: true, animations: 'disabled' });
    console.log(path);
  }
}
