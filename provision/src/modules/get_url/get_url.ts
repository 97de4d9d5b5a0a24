import { ATTRIBUTE_ALIASES } from '../file-attributes/arguments.ts';
import { PATH_INFO_FIELDS } from '../file-attributes/path-info.ts';
import type { Module } from '../module.ts';
import { GET_URL_ALIASES, GetUrlArgs } from './arguments.ts';
import { decideGetUrl } from './decide.ts';

/** Fetches files from the web to the machine. */
export const getUrlModule: Module<GetUrlArgs> = {
  name: 'get_url',
  summary: 'Has the machine fetch a file from a URL.',
  notes: [
    'The machine needs curl or GNU wget. Headers, user and password travel on its standard input.',
    'The old file stays until the new one is there and adds up to `checksum`.',
    'Without `checksum`, --check cannot know whether a file that is there would change: it says `unknown`.',
  ],
  args: GetUrlArgs,
  aliases: { ...GET_URL_ALIASES, ...ATTRIBUTE_ALIASES },
  returns: {
    url: { description: 'What was to be fetched.', type: 'str', returned: 'always' },
    dest: { description: 'The file that it became.', type: 'str', returned: 'always' },
    status_code: {
      description: 'The status of the answer; -1 for none.',
      type: 'int',
      returned: 'when it was asked for',
    },
    response: {
      description: 'What the server, or the program that asked it, said.',
      type: 'str',
      returned: 'when it was refused',
    },
    elapsed: {
      description: 'Whole seconds that the fetch took.',
      type: 'int',
      returned: 'when it was asked for',
    },
    src: {
      description: 'Where the content lay for the time being.',
      type: 'str',
      returned: 'when it was fetched',
    },
    checksum_src: {
      description: 'The SHA-1 of what was fetched.',
      type: 'str',
      returned: 'when it was fetched',
    },
    checksum_dest: {
      description: 'The SHA-1 of the file that was there before.',
      type: 'str',
      returned: 'when it was fetched',
    },
    backup_file: {
      description: 'Where the old file is kept.',
      type: 'str',
      returned: 'with `backup`, when it changed',
    },
    ...PATH_INFO_FIELDS,
  },
  example: `- get_url:
    url: https://example.org/lab-1.2.tar.gz
    dest: /srv/lab/
    checksum: sha256:https://example.org/SHA256SUMS
    owner: vagrant
    mode: '0640'
`,
  check: 'full',
  decide: decideGetUrl,
};
