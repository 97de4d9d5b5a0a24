import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import type { LoadedLab } from '../../../lab/load.ts';
import { parseYaml } from '../../../source/yaml.ts';
import { findPrometheus, prometheusProblems } from './find-program.ts';

/** Folders: one that is empty, one with a file that is no program, one with the program. */
async function folders() {
  const root = await mkdtemp(join(tmpdir(), 'lab-path-'));
  onTestFinished(() => rm(root, { recursive: true }));
  const [empty, text, program] = [join(root, 'empty'), join(root, 'text'), join(root, 'program')];
  for (const folder of [empty, text, program]) await mkdir(folder);
  await writeFile(join(text, 'prometheus'), 'notes about it');
  await writeFile(join(program, 'prometheus'), '#!/bin/sh\n');
  await chmod(join(program, 'prometheus'), 0o755);
  return { empty, text, program };
}

test('the first program of that name on the path', async () => {
  const { empty, text, program } = await folders();
  const path = [empty, '', text, program].join(delimiter);
  expect(await findPrometheus('auto', path)).toBe(join(program, 'prometheus'));
  expect(await findPrometheus('auto', [empty, text].join(delimiter))).toBeUndefined();
  expect(await findPrometheus('auto', '')).toBeUndefined();
});

test('what lab.yml says wins over what is installed', async () => {
  const { program } = await folders();
  expect(await findPrometheus('off', program)).toBeUndefined();
  expect(await findPrometheus('/opt/prometheus', program)).toBe('/opt/prometheus');
});

test('a path where no program lies is a problem with its place', async () => {
  const { text, program } = await folders();
  const problemsOf = async (prometheus: string) => {
    const { document } = parseYaml({ file: 'lab.yml', text: `local:\n  prometheus: ${prometheus}\n` });
    const lab = { local: { prometheus } };
    const problems = await prometheusProblems({ lab, source: document } as unknown as LoadedLab);
    return problems.map(({ code, position }) => `${position?.line}:${position?.column} ${code}`);
  };
  expect(await problemsOf(join(program, 'prometheus'))).toEqual([]);
  expect(await problemsOf(join(text, 'prometheus'))).toEqual(['2:15 bad-value']);
  expect(await problemsOf('/nonexistent/prometheus')).toEqual(['2:15 bad-value']);
  expect([...(await problemsOf('auto')), ...(await problemsOf('off'))]).toEqual([]);
});
