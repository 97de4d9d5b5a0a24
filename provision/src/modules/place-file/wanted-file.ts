import { hash } from 'node:crypto';

import type { UploadAction } from '../action.ts';
import type { LocalFile } from '../fact.ts';
import type { Attributes } from '../file-attributes/ownership.ts';

/** A file that shall be on the machine: its content, and how it is to be put there. */
export interface WantedFile {
  readonly source: UploadAction['source'];
  /** What the content is compared by. */
  readonly digest: string;
  /** What Ansible calls its checksum. */
  readonly sha1: string | undefined;
  readonly sizeBytes: number;
  /** As it is called in a diff and in the result. */
  readonly name: string;
  readonly attributes: Attributes;
}

/** How files are put on the machine; the same for all files of a task. */
export interface PlaceOptions {
  readonly isForced: boolean;
  readonly isLinkFollowed: boolean;
  readonly isBackedUp: boolean;
  readonly isInPlace: boolean;
  readonly validate: string | undefined;
}

/** A file of some bytes. `digest` is a SHA-256. */
export function wantedBytes(bytes: Buffer, name: string, attributes: Attributes): WantedFile {
  return {
    source: { kind: 'bytes', bytes },
    digest: hash('sha256', bytes, 'hex'),
    sha1: hash('sha1', bytes, 'hex'),
    sizeBytes: bytes.length,
    name,
    attributes,
  };
}

/** A file of the user's machine. `digest` is a SHA-256. */
export function wantedLocal(
  file: Extract<LocalFile, { readonly kind: 'file' }>,
  attributes: Attributes,
): WantedFile {
  return {
    source: { kind: 'local-file', path: file.path, sha256: file.sha256 },
    digest: file.sha256,
    sha1: file.sha1,
    sizeBytes: file.sizeBytes,
    name: file.path,
    attributes,
  };
}
