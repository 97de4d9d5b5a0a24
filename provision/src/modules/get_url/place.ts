import { digestOf } from '../../facts/file-digest.ts';
import { statOf } from '../../facts/file-stat.ts';
import type { UrlOutput } from '../action.ts';
import { act, ask, type Decision, done, failed, type Result } from '../decision.ts';
import type { Ownership } from '../file-attributes/ownership.ts';
import { pathInfo } from '../file-attributes/path-info.ts';
import type { GetUrlArgs } from './arguments.ts';
import type { Checksum } from './checksum.ts';
import { settle } from './settle.ts';

/** What came, and what it shall become. */
export interface Fetched {
  /** Where the content lies, for the time being. */
  readonly source: string;
  readonly path: string;
  readonly expected: Extract<Checksum, { kind: 'digest' }> | undefined;
  readonly ownership: Ownership;
  readonly result: Result;
}

/** Puts what was fetched into its place, if it is what it shall be and not there yet. */
export function place(args: GetUrlArgs, fetched: Fetched): Decision {
  const { source, path, expected, ownership } = fetched;
  const facts = {
    sha1: digestOf(source, 'sha1'),
    now: statOf(path),
    oldSha1: digestOf(path, 'sha1'),
    ...(expected && { digest: digestOf(source, expected.algorithm) }),
  };
  return ask(facts, ({ sha1, now, oldSha1, digest }) => {
    const result = {
      ...fetched.result,
      src: source,
      checksum_src: sha1 ?? null,
      checksum_dest: oldSha1 ?? null,
    };
    if (expected && digest !== expected.digest) {
      const msg = `the ${expected.algorithm} of ${args.url} is ${digest}, and not ${expected.digest}; the old file was left as it was`;
      return failed(msg, result);
    }
    if (sha1 === oldSha1) return settle(args, { path, stat: now, ownership, result });
    return replace(args, fetched, result);
  });
}

function replace(args: GetUrlArgs, { source, path }: Fetched, result: Result): Decision {
  const { mode, owner, group, backup, unsafe_writes: isInPlace } = args;
  const upload = {
    kind: 'upload',
    source: { kind: 'machine-file', path: source },
    path,
    isBackedUp: backup,
    isInPlace,
    ...(mode !== undefined && { mode }),
    ...(owner !== undefined && { owner }),
    ...(group !== undefined && { group }),
  } as const;
  return act([upload], { changed: true }, ([output]) => {
    if (output.failure !== undefined) return failed(output.failure, result);
    const kept = output.backupFile === undefined ? {} : { backup_file: output.backupFile };
    return ask({ now: statOf(path) }, ({ now }) => done(true, { ...result, ...kept, ...pathInfo(now) }));
  });
}

/** What of an answer belongs to the result. */
export function answerResult(args: GetUrlArgs, dest: string, output: UrlOutput): Result {
  return {
    url: args.url,
    dest,
    status_code: output.status,
    msg: output.message,
    elapsed: Math.floor(output.elapsedMs / 1_000),
  };
}
