import { z } from 'zod';

import { Text, whenSound } from '../argument.ts';
import { attributeArguments } from '../file-attributes/arguments.ts';

/** The arguments of `artifact`. */
export const ArtifactArgs = z
  .strictObject({
    name: Text.optional().describe('The short name of a file of lab.yml’s `artifacts`.'),
    state: z
      .enum(['present', 'loaded'])
      .default('present')
      .describe(
        'present: the file lies at `dest`. loaded: it is the archive of an image, and the machine’s containerd has that image.',
      ),
    dest: Text.refine((dest) => dest !== '', 'expected a path')
      .optional()
      .describe(
        'Where the file is put. In a folder, or with a slash at the end, it is called by its short name.',
      ),
    src: Text.optional().describe(
      'In place of `name`, with state loaded: the archive of an image on this machine, e.g. one that the module image made.',
    ),
    image: Text.optional().describe(
      'The name under which containerd is to have the image. Default: the one that lab.yml pins. `src` needs it.',
    ),
    ...attributeArguments,
  })
  .refine(
    ({ name, src }) => (name === undefined) !== (src === undefined),
    whenSound('expected `name` or `src`, one of them'),
  )
  .refine(
    ({ state, dest }) => (state === 'present') === (dest !== undefined),
    whenSound('`dest` goes with state present, which needs it, and not with loaded'),
  )
  .refine(
    ({ state, src, image }) => state === 'loaded' || (src === undefined && image === undefined),
    whenSound('`src` and `image` go with state loaded'),
  )
  .refine(({ src, image }) => src === undefined || image !== undefined, whenSound('`src` needs `image`'));
export type ArtifactArgs = z.infer<typeof ArtifactArgs>;
