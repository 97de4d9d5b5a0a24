/**
 * `npm run pictures`: draws docs/dashboards/*.svg from what Prometheus measures of a lab of its own under visitors. After
 * two thirds of the time the model-service of v2 hangs for a while, so that the canary has something to show.
 * With `--prometheus ORIGIN` it draws what that one measured in the last `--minutes`, and starts nothing.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { startMonitoredLab } from '../monitored-lab.ts';
import { DASHBOARDS, picture } from './picture.ts';
import { busyTimes } from './visitors/busy-times.ts';

const FOLDER = new URL('../../../docs/dashboards/', import.meta.url);
/** About as many points as a panel is wide enough for. */
const POINTS = 110;
const SCRAPE_SECONDS = 5;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '9' },
    prometheus: { type: 'string' },
    out: { type: 'string', default: FOLDER.pathname },
    /** Until when, ISO 8601; only with `--prometheus`. */
    until: { type: 'string' },
  },
});
const seconds = Number(values.minutes) * 60;
if (!(seconds >= 60)) throw new Error('--minutes: a number from 1 on');

if (values.prometheus === undefined) {
  await using lab = await startMonitoredLab();
  console.log(`visitors at ${lab.lab.origin} for ${values.minutes} minutes; ${lab.prometheus.origin} counts`);
  await busyTimes(lab.lab, seconds * 1000);
  await lab.whenScraped();
  await draw(lab.prometheus.origin, new Date());
} else {
  await draw(values.prometheus, values.until === undefined ? new Date() : new Date(values.until));
}

async function draw(origin: string, until: Date): Promise<void> {
  const to = until.getTime() / 1000;
  const step = Math.max(Math.ceil(seconds / POINTS), SCRAPE_SECONDS);
  mkdirSync(values.out, { recursive: true });
  for (const name of DASHBOARDS) {
    const svg = await picture(name, origin, { from: to - seconds, to, step });
    const path = `${values.out.replace(/\/$/, '')}/${name}.svg`;
    writeFileSync(path, svg);
    console.log(path);
  }
}
