import type { Decision, Result } from '../decision.ts';
import { failed } from '../decision.ts';
import { ownershipOf } from '../file-attributes/ownership.ts';
import type { Attributes, OwnershipAnswers } from '../file-attributes/ownership.ts';
import { makeFolders } from '../file-attributes/make-folders.ts';
import { fieldsDiff } from '../file-attributes/describe-fields.ts';
import type { ModuleContext } from '../module.ts';
import { carryOut } from './carry-out.ts';
import { destinationOf } from './destination.ts';
import type { DestinationAnswers } from './destination.ts';
import { planFile } from './plan-file.ts';
import type { PlaceOptions, WantedFile } from './wanted-file.ts';

export interface OneFile {
  readonly wanted: WantedFile;
  /** As it was written: with a slash at its end it is a folder. */
  readonly dest: string;
  readonly options: PlaceOptions;
  /** Of a folder that is named with a slash and is not there. */
  readonly folderAttributes: Attributes;
  /** What is told besides the file's own owner, mode and so on. */
  readonly result: Result;
}

/** Sees to one file, with the answers to `destinationFacts` and `ownershipFacts`. */
export function placeFile(
  { wanted, dest, options, folderAttributes, result }: OneFile,
  answers: DestinationAnswers & OwnershipAnswers,
  context: ModuleContext,
): Decision {
  const { present, isInFolder, missingFolder } = destinationOf(dest, answers);
  const ownership = ownershipOf(wanted.attributes, answers);
  // With --check an earlier task may have had the user or the folder made.
  if (ownership.missing !== undefined && !context.isCheck) return failed(ownership.missing, { dest });
  if (missingFolder !== undefined && !isInFolder && !context.isCheck) {
    return failed(`Destination directory ${missingFolder} does not exist`, { dest });
  }
  const planned = planFile(wanted, present, { options, ownership });
  if ('refused' in planned) return failed(planned.refused, { dest });
  const { plan } = planned;
  const isFolderMade = missingFolder !== undefined && isInFolder;
  const told = { ...result, dest: plan.path, ...(wanted.sha1 !== undefined && { checksum: wanted.sha1 }) };
  return carryOut(
    {
      preparations: isFolderMade ? makeFolders(missingFolder, folderAttributes) : [],
      preparationDiff: isFolderMade
        ? fieldsDiff(missingFolder, { state: 'absent' }, { state: 'directory' })
        : [],
      files: [plan],
      result: told,
      only: {
        ...present,
        stat: plan.old && present.stat.kind === 'found' ? { ...present.stat, inode: plan.old } : present.stat,
      },
    },
    context,
  );
}
