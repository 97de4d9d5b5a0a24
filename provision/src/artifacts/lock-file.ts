import { stringify } from 'yaml';
import { z } from 'zod';

import { FileError } from '../errors.ts';
import { readIfThere } from '../files/read-if-there.ts';
import { replaceFile } from '../files/replace-file.ts';
import { checkSchema } from '../source/schema-problems.ts';
import { parseYaml } from '../source/yaml.ts';

/** What the lock knows of one file. */
const LockEntry = z.strictObject({
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'expected a SHA-256, in lower case'),
  /** Bytes. */
  size: z.int().min(0),
  /** Where its publisher said so. */
  published: z.string().min(1),
});
export type LockEntry = z.infer<typeof LockEntry>;

/** Entries by URL. */
export type Lock = Readonly<Record<string, LockEntry>>;

const LockFile = z.strictObject({ files: z.record(z.string(), LockEntry) });

const HEADER = `# The SHA-256 of every file that was fetched, as its publisher gave it when it was fetched first. \`lab fetch\` writes this
# file; a file that adds up to something else is refused. To trust another one under the same URL, take its entry away.
`;

/** The entries of a lock; none where the file is not there. @throws {FileError} for a file that is no lock */
export async function readLock(file: string): Promise<Lock> {
  const text = await readIfThere(file);
  if (text === undefined) return {};
  const { document, problems } = parseYaml({ file, text });
  const checked = document && checkSchema(LockFile, document);
  const [first] = checked?.problems ?? problems;
  if (checked?.value) return checked.value.files;
  const place = first?.position ? `${file}:${first.position.line}:${first.position.column}` : file;
  throw new FileError(file, `${place}: ${first?.message ?? 'this is no lock'}`, {
    hint: 'mend it, or take it from the repository again; its entries are what files are checked against',
  });
}

/** Adds an entry, in one step. Whoever calls holds the claim on the file. @throws {FileError} */
export async function addToLock(file: string, url: string, entry: LockEntry): Promise<void> {
  const entries = Object.entries({ ...(await readLock(file)), [url]: entry });
  const files = Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  await replaceFile(file, `${HEADER}${stringify({ files }, { lineWidth: 0 })}`);
}
