import { loadModule } from '../../modules/registry.ts';
import type { SourceFiles } from '../../source/read.ts';
import { splitWords } from './extra-variables.ts';

/** What problems of the text below name as its file. */
const NAME = 'lab run';

/** One task, as the command line has it. */
export interface SingleTask {
  readonly pattern: string;
  readonly module: string;
  readonly args: string | undefined;
}

/** A playbook of one play with one task, as text. What is wrong with the arguments is a mistake. */
export async function singleTaskPlaybook(
  task: SingleTask,
): Promise<{ readonly text: string } | { readonly mistake: string }> {
  const module = await loadModule(task.module);
  const args = argumentsOf(task.args ?? '', module?.freeForm !== undefined);
  if ('mistake' in args) return args;
  const json = (value: unknown) => JSON.stringify(value);
  const lines = [
    `- hosts: ${json(task.pattern)}`,
    `  name: ${json(`${task.module} on ${task.pattern}`)}`,
    '  gather_facts: false',
    '  tasks:',
    `    - name: ${json(task.module)}`,
    `      ${task.module}: ${json(args.value)}`,
  ];
  return { text: `${lines.join('\n')}\n` };
}

/** Files among which the playbook of one task lies, and the name under which it does. */
export function withSingleTask(
  files: SourceFiles,
  text: string,
): { readonly files: SourceFiles; readonly name: string } {
  const isIt = (path: string) => files.nameOf(path) === NAME;
  return {
    name: NAME,
    files: {
      nameOf: files.nameOf,
      textOf: (name) => (name === NAME ? text : files.textOf(name)),
      read: async (path) => (isIt(path) ? { file: { file: NAME, text }, problems: [] } : files.read(path)),
    },
  };
}

/** A map as JSON, the text of a module that takes one, or `k=v` words. */
function argumentsOf(
  text: string,
  isFreeForm: boolean,
): { readonly value: unknown } | { readonly mistake: string } {
  if (text.trim() === '') return { value: isFreeForm ? '' : {} };
  if (text.trim().startsWith('{')) {
    try {
      return { value: JSON.parse(text) as unknown };
    } catch (error) {
      if (!isFreeForm) return { mistake: `-a is no JSON: ${(error as Error).message}` };
    }
  }
  if (isFreeForm) return { value: text };
  const words = splitWords(text).map((word) => /^(\w+)=([^]*)$/.exec(word) ?? word);
  const bad = words.find((word) => typeof word === 'string');
  if (bad !== undefined) return { mistake: `-a: \`${bad}\` is no NAME=VALUE` };
  return { value: Object.fromEntries(words.map((word) => [word[1] ?? '', word[2] ?? ''])) };
}
