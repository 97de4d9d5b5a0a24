import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { stringify } from 'yaml';

import { measure } from './measure.ts';
import type { Measured } from './measure.ts';

const PLAY = fileURLToPath(new URL('play.yml', import.meta.url));
const CLI = fileURLToPath(new URL('../../provision/bin/lab.js', import.meta.url));

/** An engine that runs the play, each time as a new process. */
export interface Engine {
  readonly name: string;
  /** Runs the play. @throws {Error} when it fails or changes another number of tasks than a run of this kind does */
  run(kind: RunKind): Promise<Measured>;
  /** Runs the play, perhaps slower, and counts the round trips to machines, by task and machine. @throws as `run` does */
  countTrips(kind: RunKind): Promise<number>;
}

/**
 * start: the play is read and checked, no machine is asked. first: on machines where nothing of it is done; again: where all of it
 * is; check: as again, with --check.
 */
export type RunKind = 'start' | 'first' | 'again' | 'check';

const FLAGS: Readonly<Record<RunKind, readonly string[]>> = {
  start: ['--syntax-check'],
  first: [],
  again: [],
  check: ['--check'],
};

/** What both engines are given. */
export interface EngineOptions {
  readonly inventory: string;
  /** A folder for their state: connections, caches. */
  readonly folder: string;
}

/** A program with its surroundings. */
interface Program {
  readonly name: string;
  readonly words: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** The lab: a new process each time, none of which survives. */
export async function labEngine({ inventory, folder }: EngineOptions): Promise<Engine> {
  const state = join(folder, 'lab');
  const ownState = join(folder, 'own-state.yml');
  await writeFile(ownState, stringify({ provision: { state_folder: state } }));
  const env = { LAB_FILE: ownState, NO_COLOR: '1' };
  const words = [process.execPath, CLI, 'provision', '-i', inventory, PLAY];
  const program: Program = { name: 'remla-lab', words, env };
  return {
    name: program.name,
    run: (kind) => runPlay(program, kind),
    countTrips: async (kind) => {
      const { output } = await runPlay(program, kind);
      return kind === 'start' ? 0 : (await tripsIn(join(state, 'runs'))) / tasksIn(output);
    },
  };
}

/** Ansible as its users tune it: pipelining, connections kept warm between runs, all machines at once. */
export function ansibleEngine({ inventory, folder }: EngineOptions, bin: string): Engine {
  const env = {
    ANSIBLE_PIPELINING: 'True',
    ANSIBLE_FORKS: '10',
    ANSIBLE_HOST_KEY_CHECKING: 'False',
    ANSIBLE_SSH_ARGS: `-o ControlMaster=auto -o ControlPersist=10m -o ControlPath=${join(folder, 'cm-%C')} -o UserKnownHostsFile=/dev/null`,
    ANSIBLE_NOCOLOR: 'True',
    ANSIBLE_PYTHON_INTERPRETER: '/usr/bin/python3',
    ANSIBLE_LOCAL_TEMP: join(folder, 'ansible'),
    LC_ALL: 'C.UTF-8',
  };
  const words = [join(bin, 'ansible-playbook'), '-i', inventory, PLAY];
  const program: Program = { name: 'ansible-playbook', words, env };
  return {
    name: program.name,
    run: (kind) => runPlay(program, kind),
    countTrips: async (kind) => {
      // So talkative, it names each start of ssh and sftp, which is one round trip at least.
      const talkative = { ...program, env: { ...env, ANSIBLE_VERBOSITY: '3' } };
      const { output } = await runPlay(talkative, kind);
      return kind === 'start' ? 0 : [...output.matchAll(/ SSH: EXEC /g)].length / tasksIn(output);
    },
  };
}

async function runPlay({ name, words, env }: Program, kind: RunKind): Promise<Measured> {
  const result = await measure([...words, ...FLAGS[kind]], { env, cwd: '/' });
  if (kind === 'start') return result;
  const changed = recapsIn(result.output).map((recap) => recap.changed);
  if (changed.length === 0 || changed.some((count) => (count === 0) !== (kind !== 'first'))) {
    throw new Error(
      `${name}, ${kind}: changed ${changed.join(', ') || 'nothing that could be read'}\n${result.output}`,
    );
  }
  return result;
}

/** `ok=` and `changed=` of each machine in the recap. */
function recapsIn(output: string): readonly { readonly ok: number; readonly changed: number }[] {
  return [...output.matchAll(/^\S+\s+: ok=(\d+)\s+changed=(\d+)/gm)].map(([, ok, changed]) => ({
    ok: Number(ok),
    changed: Number(changed),
  }));
}

/** Tasks that were run, each as often as there are machines. */
function tasksIn(output: string): number {
  return recapsIn(output).reduce((sum, { ok }) => sum + ok, 0);
}

/** The round trips of the lab's last run, as its events have them. */
async function tripsIn(runs: string): Promise<number> {
  const last = (await readdir(runs)).toSorted().at(-1) ?? '';
  const events = (await readFile(join(runs, last, 'events.jsonl'), 'utf8')).trimEnd().split('\n');
  const trips = events.map((line) => {
    const event = JSON.parse(line) as { readonly outcome?: { readonly roundTrips?: number } };
    return event.outcome?.roundTrips ?? 0;
  });
  return trips.reduce((sum, each) => sum + each, 0);
}
