import type { FileContent } from '../../facts/file-content.ts';
import { contentOf } from '../../facts/file-content.ts';
import type { Diff } from '../decision.ts';
import type { LocalFile, LocalFileFact, MachineFact } from '../fact.ts';
import { fieldsDiff } from '../file-attributes/describe-fields.ts';
import type { FilePlan } from './plan-file.ts';

/** Larger contents are not shown, nor read for it. */
const SHOWN_BYTES = 2 ** 20;

/** So many files of a task are shown with their content. */
const SHOWN_FILES = 20;

type ContentFact = MachineFact<FileContent> | LocalFileFact;

/** The questions for the contents that a diff of these files shows. */
export function contentFacts(plans: readonly FilePlan[]): Readonly<Record<string, ContentFact>> {
  const shown = plans.filter(isShown).slice(0, SHOWN_FILES);
  return Object.fromEntries(
    shown.flatMap(({ path, old, wanted: { source } }): [string, ContentFact][] => [
      ...(old?.kind === 'file' ? [[`old ${path}`, contentOf(path)] as [string, ContentFact]] : []),
      ...(source.kind === 'machine-file'
        ? [[`new ${path}`, contentOf(source.path)] as [string, ContentFact]]
        : []),
      ...(source.kind === 'local-file'
        ? [[`new ${path}`, localContent(source.path)] as [string, ContentFact]]
        : []),
    ]),
  );
}

/** What changes of files, the content of each first: as text, or as a line about what it is. */
export function filesDiff(
  plans: readonly FilePlan[],
  answers: Readonly<Record<string, FileContent | LocalFile>>,
): readonly Diff[] {
  return plans.flatMap((plan) => {
    const { wanted, path, old, upload, before, after } = plan;
    const attributes = fieldsDiff(path, before, after);
    if (upload === undefined) return attributes;
    const { source } = wanted;
    const fresh = source.kind === 'bytes' ? Buffer.from(source.bytes) : bytesOf(answers[`new ${path}`]);
    const left = old === undefined ? '' : shownText(bytesOf(answers[`old ${path}`]), old.sizeBytes);
    const right = shownText(fresh, wanted.sizeBytes);
    const content = { before: left, after: right, beforeHeader: path, afterHeader: wanted.name };
    return left === right ? attributes : [content, ...attributes];
  });
}

function isShown({ old, upload, wanted }: FilePlan): boolean {
  return upload !== undefined && wanted.sizeBytes <= SHOWN_BYTES && (old?.sizeBytes ?? 0) <= SHOWN_BYTES;
}

function localContent(path: string): LocalFileFact {
  return { kind: 'local-file', path, folder: 'files', want: 'content' };
}

function bytesOf(answer: FileContent | LocalFile | undefined): Buffer | undefined {
  if (answer?.kind === 'content') return answer.bytes;
  return answer?.kind === 'file' ? answer.content : undefined;
}

function shownText(bytes: Buffer | undefined, sizeBytes: number): string {
  if (bytes === undefined || bytes.length > SHOWN_BYTES) return `(${sizeBytes} bytes, not shown)\n`;
  return isBinary(bytes) ? `(binary, ${bytes.length} bytes)\n` : bytes.toString('utf8');
}

/** As git has it: a NUL byte near the beginning. */
function isBinary(bytes: Buffer): boolean {
  return bytes.subarray(0, 8000).includes(0);
}
