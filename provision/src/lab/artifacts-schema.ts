import { z } from 'zod';

/** A part of a URL's or an image's text: printable, without spaces. Braces stand around placeholders alone. */
const NO_SPACES = /^[\u0021-\u007e]+$/;

const FilePattern = z
  .string('expected the name of a file')
  .regex(/^[\w.{][\w.+@{}-]*$/, 'expected the name of a file: letters, digits and `.+@_-`, no folder');

const UrlPattern = z
  .string()
  .regex(NO_SPACES, 'expected a URL without spaces')
  .regex(/^https?:\/\/[^/@]+\//, 'expected a URL that begins with https:// and names a host, without a user');

const ChecksumUrlPattern = z
  .string()
  .regex(NO_SPACES, 'expected a URL without spaces')
  .regex(/^(?:https?:\/\/[^/@]+\/|\{url\})/, 'expected a URL, or one that begins with {url}');

const ImagePattern = z
  .string()
  .regex(
    /^[a-z0-9][\w.:-]*\/[\w./{}-]+:[\w.{}-]+$/,
    'expected the full name of an image with its tag, such as registry.k8s.io/pause:3.10',
  );

export const ArtifactFile = z.union([
  FilePattern.describe('The name of the file at its publisher.'),
  z
    .strictObject({
      file: FilePattern.describe('The name of the file at its publisher.'),
      image: ImagePattern.describe('The archive of an image: the name under which machines have it.'),
    })
    .describe('The archive of an image.'),
  z
    .strictObject({
      amd64: FilePattern.describe('The name of the file for machines with x86-64.'),
      arm64: FilePattern.describe('The name of the file for machines with 64-bit ARM.'),
    })
    .describe('A file whose names for the architectures follow no rule.'),
]);
export type ArtifactFile = z.infer<typeof ArtifactFile>;

const ArtifactGroup = z
  .strictObject({
    version: z
      .string('expected a version in quotes')
      .regex(/^[\w.+-]+$/, 'expected a version such as 1.36.3')
      .describe('The pin: {version} in what follows, `{{ artifacts.GROUP.version }}` in playbooks.'),
    url: UrlPattern.describe('Where a file is: {version}, {arch} (amd64, arm64) and {file} are filled in.'),
    checksum_url: z
      .union([z.literal(false), ChecksumUrlPattern])
      .describe(
        'Where its publisher says its SHA-256, {url} besides; false: nowhere, then it has an entry in the lock or is refused.',
      ),
    files: z
      .record(
        z
          .string()
          .regex(/^[a-z0-9][a-z0-9._-]*$/, 'expected a short name: lower-case letters, digits and `._-`'),
        ArtifactFile,
      )
      .refine((files) => Object.keys(files).length > 0, 'must name at least one file')
      .describe('The files by the short names that playbooks call them, each unique in the lab.'),
  })
  .describe('Files of one publisher and one version.');

/** What machines get from elsewhere, through a cache of the user's machine: `artifacts` of lab.yml, by group. */
export const Artifacts = z.record(
  z.string().regex(/^[a-z][a-z0-9_]*$/, 'expected lower-case letters, digits and `_`'),
  ArtifactGroup,
);
export type Artifacts = z.infer<typeof Artifacts>;
