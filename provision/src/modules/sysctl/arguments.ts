import { z } from 'zod';

import { Flag, whenSound } from '../argument.ts';

const Value = z
  .union([z.string(), z.number(), z.boolean()], 'expected text, a number, true or false')
  .transform(String);

/** Arguments of sysctl. */
export const SysctlArgs = z
  .strictObject({
    name: z
      .string()
      .regex(/^[\w/.*-]+$/, 'expected the name of a kernel setting such as net.ipv4.ip_forward')
      .refine((name) => !name.split(/[./]/).includes('..') && !name.includes('*'), 'expected one setting')
      .describe('The setting, e.g. net.ipv4.ip_forward.'),
    value: Value.transform(normalised).optional().describe('What it shall be; yes and no are 1 and 0.'),
    state: z
      .enum(['present', 'absent'])
      .default('present')
      .describe('Whether the file shall have a line for it.'),
    sysctl_file: z.string().default('/etc/sysctl.conf').describe('The file.'),
    sysctl_set: Flag.default(false).describe('Compares and sets what the kernel has now, too.'),
    reload: Flag.default(true).describe('Has the kernel take the file (`sysctl -p`) when it was changed.'),
    ignoreerrors: Flag.default(false).describe(
      'Passes over settings that this kernel does not know or does not let be set.',
    ),
  })
  .refine(
    (args) => args.state === 'absent' || (args.value ?? '') !== '',
    whenSound('expected `value`, not empty'),
  );
export type SysctlArgs = z.infer<typeof SysctlArgs>;

/** As the file has it. */
function normalised(value: string): string {
  if (/^(y|yes|on|true|t)$/i.test(value)) return '1';
  return /^(n|no|off|false|f)$/i.test(value) ? '0' : value.trim();
}
