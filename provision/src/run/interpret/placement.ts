/** What a file of the machine is to become. */
export interface Placement {
  readonly path: string;
  /** Where the new content comes from: standard input, or a file of the machine that is copied or moved. */
  readonly from: { readonly kind: 'input'; readonly sizeBytes: number } | MachineSource;
  readonly mode: string | undefined;
  readonly owner: string | undefined;
  readonly group: string | undefined;
  /** Under which the new content is written: one that nobody can guess. */
  readonly newName: string;
  readonly isBackedUp: boolean;
  readonly validate: string | undefined;
  readonly isInPlace: boolean;
  readonly isLinkFollowed: boolean;
  /** The SHA-256 that the file's stamp shall say; undefined for no stamp. */
  readonly stamp: string | undefined;
}

export interface MachineSource {
  readonly kind: 'copy' | 'move';
  readonly path: string;
  /** Whether its SHA-256 is to be found out. */
  readonly isSummed: boolean;
}
