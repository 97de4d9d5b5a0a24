import { digestOf } from '../../facts/file-digest.ts';
import { type FileStat, statOf } from '../../facts/file-stat.ts';
import type { UrlOutput } from '../action.ts';
import { act, ask, type Decision, failed, type Prediction } from '../decision.ts';
import { type Ownership, ownershipFacts, ownershipOf } from '../file-attributes/ownership.ts';
import type { ModuleContext } from '../module.ts';
import type { GetUrlArgs } from './arguments.ts';
import { type Checksum, findDigest, readChecksum } from './checksum.ts';
import { inFolder, inodeOf } from './destination.ts';
import { answerResult, place } from './place.ts';
import { fileNameOf, nameInUrl, requestFor } from './request.ts';
import { settle } from './settle.ts';

type Expected = Extract<Checksum, { kind: 'digest' }>;

/** What is known before anything is fetched. */
interface Situation {
  readonly args: GetUrlArgs;
  readonly dest: FileStat;
  readonly isFolder: boolean;
  /** What lies where the file will most likely be. */
  readonly present: FileStat;
  readonly presentDigest: string | undefined;
  readonly ownership: Ownership;
}

/** Looks, fetches the list of checksums, fetches the file, puts it into its place: each only where it has to be. */
export function decideGetUrl(args: GetUrlArgs, context: ModuleContext): Decision {
  const checksum = readChecksum(args.checksum);
  const likely = inFolder(args.dest, nameInUrl(args.url));
  const facts = {
    dest: statOf(args.dest),
    inside: statOf(likely),
    ...(checksum && { destDigest: digestOf(args.dest, checksum.algorithm) }),
    ...ownershipFacts(args),
  };
  return ask(facts, (answers) => {
    const { dest, inside, destDigest } = answers;
    if (dest.kind === 'refused')
      return failed(`${dest.path}: ${dest.reason}`, { url: args.url, dest: args.dest });
    const ownership = ownershipOf(args, answers);
    if (ownership.missing !== undefined && !context.isCheck) {
      return failed(ownership.missing, { url: args.url, dest: args.dest });
    }
    const isFolder = inodeOf(dest)?.kind === 'folder';
    const present = isFolder ? inside : dest;
    const situation = { args, dest, isFolder, present, presentDigest: destDigest, ownership };
    if (checksum?.kind === 'list') return fetchList(situation, checksum);
    return fetchFile(situation, checksum);
  });
}

function fetchList(situation: Situation, { algorithm, url }: Extract<Checksum, { kind: 'list' }>): Decision {
  const { args } = situation;
  const request = { ...requestFor(args, url), isContentRead: true };
  return act([request], predictionFor(situation), ([output]) => {
    if (output.status !== 200) return refused(args, output);
    const name = nameInUrl(args.url);
    const digest = findDigest(output.content ?? '', name);
    if (digest !== undefined) return fetchFile(situation, { kind: 'digest', algorithm, digest });
    return failed(`there is no checksum of ${name} in ${url}`, { url: args.url, dest: args.dest });
  });
}

function fetchFile(situation: Situation, expected: Expected | undefined): Decision {
  const { args, dest, isFolder, present, presentDigest, ownership } = situation;
  const isThere = !isFolder && inodeOf(present) !== undefined;
  if (isThere && !args.force && expected && presentDigest === expected.digest) {
    const result = { url: args.url, dest: dest.path, msg: 'file already exists' };
    return settle(args, { path: dest.path, stat: present, ownership, result });
  }
  const since = isThere && !args.force && !expected ? inodeOf(present)?.modifiedAt : undefined;
  const request = {
    ...requestFor(args, args.url),
    ...(since !== undefined && { ifModifiedSince: new Date(since * 1_000).toUTCString() }),
  };
  return act([request], predictionFor(situation, expected), ([output]) => {
    const path = isFolder ? inFolder(dest.path, fileNameOf(output)) : dest.path;
    const result = answerResult(args, path, output);
    if (output.status === 304) return settle(args, { path, stat: present, ownership, result });
    if (output.status !== 200 || output.path === undefined) return refused(args, output);
    return place(args, { source: output.path, path, expected, ownership, result });
  });
}

/** A new file is a change for sure, and so is one that adds up to something else. */
function predictionFor({ args, isFolder, present }: Situation, expected?: Expected): Prediction {
  const isSure = present.kind === 'missing' || (!isFolder && !args.force && expected !== undefined);
  return { changed: isSure ? true : 'unknown', result: { url: args.url, dest: args.dest } };
}

function refused(args: GetUrlArgs, output: UrlOutput): Decision {
  const { msg, ...result } = answerResult(args, args.dest, output);
  return failed(`${output.url}: ${String(msg)}`, { ...result, response: msg });
}
