import { beforeAll, describe, expect, test } from 'vitest';

import { loadCases } from './case.ts';
import type { Case } from './case.ts';
import { RESCUE, titlePrefix } from './playbook.ts';
import { statusesOf } from './result.ts';
import { HOSTS, runSide } from './side.ts';
import type { SideResult } from './side.ts';

const ONLY = process.env['CASES'];
const CASES = loadCases().filter(({ name }) => ONLY === undefined || new RegExp(ONLY).test(name));

let ansible: SideResult;
let lab: SideResult;

beforeAll(async () => {
  [ansible, lab] = await Promise.all([runSide('ansible', CASES), runSide('lab', CASES)]);
  if (process.env['SHOW_OUTPUT']) console.log(ansible.runs[0]?.output, lab.runs[0]?.output);
});

describe.each(CASES.map((each) => [each.name, each] as const))('%s', (_name, each) => {
  test.each([0, 1])('statuses of run %i', (run) => {
    const theirs = statusesOf(ansible.runs[run]!, titlePrefix(each));
    const ours = statusesOf(lab.runs[run]!, titlePrefix(each));
    // The case itself is right: Ansible did it, and fails where it is meant to.
    expect(theirs).not.toEqual([]);
    expect(theirs.some((line) => line.startsWith(RESCUE))).toBe(each.fails);
    expect(ours).toEqual(expected(each, theirs, run));
  });

  test.each([0, 1])('what lies on the machines after run %i', (run) => {
    for (const host of HOSTS) {
      const key = `${each.name}@${host}`;
      expect(lab.snapshots[run]!.get(key)).toEqual(ansible.snapshots[run]!.get(key));
    }
  });
});

/** Ansible's statuses, with those that are meant to differ as ours are meant to be: a status a run. */
function expected({ differs }: Case, theirs: readonly string[], run: number): readonly string[] {
  return theirs
    .map((line) => {
      const task = line.slice(0, line.lastIndexOf(' '));
      const meant = differs[task.slice(0, task.lastIndexOf('@'))];
      return meant === undefined ? line : `${task} ${meant.ours[run]}`;
    })
    .sort();
}
