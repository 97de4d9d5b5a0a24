import { contentOf } from '../../facts/file-content.ts';
import type { FileContent } from '../../facts/file-content.ts';
import { sysctlAbout, sysctlPath } from '../../facts/sysctl.ts';
import type { SysctlState } from '../../facts/sysctl.ts';
import { sh } from '../../shell/command.ts';
import type { ShellAction, ShellOutput } from '../action.ts';
import { act, ask, done, failed } from '../decision.ts';
import type { Decision } from '../decision.ts';
import type { Module, ModuleContext } from '../module.ts';
import { SysctlArgs } from './arguments.ts';
import { edited, isSameValue, valueIn } from './edit.ts';
import { writeFile } from './write-file.ts';

/** Sees to settings of the kernel. */
export const sysctlModule: Module<SysctlArgs> = {
  name: 'sysctl',
  summary: 'Sets a setting of the kernel: its line in a file, and what the kernel has now.',
  notes: [
    'Other lines of the file, comments among them, stay as they are.',
    'The kernel is asked first and the file is written after it, so that a setting that it refuses is not in the file either.',
  ],
  args: SysctlArgs,
  aliases: { key: 'name', val: 'value' },
  returns: {
    name: { description: 'The setting.', type: 'str', returned: 'always' },
    value: { description: 'What it was asked to be.', type: 'str', returned: 'when state is present' },
    sysctl_file: { description: 'The file.', type: 'str', returned: 'always' },
    rc: { description: 'The exit code of what failed.', type: 'int', returned: 'on failure' },
    stderr: { description: 'What it said.', type: 'str', returned: 'on failure' },
  },
  example: `- sysctl:
    name: net.ipv4.ip_forward
    value: "1"
    sysctl_file: /etc/sysctl.d/99-kubernetes.conf
    sysctl_set: true
`,
  check: 'full',
  decide: (args, context) =>
    ask({ file: contentOf(args.sysctl_file), live: sysctlAbout(args.name) }, ({ file, live }) =>
      settle(args, { file, live }, context),
    ),
};

function settle(
  args: SysctlArgs,
  { file, live }: { file: FileContent; live: SysctlState },
  { isCheck }: ModuleContext,
): Decision {
  const { name, sysctl_file } = args;
  const value = args.state === 'present' ? args.value : undefined;
  const result = { name, sysctl_file, ...(value !== undefined && { value }) };
  if (file.kind !== 'content' && file.kind !== 'missing') {
    return failed(`${sysctl_file} cannot be edited: it is ${file.kind}`, result);
  }
  const before = file.kind === 'content' ? file.bytes.toString('utf8') : '';
  const isFileSame = isAsWanted(valueIn(before, name), value);
  const isLiveSame = value === undefined || !args.sysctl_set || isSameValue(live.value, value);
  if (isFileSame && isLiveSame) return done(false, result);
  const isSet =
    value !== undefined &&
    (args.sysctl_set || (args.reload && !isFileSame)) &&
    !isSameValue(live.value, value);
  const obstacle = isSet ? obstacleTo(name, live) : undefined;
  if (obstacle !== undefined && !args.ignoreerrors) {
    const end = failed(obstacle, result);
    // A module of the kernel that an earlier task loads brings settings of its own.
    return isCheck && !live.isKnown ? act([], { changed: 'unknown', result: end.result }, () => end) : end;
  }
  const after = isFileSame ? before : edited(before, name, value);
  const diff =
    after === before ? [] : [{ before, after, beforeHeader: sysctl_file, afterHeader: sysctl_file }];
  const set = isSet && obstacle === undefined ? [setNow(name, value)] : [];
  const write = (): Decision =>
    after === before ? done(true, result, diff) : writeFile(args, after, { result, diff });
  if (set.length === 0) return write();
  return act(set, { changed: true, result, diff }, ([output]) =>
    output === undefined || output.exitCode === 0 || args.ignoreerrors
      ? write()
      : refused(args, output, result),
  );
}

function isAsWanted(inFile: string | undefined, value: string | undefined): boolean {
  return value === undefined ? inFile === undefined : isSameValue(inFile, value);
}

function obstacleTo(name: string, live: SysctlState): string | undefined {
  if (!live.isKnown) {
    return `the kernel does not know ${name}: a module that brings it may not be loaded (modprobe); \`ignoreerrors: true\` writes the file alone`;
  }
  if (live.isWritable) return undefined;
  return `${name} cannot be set: ${sysctlPath(name)} is read-only here, as in most containers, or needs \`become\`; \`ignoreerrors: true\` writes the file alone`;
}

function setNow(name: string, value: string): ShellAction {
  return { kind: 'shell', command: sh`printf '%s' ${value} >${sysctlPath(name)}` };
}

function refused(
  { name, value }: SysctlArgs,
  { stderr, exitCode }: ShellOutput,
  result: Record<string, unknown>,
): Decision {
  return failed(`the kernel refused \`${value}\` for ${name}`, { ...result, rc: exitCode, stderr });
}
