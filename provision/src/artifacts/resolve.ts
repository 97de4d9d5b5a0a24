import { filePattern, imagePattern } from '../lab/artifact-file.ts';
import type { Artifacts } from '../lab/artifacts-schema.ts';
import { fillPlaceholders } from '../lab/placeholders.ts';

/** Kinds of machines, as publishers of programs for Linux call them. */
export const ARCHITECTURES = ['amd64', 'arm64'] as const;
export type Architecture = (typeof ARCHITECTURES)[number];

/** One file of lab.yml's `artifacts`, for one architecture. */
export interface Artifact {
  /** The short name. */
  readonly name: string;
  readonly group: string;
  readonly version: string;
  readonly architecture: Architecture;
  /** The file's name at its publisher. */
  readonly file: string;
  readonly url: string;
  /** Where its publisher says its SHA-256; undefined where lab.yml says that nobody does. */
  readonly checksumUrl: string | undefined;
  /** Of the archive of an image: the name under which machines have it. */
  readonly image: string | undefined;
}

/** All files of lab.yml for one architecture, in its order. */
export function resolveArtifacts(artifacts: Artifacts, architecture: Architecture): readonly Artifact[] {
  return Object.entries(artifacts).flatMap(([group, { version, url, checksum_url: checksumUrl, files }]) =>
    Object.entries(files).map(([name, given]): Artifact => {
      const image = imagePattern(given);
      const pin = { version, arch: architecture };
      const file = fillPlaceholders(filePattern(given, architecture), pin);
      const fileUrl = fillPlaceholders(url, { ...pin, file });
      return {
        name,
        group,
        version,
        architecture,
        file,
        url: fileUrl,
        checksumUrl:
          checksumUrl === false ? undefined : fillPlaceholders(checksumUrl, { ...pin, file, url: fileUrl }),
        image: image === undefined ? undefined : fillPlaceholders(image, pin),
      };
    }),
  );
}

/** What `uname -m` or Node call an architecture, as publishers call it; undefined for one that the lab does not know. */
export function architectureNamed(name: string): Architecture | undefined {
  return OTHER_NAMES[name];
}

const OTHER_NAMES: Readonly<Record<string, Architecture | undefined>> = {
  amd64: 'amd64',
  x86_64: 'amd64',
  x64: 'amd64',
  arm64: 'arm64',
  aarch64: 'arm64',
};
