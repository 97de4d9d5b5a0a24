import { join, resolve } from 'node:path';

import { defaultOptions } from '../../command-line/default-options.ts';
import { sightOf } from '../../artifacts/cache.ts';
import { archiveOf } from '../../images/platform-images.ts';
import type { Lab } from '../../lab/schema.ts';
import { stateFolderOf } from '../../lab/state-folder.ts';
import { bytesText } from '../../report/duration-text.ts';
import type { CommandContext, Outcome } from '../command.ts';
import { kubeconfigFile } from '../playbooks/kubeconfig-file.ts';
import { provision } from '../provision.ts';
import { imagesInUse } from './images-in-use.ts';

/** What of `lab fetch` says which machines, and whether anything is fetched. */
export interface ImageOptions {
  readonly check: boolean;
  readonly inventory: string | undefined;
  readonly lab: string | undefined;
}

/**
 * `lab fetch --images`: the images that the pods of the running platform name, pulled and written by the controller, which
 * needs internet for it, into the cache.
 */
export async function fetchImages(
  lab: Lab,
  options: ImageOptions,
  context: CommandContext,
): Promise<Outcome> {
  const kubeconfig = kubeconfigFile(stateFolderOf(context.root, lab));
  const images = await imagesInUse(lab, kubeconfig, context.stop);
  if (images.length === 0) {
    context.output.note(
      'no pod in the cluster names an image that `lab fetch` does not bring: npm run provision installs the platform\n',
    );
    return { status: 'failed' };
  }
  const wanted = images.map((image) => ({ image, archive: archiveOf(image) }));
  if (options.check) return look(wanted, lab, context);
  const { inventory } = options;
  return provision(
    {
      options: {
        ...defaultOptions('provision'),
        inventory,
        lab: options.lab,
        'extra-vars': [JSON.stringify({ wanted_images: wanted })],
      },
      words: [join(context.root, 'playbooks', 'platform', 'fetch-images.yml')],
    },
    context,
  );
}

async function look(
  wanted: readonly { readonly image: string; readonly archive: string }[],
  lab: Lab,
  { root, output }: CommandContext,
): Promise<Outcome> {
  const folder = resolve(root, lab.provision.cache_folder, 'platform-images');
  const seen = await Promise.all(
    wanted.map(async ({ image, archive }) => ({ image, sight: await sightOf(join(folder, archive)) })),
  );
  for (const { image, sight } of seen) {
    output.print(sight ? `there    ${image}  ${bytesText(sight.sizeBytes)}\n` : `missing  ${image}\n`);
  }
  return { status: seen.every(({ sight }) => sight !== undefined) ? 'done' : 'failed' };
}
