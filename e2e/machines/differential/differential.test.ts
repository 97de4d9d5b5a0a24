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
  if (process.env['SHOW_OUTPUT']) {
    for (const side of [ansible, lab]) for (const { output } of side.runs[0]!.values()) console.log(output);
  }
});

describe.each(CASES.map((each) => [each.name, each] as const))('%s', (_name, each) => {
  test.each([0, 1])('statuses of run %i', (run) => {
    const name = each.alone ? each.name : 'playbook';
    const [their, our] = [ansible.runs[run]!.get(name)!, lab.runs[run]!.get(name)!];
    const theirs = statusesOf(their, titlePrefix(each));
    // The case itself is right: Ansible did it, and fails where it is meant to.
    expect(theirs).not.toEqual([]);
    expect(each.alone ? their.exitCode !== 0 : theirs.some((line) => line.startsWith(RESCUE))).toBe(
      each.fails,
    );
    expect(statusesOf(our, titlePrefix(each))).toEqual(expected(each, theirs, run));
    // Of a run with other cases in it, the exit code says nothing about this one.
    const exitCode = each.alone ? EXIT_CODES.get(their.exitCode) : our.exitCode;
    expect(our.exitCode).toBe(exitCode);
  });

  test.each([0, 1])('what lies on the machines after run %i', (run) => {
    for (const host of HOSTS) {
      const key = `${each.name}@${host}`;
      expect(lab.snapshots[run]!.get(key)).toEqual(ansible.snapshots[run]!.get(key));
    }
  });
});

/** Ours by Ansible's: all went well, a task failed, a machine could not be reached. */
const EXIT_CODES: ReadonlyMap<number, number> = new Map([
  [0, 0],
  [2, 2],
  [4, 3],
]);

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
