import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';

import { readAlertTests } from './alert-tests.ts';
import { renderedRules } from './rendered-rules.ts';

// Every alert of kubernetes/monitoring, judged by promtool over series that somebody wrote down.

const { text: rules } = await renderedRules();
const tests = await readAlertTests();

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lab-alerts-'));
  await writeFile(join(folder, 'rules.yml'), rules);
});
afterAll(() => rm(folder, { recursive: true }));

/** promtool's own words, and whether it is content. */
async function promtool(...words: readonly string[]) {
  const { exitCode, all } = await execa('promtool', words, { all: true, reject: false, cwd: folder });
  return { exitCode, output: all };
}

/** Judges a file of tests with the rules, each of which `edit` may change. */
async function judge(file: string, content: string, edit: (rule: AlertRule) => AlertRule = (rule) => rule) {
  const { groups } = parse(rules) as { groups: readonly { rules: readonly AlertRule[] }[] };
  const edited = groups.map((group) => ({ ...group, rules: group.rules.map(edit) }));
  await writeFile(join(folder, 'edited.yml'), stringify({ groups: edited }));
  await writeFile(
    join(folder, file),
    stringify({ rule_files: ['edited.yml'], ...(parse(content) as object) }),
  );
  return promtool('test', 'rules', file);
}

interface AlertRule {
  readonly alert?: string;
  readonly expr: string;
}

test('promtool takes the rules', async () => {
  expect(await promtool('check', 'rules', 'rules.yml')).toMatchObject({ exitCode: 0 });
});

describe.each(tests.map(({ file, text }) => [file, text] as const))('%s', (file, text) => {
  const name = file.replace('.yml', '');

  test('the alert fires when it must and is silent when it must', async () => {
    const { exitCode, output } = await judge(file, text);
    expect({ exitCode, output }).toEqual({
      exitCode: 0,
      output: expect.stringContaining('SUCCESS') as string,
    });
  });

  test.each([
    ['never fires', 'vector(1) > 2'],
    ['always fires', 'vector(1)'],
  ])('an alert that %s fails', async (_how, expr) => {
    const { output } = await judge(file, text, (rule) => (rule.alert === name ? { ...rule, expr } : rule));
    expect(output).toContain(`alertname: ${name}`);
  });
});
