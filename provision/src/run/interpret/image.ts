import type { ImageFact } from '../../modules/image-state.ts';
import { lookAtImage } from '../../images/look-at-image.ts';
import type { FactAnswer } from './fact-answer.ts';
import type { World } from './world.ts';

/** How an image of this checkout stands; a file of the checkout that cannot be read fails the task. */
export async function askImage(fact: ImageFact, { images, signal }: World): Promise<FactAnswer> {
  try {
    return { kind: 'known', value: await lookAtImage(fact, images, signal) };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined || !/^E[A-Z]+$/.test(code)) throw error;
    return { kind: 'failed', message: `what goes into the image of ${fact.name} cannot be read: ${message}` };
  }
}
