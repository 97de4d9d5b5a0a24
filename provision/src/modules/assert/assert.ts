import { z } from 'zod';

import { Flag } from '../argument.ts';
import { done, failed } from '../decision.ts';
import type { Decision } from '../decision.ts';
import type { BoundCondition, Module, ModuleContext } from '../module.ts';

const Message = z.union([z.string(), z.array(z.string())], 'expected text, or a list of texts');

const AssertArgs = z.strictObject({
  that: z
    .array(z.custom<BoundCondition>())
    .min(1, 'expected at least one condition')
    .describe('Conditions in CEL, text or a list of texts, of which all must hold.'),
  fail_msg: Message.optional().describe('What is said when one does not hold.'),
  success_msg: Message.optional().describe('What is said when all hold.'),
  quiet: Flag.default(false).describe('Leaves the conditions that hold out of the result.'),
});
type AssertArgs = z.infer<typeof AssertArgs>;

/** Fails the task unless all conditions hold. */
export const assertModule: Module<AssertArgs> = {
  name: 'assert',
  summary: 'Fails unless all conditions hold.',
  args: AssertArgs,
  aliases: { msg: 'fail_msg' },
  conditions: ['that'],
  returns: {
    msg: {
      description: 'success_msg or fail_msg, or what comes in their place.',
      type: 'str',
      returned: 'always',
    },
    assertion: { description: 'The condition that does not hold.', type: 'str', returned: 'on failure' },
    evaluated_to: { description: 'What it came to.', type: 'bool', returned: 'on failure' },
    assertions: {
      description: 'The conditions that hold.',
      type: 'list',
      returned: 'on success, without quiet',
    },
  },
  example: `- assert:
    that:
      - facts.memtotal_mb >= 2000
      - facts.distribution in ["Debian", "Ubuntu"]
    fail_msg: "{{ inventory_hostname }} is too small"
`,
  check: 'full',
  decide: judge,
};

function judge(args: AssertArgs, context: ModuleContext): Decision {
  for (const condition of args.that) {
    const verdict = condition.judge();
    if ('problem' in verdict) {
      return failed(context.describe([verdict.problem]), { assertion: condition.text });
    }
    if (!verdict.holds) {
      const msg = args.fail_msg ?? 'Assertion failed';
      const result = { assertion: condition.text, evaluated_to: false };
      return { kind: 'done', changed: false, result: { ...result, failed: true, msg } };
    }
  }
  const assertions = args.quiet ? {} : { assertions: args.that.map(({ text }) => text) };
  return done(false, { msg: args.success_msg ?? 'All assertions passed', ...assertions });
}
