import { UnresolvedVariable, lazyRecord } from '../expression/lazy-record.ts';
import { FileError } from '../errors.ts';
import { problem } from '../source/problem.ts';
import { SECRETS } from './names.ts';
import type { SecretName } from './names.ts';
import { randomText } from './random-text.ts';
import { keepSecret, readSecret, secretFile } from './secret-file.ts';

/** What playbooks and templates see as `secrets`. */
export type Secrets = Readonly<Record<SecretName, string>>;

/** How the secrets of a run are opened. */
export interface SecretsOptions {
  readonly stateFolder: string;
  /** Has a value hidden wherever something is printed; called before anybody else has the value. */
  readonly hide: (value: string) => void;
  /** With --check nothing is kept: a secret that is not there yet is another one each time. */
  readonly isCheck: boolean;
  /** @default 32 random letters and digits */
  readonly make?: () => string;
}

/** What stands for the secrets while a playbook is only looked at. */
export const HIDDEN_SECRETS: Secrets = recordOf(() => '***');

/**
 * The secrets of a lab. Those that are there are read, and hidden, at once: a machine may print one that nobody asked for here.
 * One that is not is made when it is first named.
 *
 * @throws {FileError} when one is there and cannot be read
 */
export async function openSecrets({
  stateFolder,
  hide,
  isCheck,
  make = randomText,
}: SecretsOptions): Promise<Secrets> {
  const read = await Promise.all(
    SECRETS.map(async ({ name }) => [name, await readSecret(stateFolder, name)] as const),
  );
  const known = new Map(read);
  for (const value of known.values()) if (value !== undefined) hide(value);
  return recordOf((name) => {
    const there = known.get(name);
    if (there !== undefined) return there;
    const made = make();
    hide(made);
    if (isCheck) return made;
    const kept = keepOrExplain(stateFolder, name, made);
    hide(kept);
    return kept;
  });
}

function recordOf(valueOf: (name: SecretName) => string): Secrets {
  return lazyRecord(new Map(SECRETS.map(({ name }) => [name, () => valueOf(name)]))) as Secrets;
}

/** In the middle of an expression, what is wrong is a problem of that expression. */
function keepOrExplain(stateFolder: string, name: SecretName, value: string): string {
  try {
    return keepSecret(stateFolder, name, value);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    const place = { file: secretFile(stateFolder, name), position: { line: 1, column: 1 } };
    throw new UnresolvedVariable([problem('file-unreadable', error.message, place)]);
  }
}
