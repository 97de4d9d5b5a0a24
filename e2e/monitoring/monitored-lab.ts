import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { stringify } from 'yaml';

import { ask } from '../local/ask.ts';
import { runLab, startLab } from '../local/lab.ts';
import type { RunningLab } from '../local/lab.ts';
import { prometheusAt } from './prometheus-api.ts';
import type { Prometheus } from './prometheus-api.ts';

/** A lab as `npm start` runs it, with Prometheus beside it. Disposing ends both. */
export interface MonitoredLab extends AsyncDisposable {
  readonly lab: RunningLab;
  readonly prometheus: Prometheus;
  /**
   * Traffic of all kinds, twice, each time until Prometheus has counted it: `lab traffic` (verdicts, votes, a burst over
   * the limit, sessions of both releases), and requests that the app refuses. Twice, for a series that begins with its
   * first increment has a rate only when it moves again.
   * @throws {Error} where the lab does not keep what it promises
   */
  receiveVisitors(sessions?: number): Promise<void>;
  /** Comes back when Prometheus has asked everybody twice more, and has looked at its rules. */
  whenScraped(): Promise<void>;
}

/** Starts the lab with what is merged over lab.yml, and waits until Prometheus has found everybody. */
export async function startMonitoredLab(overlay: object = {}): Promise<MonitoredLab> {
  const folder = await mkdtemp(join(tmpdir(), 'lab-monitoring-'));
  const path = join(folder, 'overlay.yml');
  await writeFile(path, stringify({ ...overlay, local: { prometheus: 'auto' } }));
  const lab = await startLab({ overlay: path });
  const prometheus = prometheusAt(prometheusOrigin(lab.output()));
  const monitored: MonitoredLab = {
    lab,
    prometheus,
    async receiveVisitors(sessions = 150) {
      for (let round = 0; round < 2; round++) {
        await sendTraffic(lab, sessions);
        await monitored.whenScraped();
      }
    },
    async whenScraped() {
      const [{ value: before } = { value: 0 }] = await prometheus.query(SCRAPES);
      // Two scrapes for a rate, one evaluation of the recordings, and one of what asks for them.
      while (((await prometheus.query(SCRAPES))[0]?.value ?? 0) < before + 4) await wait(500);
    },
    async [Symbol.asyncDispose]() {
      await lab[Symbol.asyncDispose]();
      await rm(folder, { recursive: true });
    },
  };
  await whenAllUp(prometheus);
  return monitored;
}

/** How often the one that was asked least was asked. */
const SCRAPES = 'min(count_over_time(up{job!="prometheus"}[1h]))';

/** Visitors of all kinds, once. @throws {Error} with what `lab traffic` prints when it fails */
async function sendTraffic(lab: RunningLab, sessions: number): Promise<void> {
  const args = ['traffic', '--sessions', String(sessions)];
  const { exitCode, stdout, stderr } = await runLab(args, lab.environment);
  if (exitCode !== 0) throw new Error(`lab traffic ended with ${exitCode}:\n${stdout}${stderr}`);
  await sendRefused(lab);
}

/** Of each release: a body without an address (422), and a path that is not there (404). */
async function sendRefused({ origin }: RunningLab): Promise<void> {
  for (const release of ['v1', 'v2']) {
    const headers = { 'x-app-version': release, 'x-user-id': `refused-${release}` };
    await ask(`${origin}/api/v1/predict`, { headers, json: { uri: 'no address' } });
    await ask(`${origin}/nowhere`, { headers });
  }
}

/** Where Prometheus is, as the lab says when it opens. */
function prometheusOrigin(output: string): string {
  const [, origin] = /^ +prometheus +(http:\S+)/m.exec(output) ?? [];
  if (origin === undefined) throw new Error(`the lab has no Prometheus:\n${output}`);
  return origin;
}

/** Comes back when all targets were asked with success. @throws never; a target that stays away is a test's time-out */
async function whenAllUp(prometheus: Prometheus): Promise<void> {
  const isUp = async () => {
    // It does not answer yet when the lab opens.
    const targets = await prometheus.targets().catch(() => []);
    return targets.length > 0 && targets.every(({ health }) => health === 'up');
  };
  while (!(await isUp())) await wait(200);
}
