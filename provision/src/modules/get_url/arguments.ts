import { z } from 'zod';

import { Amount, Flag, Text, TextList } from '../argument.ts';
import { attributeArguments, unsafeWrites } from '../file-attributes/arguments.ts';
import { readChecksum } from './checksum.ts';

const Checksum = Text.refine(
  (text) => text === '' || readChecksum(text) !== undefined,
  'expected ALGORITHM:DIGEST or ALGORITHM:URL, e.g. sha256:https://example.org/SHA256SUMS',
);

export const GetUrlArgs = z.strictObject({
  url: Text.describe('What is fetched: http, https, ftp, or with curl file.'),
  dest: Text.describe('The file that it becomes, or a folder: then the answer or the URL names the file.'),
  checksum: Checksum.default('').describe(
    'What the file must add up to, ALGORITHM:DIGEST; or where a list of such sums is, ALGORITHM:URL. A file that does is not fetched again.',
  ),
  force: Flag.default(false).describe(
    'Fetches in every run. Without it, a file that is there is fetched only if it is newer at its source.',
  ),
  backup: Flag.default(false).describe('Keeps the old file beside the new one.'),
  timeout: Amount.default(10).describe('Seconds to connect, and without a single byte.'),
  headers: z.record(z.string(), Text).optional().describe('Headers of the request.'),
  http_agent: Text.default('ansible-httpget').describe('The User-Agent of the request.'),
  url_username: Text.optional().describe('The user for HTTP’s basic authentication.'),
  url_password: Text.optional().describe('The password of `url_username`.'),
  force_basic_auth: Flag.default(false).describe(
    'Changes nothing: user and password always go with the first request.',
  ),
  use_netrc: Flag.default(true).describe('Looks for user and password in ~/.netrc of the machine.'),
  use_proxy: Flag.default(true).describe('Takes the proxy that the environment names.'),
  validate_certs: Flag.default(true).describe('Whether the certificate of the server is checked.'),
  client_cert: Text.optional().describe('A certificate for the server to check, PEM, on the machine.'),
  client_key: Text.optional().describe('The key of `client_cert`, where it is not in the same file.'),
  ciphers: TextList.optional().describe('Ciphers of TLS that may be used, in OpenSSL’s names.'),
  decompress: Flag.default(true).describe('Whether a compressed answer is unpacked.'),
  tmp_dest: Text.optional().describe(
    'The folder that the content comes to first. Without it, one that nobody else can read.',
  ),
  unsafe_writes: unsafeWrites,
  ...attributeArguments,
});
export type GetUrlArgs = z.infer<typeof GetUrlArgs>;

export const GET_URL_ALIASES = { username: 'url_username', password: 'url_password' } as const;
