import { z } from 'zod';

import { kernelModuleAbout } from '../../facts/kernel-module.ts';
import type { KernelModule } from '../../facts/kernel-module.ts';
import { sh } from '../../shell/command.ts';
import type { Action, ShellAction, UploadOutput } from '../action.ts';
import { act, ask, done, failed } from '../decision.ts';
import type { Decision, Diff } from '../decision.ts';
import type { Module } from '../module.ts';
import { bootEdits } from './boot-files.ts';
import type { Edit } from './boot-files.ts';

const ModprobeArgs = z.strictObject({
  name: z
    .string()
    .regex(/^[\w-]+$/, 'expected the name of a kernel module such as br_netfilter')
    .describe('The module.'),
  state: z.enum(['present', 'absent']).default('present').describe('Whether it shall be loaded.'),
  params: z
    .string()
    .default('')
    .describe('Parameters for it. Only when it is loaded: a loaded one keeps its own.'),
  persistent: z
    .enum(['disabled', 'present', 'absent'])
    .default('disabled')
    .describe(
      'present: it is loaded at boot (/etc/modules-load.d, parameters in /etc/modprobe.d); absent: it is not; disabled: those files are left alone.',
    ),
});
type ModprobeArgs = z.infer<typeof ModprobeArgs>;

/** Sees to a module of the kernel. */
export const modprobeModule: Module<ModprobeArgs> = {
  name: 'modprobe',
  summary: 'Loads or removes a module of the kernel, now and at boot.',
  notes: [
    'What is built into the kernel counts as loaded. A container has the kernel of its host, and can load nothing.',
  ],
  args: ModprobeArgs,
  returns: {
    name: { description: 'The module.', type: 'str', returned: 'always' },
    params: { description: 'The parameters that were asked for.', type: 'str', returned: 'always' },
    state: { description: 'Whether it was asked to be loaded.', type: 'str', returned: 'always' },
    rc: { description: 'The exit code of modprobe.', type: 'int', returned: 'on failure' },
    stderr: { description: 'What modprobe said.', type: 'str', returned: 'on failure' },
  },
  example: `- modprobe:
    name: br_netfilter
    persistent: present
`,
  check: 'full',
  decide: (args) => ask({ module: kernelModuleAbout(args.name) }, ({ module }) => settle(args, module)),
};

function settle(args: ModprobeArgs, module: KernelModule): Decision {
  const { name, params, state } = args;
  const result = { name, params, state };
  const isThere = module.isLoaded || module.isBuiltIn;
  if (state === 'absent' && module.isBuiltIn) {
    return failed(`${name} is built into the kernel and cannot be removed`, result);
  }
  const edits = bootEdits(args, module.files);
  const isWrong = state === 'present' ? !isThere : module.isLoaded;
  const words =
    state === 'present'
      ? ['--', name, ...params.split(/\s+/).filter((word) => word !== '')]
      : ['-r', '--', name];
  const load: ShellAction = { kind: 'shell', command: sh`modprobe ${words}`, programs: ['modprobe'] };
  if (!isWrong && edits.length === 0) return done(false, result);
  const diff = [...diffOf(name, module.isLoaded, isWrong), ...edits.map(editDiff)];
  const predicted = { changed: true, result, diff };
  const write = (): Decision =>
    act(edits.map(upload), predicted, (outputs: readonly unknown[]) => {
      // Every edit is an upload.
      const bad = (outputs as readonly UploadOutput[]).find(({ failure }) => failure !== undefined);
      return bad?.failure === undefined ? done(true, result, diff) : failed(bad.failure, result);
    });
  if (!isWrong) return write();
  return act([load], predicted, ([output]) => {
    const { exitCode, stderr } = output;
    if (exitCode !== 0)
      return failed(`${stderr.trim()}${hintOf(stderr)}`, { ...result, rc: exitCode, stderr });
    return edits.length === 0 ? done(true, result, diff) : write();
  });
}

function upload({ path, after }: Edit): Action {
  return { kind: 'upload', source: { kind: 'bytes', bytes: Buffer.from(after) }, path, isLinkFollowed: true };
}

function editDiff({ path, before, after }: Edit): Diff {
  return { before, after, beforeHeader: path, afterHeader: path };
}

function diffOf(name: string, isLoaded: boolean, isWrong: boolean): readonly Diff[] {
  const line = (loaded: boolean): string => `${name} is ${loaded ? '' : 'not '}loaded\n`;
  return isWrong ? [{ before: line(isLoaded), after: line(!isLoaded) }] : [];
}

function hintOf(stderr: string): string {
  if (!/not found in directory|could not open|Operation not permitted/.test(stderr)) return '';
  return '. A container has the kernel of its host: load the module there';
}
