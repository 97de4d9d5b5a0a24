import { problemAt } from '../../source/document.ts';
import type { Problem } from '../../source/problem.ts';
import { valueAt } from '../../source/schema-problems.ts';
import type { PodTemplate } from './pod-template.ts';

/** Images that are another one tomorrow: without a tag, or with `latest`. A digest is as good as a tag. */
export function imageProblems({ manifest, containers }: PodTemplate): readonly Problem[] {
  return containers.flatMap(({ path, value }) => {
    const written = valueAt(value, ['image']);
    const image = typeof written === 'string' ? written : '';
    const [, tag = '', digest = ''] = /(?::([\w][\w.-]*))?(@sha256:[\da-f]{64})?$/.exec(image) ?? [];
    if (digest !== '' || (tag !== '' && tag !== 'latest')) return [];
    const message = image === '' ? 'a container needs an image' : `\`${image}\` has no tag but \`latest\``;
    const hint = 'name the version: image_of.app, or NAME:VERSION';
    return [problemAt(manifest.document, [...path, 'image'], 'image-tag', message, hint)];
  });
}
