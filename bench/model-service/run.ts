import { rm } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { freePorts } from '@remla-lab/e2e/free-ports';

import { openBareSession } from './bare-session.ts';
import { withCanonicalExamples } from './canonical-examples.ts';
import { measure } from './measure.ts';
import type { Figures } from './measure.ts';
import { report } from './report.ts';
import type { BareFigures, Round } from './report.ts';
import { subjects } from './subjects.ts';
import type { SubjectName } from './subjects.ts';
import { inventUrls } from './urls.ts';

// model-service against the bare session, bare Express and Flask: same model file, same load, same run.
const { values } = parseArgs({
  options: {
    smoke: { type: 'boolean', default: false },
    model: {
      type: 'string',
      default: fileURLToPath(new URL('../../model-service/models/cnn', import.meta.url)),
    },
    python: { type: 'string', default: process.env['PYTHON'] ?? '' },
    rounds: { type: 'string' },
    seconds: { type: 'string' },
  },
});
const rounds = Number(values.rounds ?? (values.smoke ? 1 : 5));
const seconds = Number(values.seconds ?? (values.smoke ? 0.3 : 4));
const python = values.python === '' ? undefined : values.python;
if (python === undefined) process.stderr.write('without --python (or PYTHON) the Flask peers are left out\n');

// A signal ends the process by way of 'exit', where the servers are ended, too.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const urls = inventUrls(1000);
const copy = await withCanonicalExamples(values.model);
const done: Round[] = [];
try {
  for (let round = 0; round < rounds; round += 1) {
    done.push(await oneRound());
    process.stderr.write(`round ${round + 1} of ${rounds}\n`);
  }
} finally {
  await rm(copy, { recursive: true });
}
const machine = `${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.versions.node}`;
process.stdout.write(`${machine}, load average at the end ${loadavg()[0]?.toFixed(1)}; `);
process.stdout.write(`medians of ${rounds} rounds, ${seconds} s a figure\n\n${report(done)}\n`);

async function oneRound(): Promise<Round> {
  const bare = await measureBare();
  const servers = new Map<SubjectName, Figures>();
  const settings = {
    modelDirectory: values.model,
    canonicalExamplesDirectory: copy,
    busyMs: 1000 / bare.runsPerSecond,
    python,
    port: await freePorts(),
  };
  for (const [name, subject] of subjects(settings)) {
    servers.set(name, await measure(subject, { urls, seconds, hasBatches: name !== 'bare Express, busy' }));
  }
  return { bare, servers };
}

async function measureBare(): Promise<BareFigures> {
  const session = await openBareSession(values.model, urls);
  await session.run(1, seconds / 2);
  const single = await session.run(1, seconds);
  let best = { batchUrls: 0, bestRows: 0 };
  for (const rows of [4, 8, 16, 64, 256]) {
    const { runs, seconds: taken } = await session.run(rows, seconds / 2);
    if ((runs * rows) / taken > best.batchUrls) best = { batchUrls: (runs * rows) / taken, bestRows: rows };
  }
  await session.close();
  return {
    runsPerSecond: single.runs / single.seconds,
    cpuUsPerRun: (single.cpuSeconds * 1e6) / single.runs,
    ...best,
  };
}
