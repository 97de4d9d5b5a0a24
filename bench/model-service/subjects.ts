import { fileURLToPath } from 'node:url';

import type { SubjectOptions } from './subject.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export type SubjectName =
  'ours' | 'ours, no canonical form' | 'bare Express, busy' | 'Flask, waitress' | 'Flask, gunicorn';

export interface SubjectSettings {
  readonly modelDirectory: string;
  /** The same model with examples that hold without a canonical form, too. */
  readonly canonicalExamplesDirectory: string;
  /** How long a run of the model takes. */
  readonly busyMs: number;
  /** A Python with bench/requirements.txt; undefined leaves the peers out. */
  readonly python: string | undefined;
  readonly port: number;
}

/** How each server is started. */
export function subjects(settings: SubjectSettings): ReadonlyMap<SubjectName, SubjectOptions> {
  const { modelDirectory, canonicalExamplesDirectory, busyMs, python, port } = settings;
  const main = here('../../model-service/src/main.ts');
  const ours = { MODEL_SERVICE_PORT: String(port), HOST: '127.0.0.1' };
  const node = { command: process.execPath, port };
  const flask = {
    command: python ?? '',
    env: { MODEL_DIR: modelDirectory, PORT: String(port), ORT_DISABLE_TELEMETRY: '1' },
    port,
    readyPath: '/ready',
  };
  const gunicorn = ['-m', 'gunicorn', '--chdir', here('peer'), '-w', '1', '-k', 'gthread', '--threads', '4'];
  const bind = ['--keep-alive', '75', '-b', `127.0.0.1:${port}`, '--log-level', 'error', 'server:app'];
  const all = new Map<SubjectName, SubjectOptions>([
    [
      'ours',
      { ...node, arguments: [main], env: { ...ours, MODEL_DIR: modelDirectory }, readyPath: '/api/v1/ready' },
    ],
    [
      'ours, no canonical form',
      {
        ...node,
        arguments: ['--import', here('subjects/no-canonical-form.ts'), main],
        env: { ...ours, MODEL_DIR: canonicalExamplesDirectory },
        readyPath: '/api/v1/ready',
      },
    ],
    [
      'bare Express, busy',
      {
        ...node,
        arguments: [here('subjects/express-busy.ts')],
        env: { PORT: String(port), BUSY_MS: String(busyMs) },
        readyPath: '/ready',
      },
    ],
  ]);
  if (python !== undefined) {
    all.set('Flask, waitress', { ...flask, arguments: [here('peer/server.py')] });
    all.set('Flask, gunicorn', { ...flask, arguments: [...gunicorn, ...bind] });
  }
  return all;
}
