import { expect, test } from 'vitest';

import { planSample } from '../plan/testing/plan-sample.ts';
import type { Level } from './keyword.ts';
import { KEYWORDS, keywordsOf } from './keywords.ts';
import { loadSample } from './testing/load-sample.ts';

const ODD_VALUES: readonly string[] = [
  'null',
  '0',
  '-1',
  '1.5',
  'true',
  'text',
  '""',
  '[]',
  '[null]',
  '[[1]]',
  '[{}]',
  '{}',
  '{ a: { b: 1 } }',
  '"{{ nope }}"',
  '"{{ x | y }}"',
  '["{{ nope }}", 1, null]',
  '"a and b"',
  '!tag x',
  '{{ x }}',
  '"\\u0000"',
];

const FRAMES: Readonly<Record<Level, (pair: string) => string>> = {
  play: (pair) => `- { hosts: all, ${pair} }`,
  block: (pair) => `- { hosts: all, tasks: [{ block: [], ${pair} }] }`,
  parallel: (pair) => `- { hosts: all, tasks: [{ parallel: [], ${pair} }] }`,
  task: (pair) => `- { hosts: all, tasks: [{ debug: , ${pair} }] }`,
  handler: (pair) => `- { hosts: all, handlers: [{ debug: , ${pair} }] }`,
  include: (pair) => `- { hosts: all, tasks: [{ include_tasks: a.yml, ${pair} }] }`,
  import: (pair) => `- { hosts: all, tasks: [{ import_tasks: a.yml, ${pair} }] }`,
};

const LEVELS = Object.keys(FRAMES) as Level[];

async function planOf(text: string) {
  const { playbook, problems } = await loadSample({ 'site.yml': text, 'a.yml': '- debug:' });
  const planned = planSample(playbook);
  return [...problems, ...planned.problems];
}

test.each(LEVELS)(
  'whatever stands behind a keyword of a %s, it is read or a problem with its place',
  async (level) => {
    for (const name of keywordsOf(level)) {
      for (const value of ODD_VALUES) {
        const problems = await planOf(FRAMES[level](`${name}: ${value}`));
        const placeless = problems.filter(({ position }) => position === undefined);
        expect([name, value, placeless]).toEqual([name, value, []]);
      }
    }
  },
);

test.each(LEVELS)(
  'a map in the place of a boolean, a number or a text of a %s is a problem',
  async (level) => {
    const strict = KEYWORDS.filter(
      ({ on, shape }) => on.includes(level) && ['boolean', 'number', 'text'].includes(shape),
    );
    for (const { name } of strict) {
      const problems = await planOf(FRAMES[level](`${name}: { a: 1 }`));
      const codes = problems.map(({ code }) => code).filter((code) => code !== 'bad-task');
      expect([name, codes]).toEqual([name, ['wrong-type']]);
    }
  },
);

test('odd arguments and odd lists of tasks', async () => {
  for (const value of ODD_VALUES) {
    for (const text of [
      `- { hosts: all, tasks: [{ copy: ${value} }] }`,
      `- { hosts: all, tasks: [{ copy: { dest: ${value} } }] }`,
      `- { hosts: all, tasks: [{ assert: { that: ${value} } }] }`,
      `- { hosts: all, tasks: [{ set_fact: ${value} }] }`,
      `- { hosts: all, tasks: [{ import_tasks: ${value} }] }`,
      `- { hosts: all, tasks: [{ include_tasks: ${value} }] }`,
      `- { hosts: all, tasks: [${value}] }`,
      `- ${value}`,
      `- { import_playbook: ${value} }`,
    ]) {
      const problems = await planOf(text);
      expect([text, problems.filter(({ position }) => position === undefined)]).toEqual([text, []]);
    }
  }
});
