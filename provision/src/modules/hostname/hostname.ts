import { z } from 'zod';

import { hostnameAbout } from '../../facts/hostname.ts';
import type { Hostname } from '../../facts/hostname.ts';
import { sh } from '../../shell/command.ts';
import type { Command } from '../../shell/command.ts';
import type { ShellAction, UploadAction } from '../action.ts';
import { act, ask, done, failed } from '../decision.ts';
import type { Decision } from '../decision.ts';
import type { Module } from '../module.ts';

/** The kernel's limit: HOST_NAME_MAX of Linux. */
const LONGEST_NAME = 64;

const HostnameArgs = z.strictObject({
  name: z
    .string()
    .max(LONGEST_NAME)
    .regex(
      /^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*$/,
      'expected a host name: letters, digits and `-`, perhaps with dots between',
    )
    .describe('The name.'),
  use: z
    .enum(['systemd', 'debian', 'generic'])
    .optional()
    .describe(
      'How the name is set now: systemd asks hostnamectl, the others call `hostname`. Default: systemd where it runs. /etc/hostname is written in each case.',
    ),
});
type HostnameArgs = z.infer<typeof HostnameArgs>;

const FILE = '/etc/hostname';

/** Sees to a machine's name. */
export const hostnameModule: Module<HostnameArgs> = {
  name: 'hostname',
  summary: 'Sets a machine’s name, now and at boot.',
  notes: [
    '/etc/hosts is left alone. /etc/hostname may be a mount point, as in containers: it is written in place then.',
  ],
  args: HostnameArgs,
  returns: {
    name: { description: 'The name.', type: 'str', returned: 'always' },
    ansible_facts: {
      description: 'hostname and nodename, and where the name has dots fqdn and domain.',
      type: 'dict',
      returned: 'always',
    },
    rc: { description: 'The exit code of what failed.', type: 'int', returned: 'on failure' },
    stderr: { description: 'What it said.', type: 'str', returned: 'on failure' },
  },
  example: `- hostname:
    name: node1.lab.example
`,
  check: 'full',
  decide: (args) => ask({ hostname: hostnameAbout() }, ({ hostname }) => settle(args, hostname)),
};

function settle({ name, use }: HostnameArgs, { current, permanent, isSystemd }: Hostname): Decision {
  const result = { name, ansible_facts: factsOf(name) };
  if (current === name && permanent === name) return done(false, result);
  const text = (now: string, atBoot: string): string => `hostname = ${now}\n${FILE}: ${atBoot}\n`;
  const diff = [{ before: text(current, permanent ?? ''), after: text(name, name) }];
  const method = use ?? (isSystemd ? 'systemd' : 'generic');
  const write: UploadAction = {
    kind: 'upload',
    source: { kind: 'bytes', bytes: Buffer.from(`${name}\n`) },
    path: FILE,
    mode: '0644',
  };
  const program = method === 'systemd' ? 'hostnamectl' : 'hostname';
  const set: ShellAction = { kind: 'shell', command: commandFor(method, name), programs: [program] };
  const setNow = (): Decision =>
    act([set], { changed: true, result, diff }, ([{ exitCode, stderr }]) => {
      if (exitCode === 0) return done(true, result, diff);
      return failed(`the name could not be set: ${stderr.trim()}`, { name, rc: exitCode, stderr });
    });
  if (permanent === name) return setNow();
  return act([write], { changed: true, result, diff }, ([{ failure }]) => {
    if (failure !== undefined) return failed(failure, { name });
    return current === name ? done(true, result, diff) : setNow();
  });
}

/** /etc/hostname has the name already, so hostnamectl has nothing to write there, where it would fail on a mount point. */
function commandFor(method: NonNullable<HostnameArgs['use']>, name: string): Command {
  return method === 'systemd' ? sh`hostnamectl --transient set-hostname ${name}` : sh`hostname -- ${name}`;
}

function factsOf(name: string): Readonly<Record<string, string>> {
  const [hostname = name, ...domain] = name.split('.');
  const long = domain.length === 0 ? {} : { fqdn: name, domain: domain.join('.') };
  return { hostname, nodename: name, ...long };
}
