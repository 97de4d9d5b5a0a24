import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { measure } from './measure.ts';
import type { Measured } from './measure.ts';

const PLAY = fileURLToPath(new URL('play.yml', import.meta.url));
const CLI = fileURLToPath(new URL('../../provision/bin/lab.js', import.meta.url));

/** An engine that runs the play, each time as a new process. */
export interface Engine {
  readonly name: string;
  /** Runs the play. @throws {Error} when it fails or changes another number of tasks than a run of this kind does */
  run(kind: RunKind): Promise<Measured>;
}

/** first: on machines where nothing of it is done; again: where all of it is; check: as again, with --check. */
export type RunKind = 'first' | 'again' | 'check';

/** What both engines are given. */
export interface EngineOptions {
  readonly inventory: string;
  /** A folder for their state: connections, caches. */
  readonly folder: string;
}

/** The lab: a new process each time, none of which survives. */
export function labEngine({ inventory, folder }: EngineOptions): Engine {
  const env = { LAB_STATE_DIR: join(folder, 'lab'), NO_COLOR: '1' };
  return engine('remla-lab', [process.execPath, CLI, 'provision', '-i', inventory, PLAY], env);
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
  return engine('ansible-playbook', [join(bin, 'ansible-playbook'), '-i', inventory, PLAY], env);
}

function engine(name: string, words: readonly string[], env: Readonly<Record<string, string>>): Engine {
  return {
    name,
    async run(kind) {
      const result = await measure(kind === 'check' ? [...words, '--check'] : words, { env, cwd: '/' });
      const changed = changedIn(result.output);
      if (changed.length === 0 || changed.some((count) => (count === 0) !== (kind !== 'first'))) {
        throw new Error(
          `${name}, ${kind}: changed ${changed.join(', ') || 'nothing that could be read'}\n${result.output}`,
        );
      }
      return result;
    },
  };
}

/** The `changed=` of each machine in the recap. */
function changedIn(output: string): readonly number[] {
  return [...output.matchAll(/^\S+\s+: ok=\d+\s+changed=(\d+)/gm)].map((match) => Number(match[1]));
}
