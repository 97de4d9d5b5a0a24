import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { execa } from 'execa';

import { freePorts } from '../free-ports.ts';
import { writeOwnState } from '../own-state.ts';

const LAB = fileURLToPath(new URL('../../provision/bin/lab.js', import.meta.url));
/** The gateway, two releases of two services, the gateway's metrics, a sidecar for each release of the app. */
const PORTS = 8;
/** Offsets of the services from the gateway's port. */
const MODEL_SERVICE_OFFSET = { v1: 3, v2: 4 } as const;

export type Release = keyof typeof MODEL_SERVICE_OFFSET;

/** A lab as `lab up` starts it; disposing ends it like Ctrl-C. */
export interface RunningLab extends AsyncDisposable {
  /** Where the page is. */
  readonly origin: string;
  /** The metrics of one release of model-service, as text. */
  modelServiceMetrics(release: Release): Promise<string>;
  /** What it printed so far. */
  output(): string;
}

/** Starts a lab on ports of its own, with a state folder of its own. @throws {Error} when it ends by itself */
export async function startLab(): Promise<RunningLab> {
  const port = await freePorts(PORTS);
  const state = await mkdtemp(join(tmpdir(), 'remla-e2e-lab-'));
  const lab = execa(process.execPath, [LAB, 'up', '--port', String(port)], {
    env: { LAB_FILE: await writeOwnState(state) },
    all: true,
  });
  let output = '';
  lab.all.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const origin = `http://localhost:${port}`;
  const ended = new AbortController();
  const end = lab.catch((error: unknown) => error).finally(() => ended.abort());
  if (!(await answers(`${origin}/version`, ended.signal))) {
    await rm(state, { recursive: true });
    throw new Error(`lab up ended by itself:\n${output}`, { cause: await end });
  }
  return {
    origin,
    output: () => output,
    async modelServiceMetrics(release) {
      const answer = await fetch(`http://127.0.0.1:${port + MODEL_SERVICE_OFFSET[release]}/metrics`);
      return answer.text();
    },
    async [Symbol.asyncDispose]() {
      lab.kill('SIGINT');
      await end;
      await rm(state, { recursive: true });
    },
  };
}

/** Waits until something answers at `url`; false when `ended` comes first. */
async function answers(url: string, ended: AbortSignal): Promise<boolean> {
  while (!ended.aborted) {
    try {
      await fetch(url);
      return true;
    } catch {
      await setTimeout(50);
    }
  }
  return false;
}
