import { ATTRIBUTE_ALIASES } from '../file-attributes/arguments.ts';
import { PATH_INFO_FIELDS } from '../file-attributes/path-info.ts';
import type { Decision } from '../decision.ts';
import type { Module } from '../module.ts';
import { UnarchiveArgs } from './arguments.ts';
import { unpackArtifact, unpackLocal, unpackRemote, unpackUrl } from './sources.ts';

/** Archives, unpacked into a folder of the machine. */
export const unarchiveModule: Module<UnarchiveArgs> = {
  name: 'unarchive',
  summary: 'Unpacks an archive into a folder of the machine.',
  notes: [
    'tar, also packed by gzip, bzip2, xz and zstd, and zip: by how the file begins, not by its name. The machine needs the program that unpacks it.',
    'A stamp on the machine says what was unpacked: where everything of it is as it was, the archive is neither sent nor read. Otherwise it is compared with the folder, contents too, and unpacked where they differ.',
    'What else lies in the folder is left alone, also what an older archive brought.',
  ],
  args: UnarchiveArgs,
  aliases: ATTRIBUTE_ALIASES,
  returns: {
    ...PATH_INFO_FIELDS,
    dest: { description: 'The folder.', type: 'str', returned: 'always' },
    src: { description: 'The archive: its path, or its URL.', type: 'str', returned: 'always' },
    handler: {
      description: 'What kind of archive it is: `TgzArchive`, `ZipArchive` and so on.',
      type: 'str',
      returned: 'always',
    },
    files: { description: 'The names in the archive.', type: 'list', returned: 'with list_files' },
    extract_results: {
      description: 'What unpacking said: `rc`, `out`, `err`.',
      type: 'dict',
      returned: 'when it was unpacked',
    },
    skipped: {
      description: 'Nothing was done, for the path of `creates` is there.',
      type: 'bool',
      returned: 'with creates, when it is there',
    },
  },
  example: `- unarchive:
    src: dashboards.tar.gz
    dest: /srv/lab
    owner: lab
- unarchive:
    artifact: containerd
    dest: /usr/local
- unarchive:
    src: https://example.org/tool.zip
    dest: /opt
    remote_src: true
`,
  check: 'full',
  decide,
};

function decide(args: UnarchiveArgs): Decision {
  const { artifact, src = '', copy, remote_src: isRemote = copy === false } = args;
  if (artifact !== undefined) return unpackArtifact(args, artifact);
  if (!isRemote) return unpackLocal(args, src);
  return src.includes('://') ? unpackUrl(args, src) : unpackRemote(args, src);
}
