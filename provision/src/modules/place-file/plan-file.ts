import type { Inode } from '../../facts/inode.ts';
import type { UploadAction } from '../action.ts';
import { attributeChanges, attributeCommands, ownerText, wantedMode } from '../file-attributes/changes.ts';
import { NEW_FILE_MODE, modeText } from '../file-attributes/mode.ts';
import type { Ownership } from '../file-attributes/ownership.ts';
import type { Command } from '../../shell/command.ts';
import type { Present } from './destination.ts';
import type { PlaceOptions, WantedFile } from './wanted-file.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What has to be done for one file: nothing, where there is neither an upload nor a command. */
export interface FilePlan {
  readonly wanted: WantedFile;
  /** Where it comes to lie; what a followed link points to. */
  readonly path: string;
  /** What is there now, links followed where that is wanted; undefined for nothing, or a link that is replaced. */
  readonly old: Inode | undefined;
  readonly upload: UploadAction | undefined;
  readonly commands: readonly Command[];
  /** Owner, group and mode, where they change. */
  readonly before: Fields;
  readonly after: Fields;
}

/** A plan, or why there is none. */
export type Planned = { readonly plan: FilePlan } | { readonly refused: string };

/** Plans one file. Content comes before everything: a file with other content gets its attributes with the upload. */
export function planFile(
  wanted: WantedFile,
  present: Present,
  { options, ownership }: { readonly options: PlaceOptions; readonly ownership: Ownership },
): Planned {
  const { stat } = present;
  if (stat.kind === 'refused') return { refused: `${stat.path}: ${stat.reason}` };
  const link = stat.kind === 'found' ? stat.link : undefined;
  const isLeading = link !== undefined && options.isLinkFollowed;
  const old = isLeading ? link.inode : stat.kind === 'found' && !link ? stat.inode : undefined;
  const path = isLeading ? link.realPath : stat.path;
  if (old?.kind === 'folder') return { refused: `${path} is a folder, and cannot be replaced by a file` };
  if (stat.kind === 'found' && !options.isForced) return { plan: { ...idle(wanted, path), old } };
  const changes =
    old === undefined ? newChanges(wanted) : attributeChanges(old, wanted.attributes, ownership);
  const isSame = old?.kind === 'file' && present.digest === wanted.digest;
  const isDressed = Object.keys(changes.after).length > 0;
  return {
    plan: {
      ...idle(wanted, path),
      old,
      upload: isSame ? undefined : uploadOf(wanted, { path: stat.path, old, options, isLeading }),
      commands: isSame && isDressed && old ? attributeCommands(path, old, wanted.attributes) : [],
      ...changes,
    },
  };
}

function idle(wanted: WantedFile, path: string): FilePlan {
  return { wanted, path, old: undefined, upload: undefined, commands: [], before: {}, after: {} };
}

/** A plan that changes something. */
export function isAtWork({ upload, commands }: FilePlan): boolean {
  return upload !== undefined || commands.length > 0;
}

function newChanges({ attributes }: WantedFile): { readonly before: Fields; readonly after: Fields } {
  const owner = ownerText(attributes);
  return {
    before: {},
    after: {
      ...(owner !== undefined && { owner }),
      ...(attributes.mode !== undefined && { mode: attributes.mode }),
    },
  };
}

interface Place {
  readonly path: string;
  readonly old: Inode | undefined;
  readonly options: PlaceOptions;
  readonly isLeading: boolean;
}

function uploadOf(
  { source, attributes }: WantedFile,
  { path, old, options, isLeading }: Place,
): UploadAction {
  const { mode, owner, group } = attributes;
  const inode = old ?? { kind: 'file', mode: NEW_FILE_MODE };
  return {
    kind: 'upload',
    source,
    path,
    ...(mode !== undefined && { mode: modeText(wantedMode(inode, attributes)) }),
    ...(owner !== undefined && { owner }),
    ...(group !== undefined && { group }),
    ...(options.isBackedUp && { isBackedUp: true }),
    ...(options.validate !== undefined && { validate: options.validate }),
    ...(options.isInPlace && { isInPlace: true }),
    ...(isLeading && { isLinkFollowed: true }),
  };
}
