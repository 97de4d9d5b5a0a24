import type { Attributes } from '../file-attributes/ownership.ts';
import { modeText } from '../file-attributes/mode.ts';
import type { PlaceOptions } from '../place-file/wanted-file.ts';
import type { CopyArgs } from './arguments.ts';

/** How the arguments of `copy` want files to be put there. */
export function placeOptions(args: CopyArgs): PlaceOptions {
  return {
    isForced: args.force,
    isLinkFollowed: args.follow,
    isBackedUp: args.backup,
    isInPlace: args.unsafe_writes,
    validate: args.validate,
  };
}

/** Owner, group and mode of a file; `preserve` takes the mode of what is copied. */
export function fileAttributes({ owner, group, mode }: CopyArgs, sourceMode: number): Attributes {
  return { owner, group, mode: mode === 'preserve' ? modeText(sourceMode) : mode };
}

/** Owner, group and mode of folders that are copied along. */
export function folderAttributes({ owner, group, directory_mode: mode }: CopyArgs): Attributes {
  return { owner, group, mode };
}
