/**
 * The format of `modules/NAME/NAME.cases.yaml`, which says how a module decides. A list of cases:
 *
 *     - case: a missing folder is made            # unique in the file
 *       args: { path: /srv/lab, state: directory } # through the module's schema, aliases applied; a text is the free form
 *       check: true                               # default false: the decision is played to its end
 *       diff: true                                # default false; also verbosity, host (node1), become_user
 *       variables: { name: lab }                  # what context.render and context.lookUp know
 *       facts:                                    # answers by family and key; `*` answers for every other key
 *         file-stat:
 *           /srv/lab: { kind: missing }
 *         local-file:                             # files of the user's machine, by path as written
 *           motd.txt: { kind: file, path: /p/files/motd.txt, content: { $text: "hi\n" } }
 *       asks: [[file-stat /srv/lab]]              # optional: each round's questions as `family key`
 *       actions: [mkdir -- /srv/lab]              # default none: every action of all rounds, in order (describe-action.ts);
 *                                                 #   a text stands for a shell action's command alone
 *       outputs: [{ exitCode: 1, stderr: no }]    # optional, in the order of the actions; default: it went well
 *       predicted: { changed: true }              # optional: what --check says of the first act (changed, result, diff)
 *       changed: true                             # what the task reports; in check mode what it predicts (or `unknown`)
 *       result: { path: /srv/lab }                # optional: all fields of the result but failed, and msg where error is given
 *       diff_shown: [{ before: "…", after: "…" }] # optional: of the end, in check mode of the prediction
 *       error: refused, because …                 # the task fails with exactly this msg
 *       refused: ["`path` is missing here: …"]    # instead of all that: what the schema says of the arguments
 *       again:                                    # facts after the actions, laid over `facts`: what is asked after the
 *         file-stat:                              #   first act is answered by them, and a second decision on them must
 *           /srv/lab: { kind: folder, … }         #   end unchanged
 *       again_outputs: []                         # outputs of the second decision, for a module that acts and changes nothing
 *
 * In answers and outputs `{ $text: … }` and `{ $base64: … }` are bytes, `{ $undefined: true }` is undefined, `$map` with a
 * map is a Map. Conditions (`that`) are written `{ text: a > 1, holds: true }`. Anchors and `<<` save repetition; they may
 * be set in a first entry `{ let: [&name …] }`.
 */
import { readFileSync } from 'node:fs';

import { parse } from 'yaml';
import { z } from 'zod';

const Fields = z.record(z.string(), z.unknown());
const Facts = z.record(z.string(), Fields);
const Changed = z.union([z.boolean(), z.literal('unknown')]);
const ShownDiff = z.array(Fields);

const Case = z.strictObject({
  case: z.string(),
  args: z.union([Fields, z.string()]).default({}),
  check: z.boolean().default(false),
  diff: z.boolean().default(false),
  verbosity: z.int().default(0),
  host: z.string().default('node1'),
  become_user: z.string().optional(),
  variables: Fields.default({}),
  facts: Facts.default({}),
  asks: z.array(z.array(z.string())).optional(),
  actions: z.array(z.union([z.string(), Fields])).default([]),
  outputs: z.array(Fields).default([]),
  predicted: z
    .strictObject({ changed: Changed, result: Fields.optional(), diff: ShownDiff.optional() })
    .optional(),
  changed: Changed.default(false),
  result: Fields.optional(),
  diff_shown: ShownDiff.optional(),
  error: z.string().optional(),
  refused: z.array(z.string()).optional(),
  again: Facts.optional(),
  again_outputs: z.array(Fields).default([]),
});

/** One case of a module, with its defaults filled in. */
export type Case = z.infer<typeof Case>;

/** The facts of a case: answers by family and key. */
export type CaseFacts = z.infer<typeof Facts>;

/** The cases of a file. @throws {z.ZodError} for one that is not written as this file says */
export function readCases(file: string): readonly Case[] {
  const entries = z
    .array(z.unknown())
    .parse(parse(readFileSync(file, 'utf8'), { merge: true, maxAliasCount: -1 }));
  return entries.filter((entry) => !isLet(entry)).map((entry) => Case.parse(entry));
}

function isLet(entry: unknown): boolean {
  return typeof entry === 'object' && entry !== null && Object.hasOwn(entry, 'let');
}
