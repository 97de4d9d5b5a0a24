import { z } from 'zod';

import { contentNowOf } from '../../facts/file-content.ts';
import type { FileContent } from '../../facts/file-content.ts';
import { statOf } from '../../facts/file-stat.ts';
import { Text } from '../argument.ts';
import { ask, done, failed } from '../decision.ts';
import type { Decision } from '../decision.ts';
import type { Module } from '../module.ts';

const SlurpArgs = z.strictObject({
  src: Text.refine((src) => src !== '', 'expected a path').describe('The file on the machine.'),
});
type SlurpArgs = z.infer<typeof SlurpArgs>;

/** The content of a file of the machine, as a variable. */
export const slurpModule: Module<SlurpArgs> = {
  name: 'slurp',
  summary: 'Reads a file of the machine into a variable. Changes nothing.',
  notes: [
    'The content comes as base64; `{{from_base64 mounts.content}}` is the text.',
    'The file is read when its turn comes, also where its content changes by itself, as below /proc. It has at most 16 MiB: `fetch` copies larger ones.',
  ],
  args: SlurpArgs,
  aliases: { path: 'src' },
  returns: {
    content: { description: 'The content, as base64.', type: 'str', returned: 'when it can be read' },
    encoding: { description: 'How it is encoded: `base64`.', type: 'str', returned: 'when it can be read' },
    source: { description: 'The path of the file.', type: 'str', returned: 'when it can be read' },
  },
  example: `- slurp:
    src: /proc/mounts
  register: mounts
`,
  check: 'full',
  decide: ({ src }) =>
    ask({ stat: statOf(src), content: contentNowOf(src) }, ({ stat, content }) => tell(stat.path, content)),
};

function tell(source: string, content: FileContent): Decision {
  switch (content.kind) {
    case 'content':
      return done(false, { content: content.bytes.toString('base64'), encoding: 'base64', source });
    case 'missing':
      return failed(`File not found: ${source}`);
    case 'folder':
      return failed(`Source is a directory and must be a file: ${source}`);
    case 'unreadable':
      return failed(`File is not readable: ${source}`);
    case 'special':
      return failed(`Source is no regular file: ${source}`);
    case 'too-large':
      return failed(`${source} has ${content.sizeBytes} bytes, too many for a variable: fetch it`);
  }
}
