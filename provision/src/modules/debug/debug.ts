import { z } from 'zod';

import { WholeNumber, whenSound } from '../argument.ts';
import { done, failed } from '../decision.ts';
import type { Decision } from '../decision.ts';
import type { Module, ModuleContext } from '../module.ts';

const DebugArgs = z
  .strictObject({
    msg: z.unknown().optional().describe('What is shown: text, or any value. Default: Hello world!'),
    var: z
      .string()
      .optional()
      .describe('The path of a variable to show, without braces. Not together with `msg`.'),
    verbosity: WholeNumber.default(0).describe('Shows nothing unless the run was given so many `-v`.'),
  })
  .refine(
    (args) => args.msg === undefined || args.var === undefined,
    whenSound('expected `msg` or `var`, not both'),
  );
type DebugArgs = z.infer<typeof DebugArgs>;

/** Shows a message or a variable. */
export const debugModule: Module<DebugArgs> = {
  name: 'debug',
  summary: 'Shows a message or the value of a variable.',
  args: DebugArgs,
  verbatim: ['var'],
  returns: {
    msg: { description: 'The message.', type: 'raw', returned: 'without var' },
    VAR: { description: 'The value, under the path as it was written.', type: 'raw', returned: 'with var' },
    skipped: {
      description: 'Whether nothing was shown.',
      type: 'bool',
      returned: 'when verbosity is too low',
    },
    skipped_reason: { description: 'Why.', type: 'str', returned: 'when skipped' },
  },
  example: `- debug:
    msg: "{{ inventory_hostname }} answers at {{ facts.default_ipv4.address }}"
- debug:
    var: facts.mounts
    verbosity: 1
`,
  check: 'full',
  decide: show,
};

function show(args: DebugArgs, context: ModuleContext): Decision {
  if (args.verbosity > context.verbosity) {
    return done(false, { skipped: true, skipped_reason: 'Verbosity threshold not met.' });
  }
  if (args.var === undefined) return done(false, { msg: args.msg ?? 'Hello world!' });
  const found = context.lookUp(args.var);
  if ('problem' in found) return failed(context.describe([found.problem]));
  return done(false, { [args.var]: found.value });
}
