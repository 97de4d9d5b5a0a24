import { digestOf } from '../../facts/file-digest.ts';
import { statOf } from '../../facts/file-stat.ts';
import type { FileStat } from '../../facts/file-stat.ts';
import { ask, failed } from '../decision.ts';
import type { Decision } from '../decision.ts';
import { ownershipOf } from '../file-attributes/ownership.ts';
import type { OwnershipAnswers } from '../file-attributes/ownership.ts';
import type { ModuleContext } from '../module.ts';
import { carryOut } from '../place-file/carry-out.ts';
import { insideOf, nameOf } from '../place-file/destination.ts';
import { planEntries } from './plan-entries.ts';
import type { SourceFolder } from './plan-entries.ts';

/** Copies a folder with all that is in it; what is at the destination besides stays. */
export function copyFolder(
  folder: SourceFolder,
  known: OwnershipAnswers & { readonly dest: FileStat },
  context: ModuleContext,
): Decision {
  const { args, src, entries, algorithm } = folder;
  const { dest } = args;
  const ownership = ownershipOf(args, known);
  if (ownership.missing !== undefined && !context.isCheck) return failed(ownership.missing, { dest });
  const isContentOnly = src.endsWith('/');
  const root = isContentOnly ? known.dest.path : insideOf(known.dest.path, nameOf(src));
  const paths = [root, ...entries.map(({ path }) => insideOf(root, path))];
  const files = entries.filter(({ kind }) => kind === 'file');
  const digested = files.flatMap(({ path, source }) => [
    insideOf(root, path),
    ...(source.kind === 'machine-file' ? [source.path] : []),
  ]);
  const facts = Object.fromEntries([
    ...paths.map((path) => [`stat ${path}`, statOf(path)]),
    ...digested.map((path) => [`digest ${path}`, digestOf(path, algorithm)]),
  ]) as Record<string, ReturnType<typeof statOf> | ReturnType<typeof digestOf>>;
  return ask(facts, (answers) => {
    const digestAt = (path: string) => answers[`digest ${path}`] as string | undefined;
    const presentAt = (path: string) => ({
      stat: answers[`stat ${path}`] as FileStat,
      digest: digestAt(path),
    });
    const planned = planEntries(folder, { root, presentAt, digestAt, ownership });
    if ('refused' in planned) return failed(planned.refused, { dest });
    const { preparations, files: plans } = planned;
    return carryOut(
      {
        preparations: preparations.flatMap(({ commands }) => commands),
        preparationDiff: preparations.flatMap(({ diff }) => diff),
        files: plans,
        result: { dest: insideOf(known.dest.path, ''), src: folder.path },
        only: undefined,
      },
      context,
    );
  });
}
