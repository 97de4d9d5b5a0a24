import { hash } from 'node:crypto';

import { contentOf } from '../../facts/file-content.ts';
import type { FileContent } from '../../facts/file-content.ts';
import { statOf } from '../../facts/file-stat.ts';
import type { FileStat } from '../../facts/file-stat.ts';
import type { Action, UploadOutput } from '../action.ts';
import { act, ask, done, failed } from '../decision.ts';
import type { Decision } from '../decision.ts';
import { makeFolders } from '../file-attributes/make-folders.ts';
import { ownershipFacts, ownershipOf } from '../file-attributes/ownership.ts';
import type { Ownership } from '../file-attributes/ownership.ts';
import { inOrder } from '../in-order.ts';
import type { ModuleContext } from '../module.ts';
import { filesDiff } from '../place-file/content-diff.ts';
import { folderOf } from '../place-file/destination.ts';
import { failureOf } from '../place-file/failure-of.ts';
import { isAtWork, planFile } from '../place-file/plan-file.ts';
import type { FilePlan } from '../place-file/plan-file.ts';
import { wantedBytes } from '../place-file/wanted-file.ts';
import type { LineinfileArgs } from './arguments.ts';
import { editFile } from './edit-file.ts';

/** Edits the lines of a file, and sees to its owner and mode. */
export function decide(args: LineinfileArgs, context: ModuleContext): Decision {
  const facts = { stat: statOf(args.path), content: contentOf(args.path), ...ownershipFacts(args) };
  return ask(facts, (answers) => {
    const { stat, content } = answers;
    const ownership = ownershipOf(args, answers);
    if (ownership.missing !== undefined && !context.isCheck) return failed(ownership.missing);
    if (stat.kind === 'refused') return failed(`${args.path}: ${stat.reason}`);
    const old = bytesOf(content, args);
    if (old === undefined) return refused(content, args);
    return edit(old, { args, stat, ownership, context, isMissing: content.kind === 'missing' });
  });
}

/** The content that is edited; undefined where there is none to edit. */
function bytesOf(content: FileContent, { create, state }: LineinfileArgs): Buffer | undefined {
  if (content.kind === 'content') return content.bytes;
  return content.kind === 'missing' && create && state === 'present' ? Buffer.alloc(0) : undefined;
}

function refused(content: FileContent, { path, state }: LineinfileArgs): Decision {
  switch (content.kind) {
    case 'folder':
      return failed(`Path ${path} is a directory !`, { rc: 256 });
    case 'too-large':
      return failed(`${path} has ${content.sizeBytes} bytes, which is too much to be edited by line`);
    case 'missing':
      if (state === 'absent') return done(false, { msg: 'file not present' });
      return failed(`Destination ${path} does not exist !`, { rc: 257 });
    default:
      return failed(`${path} cannot be edited: it is ${content.kind}`);
  }
}

interface Situation {
  readonly args: LineinfileArgs;
  readonly stat: FileStat;
  readonly ownership: Ownership;
  readonly context: ModuleContext;
  readonly isMissing: boolean;
}

function edit(old: Buffer, { args, stat, ownership, context, isMissing }: Situation): Decision {
  const edited = editFile(old, args);
  if ('refused' in edited) return failed(edited.refused);
  const { content, found } = edited;
  const { owner, group, mode } = args;
  const wanted = wantedBytes(content, args.path, { owner, group, mode });
  const options = {
    isForced: true,
    isLinkFollowed: true,
    isBackedUp: args.backup,
    isInPlace: args.unsafe_writes,
    validate: args.validate,
  };
  const present = { stat, digest: isMissing ? undefined : hash('sha256', old, 'hex') };
  const planned = planFile(wanted, present, { options, ownership });
  if ('refused' in planned) return failed(planned.refused);
  const { plan } = planned;
  const isDressed = Object.keys(plan.after).length > 0 && !isMissing;
  const msg = [edited.msg, ...(isDressed ? ['ownership, perms changed'] : [])]
    .filter((each) => each !== '')
    .join(' and ');
  const result = { msg, backup: '', ...(found !== undefined && { found }) };
  if (!isAtWork(plan)) return done(false, result);
  const diff = filesDiff([plan], { [`old ${plan.path}`]: { kind: 'content', bytes: old } });
  const folders = isMissing ? makeFolders(folderOf(plan.path), {}) : [];
  return act(
    actionsOf(plan, folders),
    { changed: true, result, ...(context.isDiff && { diff }) },
    (outputs) => {
      const failure = outputs.map(failureOf).find((each) => each !== undefined);
      if (failure !== undefined) return failed(failure, result);
      const backup =
        outputs.map((output) => (output as Partial<UploadOutput>).backupFile).find(Boolean) ?? '';
      return done(true, { ...result, backup }, context.isDiff ? diff : undefined);
    },
  );
}

function actionsOf(
  { upload, commands }: FilePlan,
  folders: ReturnType<typeof makeFolders>,
): readonly Action[] {
  const all = [...folders, ...commands];
  return [
    ...(all.length > 0 ? [{ kind: 'shell', command: inOrder(all) } as const] : []),
    ...(upload ? [upload] : []),
  ];
}
