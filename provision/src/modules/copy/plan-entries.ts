import type { DigestAlgorithm } from '../../facts/file-digest.ts';
import type { UploadAction } from '../action.ts';
import { modeText } from '../file-attributes/mode.ts';
import type { Ownership } from '../file-attributes/ownership.ts';
import { insideOf } from '../place-file/destination.ts';
import type { Present } from '../place-file/destination.ts';
import { planFile } from '../place-file/plan-file.ts';
import type { FilePlan } from '../place-file/plan-file.ts';
import type { WantedFile } from '../place-file/wanted-file.ts';
import type { CopyArgs } from './arguments.ts';
import { planFolder, planLink } from './folder-entries.ts';
import type { Preparation } from './folder-entries.ts';
import { fileAttributes, folderAttributes, placeOptions } from './options.ts';

/** Something below the folder that is copied. */
export interface SourceEntry {
  /** Below the folder, with `/`. */
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'link';
  readonly mode: number;
  readonly target?: string;
  /** Of a file of this machine; of a file of the machine it is asked together with everything else. */
  readonly digest?: string | undefined;
  readonly sizeBytes?: number;
  readonly source: UploadAction['source'];
}

/** A folder that is copied, wherever it lies. */
export interface SourceFolder {
  readonly args: CopyArgs;
  /** As it was written: with a slash at its end what is in it is copied, and not the folder itself. */
  readonly src: string;
  readonly path: string;
  readonly entries: readonly SourceEntry[];
  /** What files are compared by. */
  readonly algorithm: DigestAlgorithm;
  /** Permissions of the folder itself, where new files and folders shall have those of what is copied. */
  readonly mode: number | undefined;
}

/** What is known of the destination. */
export interface Sight {
  readonly root: string;
  readonly presentAt: (path: string) => Present;
  readonly digestAt: (path: string) => string | undefined;
  readonly ownership: Ownership;
}

/** What has to be done for a folder: folders and links first, files after them. Or why it cannot be copied. */
export type PlannedEntries =
  | { readonly preparations: readonly Preparation[]; readonly files: readonly FilePlan[] }
  | { readonly refused: string };

/** Plans a folder with all that is in it. */
export function planEntries(folder: SourceFolder, sight: Sight): PlannedEntries {
  const { args, src, entries, mode } = folder;
  const { root, presentAt, ownership } = sight;
  const preparations: Preparation[] = [];
  const files: FilePlan[] = [];
  const refused: string[] = [];
  const prepare = (planned: Preparation | { readonly refused: string }) => {
    if ('refused' in planned) refused.push(planned.refused);
    else if (planned.commands.length > 0) preparations.push(planned);
  };
  const top = presentAt(root);
  // What is in a folder goes into one that may be there already, and is not ours then.
  if (!src.endsWith('/') || top.stat.kind === 'missing') {
    prepare(planFolder(top.stat, dressed(folderAttributes(args), mode, top), ownership));
  }
  for (const entry of entries) {
    const present = presentAt(insideOf(root, entry.path));
    const newMode = mode === undefined ? undefined : entry.mode;
    if (entry.kind === 'folder') {
      prepare(planFolder(present.stat, dressed(folderAttributes(args), newMode, present), ownership));
    } else if (entry.kind === 'link') prepare(planLink(present.stat, entry.target ?? ''));
    else {
      const attributes = dressed(fileAttributes(args, entry.mode), newMode, present);
      const wanted = { ...wantedEntry(entry, sight), attributes };
      const planned = planFile(wanted, present, { options: placeOptions(args), ownership });
      if ('refused' in planned) refused.push(planned.refused);
      else files.push(planned.plan);
    }
  }
  return refused.length > 0 ? { refused: refused.join('\n') } : { preparations, files };
}

/** What is copied on the machine itself brings its mode along where it is new and no other one is asked for. */
function dressed<Wanted extends { readonly mode?: string | undefined }>(
  wanted: Wanted,
  mode: number | undefined,
  { stat }: Present,
): Wanted {
  const isKept = mode !== undefined && wanted.mode === undefined && stat.kind === 'missing';
  return isKept ? { ...wanted, mode: modeText(mode) } : wanted;
}

function wantedEntry(
  { path, source, digest, sizeBytes = 0 }: SourceEntry,
  { digestAt }: Sight,
): Omit<WantedFile, 'attributes'> {
  const name = source.kind === 'bytes' ? path : source.path;
  const own = source.kind === 'machine-file' ? digestAt(source.path) : digest;
  return { source, digest: own ?? '', sha1: undefined, sizeBytes, name };
}
