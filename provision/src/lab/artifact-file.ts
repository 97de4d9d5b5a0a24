import type { ArtifactFile } from './artifacts-schema.ts';

/** The name of a file for an architecture, with its placeholders. */
export function filePattern(given: ArtifactFile, architecture: 'amd64' | 'arm64'): string {
  if (typeof given === 'string') return given;
  return 'file' in given ? given.file : given[architecture];
}

/** The name of the image that a file is the archive of, with its placeholders; undefined for any other file. */
export function imagePattern(given: ArtifactFile): string | undefined {
  return typeof given === 'object' && 'image' in given ? given.image : undefined;
}
