import { execa } from 'execa';

import { dockerfileOf } from './names.ts';
import type { ImageName } from './names.ts';
import type { ImageReference } from './reference.ts';
import type { ImageSettings } from './settings.ts';

/** An image that is to be built. */
export interface BuildRequest {
  readonly reference: string;
  readonly root: string;
  /** Below the root. */
  readonly dockerfile: string;
  /** What the image says of itself; none of them changes what runs in it. */
  readonly buildArguments: Readonly<Record<string, string>>;
  readonly environment: ImageSettings['environment'];
  readonly signal: AbortSignal;
  /** What the builder is at, as it comes. */
  readonly onStep: (step: string) => void;
}

/** The request for an image of this checkout, with the build arguments that docker-compose.yml gives. */
export async function buildRequest(
  { name, settings, image }: { name: ImageName; settings: ImageSettings; image: ImageReference },
  around: { readonly nowMs: number; readonly signal: AbortSignal; readonly onStep: (step: string) => void },
): Promise<BuildRequest> {
  const { root, environment } = settings;
  const buildArguments = {
    VERSION: image.version,
    GIT_COMMIT: await commitOf(root, environment),
    BUILD_TIME: new Date(around.nowMs).toISOString(),
  };
  const { signal, onStep } = around;
  return {
    reference: image.reference,
    root,
    dockerfile: dockerfileOf(name),
    buildArguments,
    environment,
    signal,
    onStep,
  };
}

/** The commit of the checkout, with `-dirty` where files differ from it; nothing where there is no git. */
async function commitOf(root: string, environment: ImageSettings['environment']): Promise<string> {
  const words = ['describe', '--always', '--dirty', '--abbrev=40', '--exclude=*'];
  const result = await execa('git', words, {
    cwd: root,
    env: environment,
    extendEnv: false,
    reject: false,
    stdin: 'ignore',
  });
  return result.failed ? '' : result.stdout.trim();
}
