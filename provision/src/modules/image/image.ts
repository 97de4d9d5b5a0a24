import { z } from 'zod';

import { IMAGE_NAMES } from '../../images/names.ts';
import { act, ask, done, failed } from '../decision.ts';
import type { Decision, Result } from '../decision.ts';
import type { ImageState } from '../image-state.ts';
import type { Module } from '../module.ts';

const ImageArgs = z.strictObject({
  name: z.enum(IMAGE_NAMES).describe('Which image: app or model_service.'),
  state: z
    .enum(['present', 'known'])
    .default('present')
    .describe('present: builds it where its archive is not there; known: only says how it stands.'),
});
type ImageArgs = z.infer<typeof ImageArgs>;

/** Builds images of the checkout. */
export const imageModule: Module<ImageArgs> = {
  name: 'image',
  summary: 'Builds an image from this checkout and keeps its archive on the user’s machine.',
  notes: [
    'The tag says the version and what goes in (the Dockerfile and the files that it copies), so what did not change is not built again, on whichever machine.',
    'Docker builds on the user’s machine where it runs; else buildah does on the machine of the task, which needs the package buildah. `images.builder` of lab.yml decides otherwise.',
    'Archives lie in `<provision.cache_folder>/images`, one an image: an older one is removed. `artifact` loads them on machines.',
  ],
  args: ImageArgs,
  returns: {
    image: {
      description: 'The reference, such as `remla-lab/app:0.1.0-3f9c0d2ab871`.',
      type: 'str',
      returned: 'always',
    },
    archive: { description: 'The archive on the user’s machine.', type: 'str', returned: 'always' },
    is_archived: { description: 'Whether the archive is there.', type: 'bool', returned: 'always' },
    id: { description: 'The image’s own digest.', type: 'str', returned: 'when the archive is there' },
    size: {
      description: 'The size of the archive, in bytes.',
      type: 'int',
      returned: 'when the archive is there',
    },
    built: {
      description: 'Whether it was built in this run; false also where a builder had it still.',
      type: 'bool',
      returned: 'with state present',
    },
    builder: {
      description: 'Who builds it: docker, buildah or none.',
      type: 'str',
      returned: 'when the archive is, or was, not there',
    },
    reason: { description: 'Why that one does.', type: 'str', returned: 'with `builder`' },
  },
  example: `- image: { name: app }
  register: app_image
- artifact:
    src: "{{ app_image.archive }}"
    image: "{{ app_image.image }}"
    state: loaded
`,
  check: 'full',
  decide: ({ name, state }) =>
    ask({ image: { kind: 'image', name } }, ({ image }) =>
      state === 'known' ? done(false, resultOf(image)) : present(name, image),
    ),
};

function present(name: ImageArgs['name'], image: ImageState): Decision {
  const { builder } = image;
  if (image.id !== undefined) return done(false, { ...resultOf(image), built: false });
  if (builder === undefined || builder.kind === 'none') {
    return failed(`nobody can build ${image.reference}: ${builder?.reason ?? 'no builder'}`, resultOf(image));
  }
  const predicted = { changed: true, result: { ...resultOf(image), built: true } };
  return act([{ kind: 'build-image', name, builder: builder.kind }], predicted, ([output]) => {
    const { failure, id, sizeBytes, isBuilt } = output;
    if (failure !== undefined) return failed(failure, resultOf(image));
    return done(true, { ...resultOf({ ...image, id, sizeBytes }), built: isBuilt });
  });
}

function resultOf({ reference, archive, id, sizeBytes, builder }: ImageState): Result {
  return {
    image: reference,
    archive,
    is_archived: id !== undefined,
    ...(id !== undefined && { id, size: sizeBytes }),
    ...(builder && { builder: builder.kind, reason: builder.reason }),
  };
}
