import type { CommandOptions } from '../command-line/commands.ts';
import { howToGet } from '../artifacts/how-to-get.ts';
import { isNeeded } from '../artifacts/needed-groups.ts';
import type { LabParts } from '../artifacts/needed-groups.ts';
import type { Architecture } from '../artifacts/resolve.ts';
import type { ArtifactStore, KnownArtifact } from '../artifacts/store.ts';
import { bytesText } from '../report/duration-text.ts';
import { systemClock } from '../run/clock.ts';
import { sideBySide } from '../run/side-by-side.ts';
import { nearest } from '../source/nearest.ts';
import { sourceFiles } from '../source/read.ts';
import { artifactStoreOf } from './artifact-store.ts';
import type { CommandContext, Outcome } from './command.ts';
import { architecturesFor } from './fetch/architectures.ts';
import { FetchLines } from './fetch/progress.ts';
import { loadLabOf } from './load-lab.ts';

/** Downloads at once: one publisher rarely fills a line. */
const AT_ONCE = 4;

/** `lab fetch`: the cache is full and right afterwards, or says what is missing and how to get it. */
export async function fetchArtifacts(
  { options, words }: { readonly options: CommandOptions<'fetch'>; readonly words: readonly string[] },
  context: CommandContext,
): Promise<Outcome> {
  const files = sourceFiles(context.currentDirectory);
  const lab = await loadLabOf(context, files, options.lab);
  if (!lab.loaded) return { status: 'bad-files', problems: lab.problems, textOf: files.textOf };
  if (options.images) {
    if (words.length > 0 || options.arch.length > 0) return IMAGES_ALONE;
    const { fetchImages } = await import('./fetch/images.ts');
    return fetchImages(lab.loaded.lab, options, context);
  }
  const architectures = await architecturesFor(options, context);
  if ('status' in architectures) return architectures;
  const store = artifactStoreOf(context, lab.loaded.lab);
  const { lab: labValues } = lab.loaded;
  const choose = () => chosen(store, architectures, { names: words, lab: labValues });
  const wanted = await choose();
  if ('mistakes' in wanted) return { status: 'bad-command-line', mistakes: wanted.mistakes };
  const lines = new FetchLines(context.output, () => systemClock.now());
  const isOnlyLooking = options.check;
  const outcomes = await sideBySide(wanted, AT_ONCE, async (known): Promise<boolean> => {
    if (context.stop.aborted) return false;
    const { isThere, line } = isOnlyLooking
      ? await look(known, store, context)
      : await bring(known, store, { lines, context });
    lines.end(known.artifact.file, line);
    return isThere;
  });
  if (context.stop.aborted) return { status: 'interrupted' };
  const missing = wanted.filter((_, index) => outcomes[index] !== true);
  if (missing.length === 0) return { status: 'done' };
  const count = `${missing.length} of ${wanted.length} files ${missing.length === 1 ? 'is' : 'are'} missing:`;
  const known = (await choose()) as readonly KnownArtifact[];
  const now = known.filter(({ artifact }) => missing.some((each) => each.artifact.url === artifact.url));
  context.output.note(`\n${[count, ...howToGet(now, store.settings)].join('\n')}\n`);
  return { status: 'failed' };
}

const IMAGES_ALONE: Outcome = {
  status: 'bad-command-line',
  mistakes: ['--images takes all that the pods name, as their machines are: no names and no --arch'],
};

async function chosen(
  store: ArtifactStore,
  architectures: readonly Architecture[],
  { names, lab }: { readonly names: readonly string[]; readonly lab: LabParts },
): Promise<readonly KnownArtifact[] | { readonly mistakes: readonly string[] }> {
  const all = (await Promise.all(architectures.map((each) => store.known(each)))).flat();
  const byUrl = [...new Map(all.map((known) => [known.artifact.url, known])).values()];
  const known = new Set(byUrl.map(({ artifact }) => artifact.name));
  const mistakes = names
    .filter((name) => !known.has(name))
    .map((name) => {
      const near = nearest(name, known);
      return `lab.yml has no artifact ${name}${near === undefined ? '' : `: did you mean ${near}?`}`;
    });
  if (mistakes.length > 0) return { mistakes };
  // What lab.yml leaves out, a name that was given brings all the same.
  return byUrl.filter(({ artifact }) =>
    names.length === 0 ? isNeeded(artifact.group, lab) : names.includes(artifact.name),
  );
}

interface Seen {
  readonly isThere: boolean;
  readonly line: string;
}

async function look(
  { artifact, entry, path }: KnownArtifact,
  store: ArtifactStore,
  { stop }: CommandContext,
): Promise<Seen> {
  const what = titleOf(artifact);
  if (!entry || path === undefined) return { isThere: false, line: `missing  ${what}  ${artifact.url}\n` };
  const damage = await store.damageOf(path, entry, stop).catch((error: unknown) => {
    if (stop.aborted) return undefined;
    throw error;
  });
  return damage === undefined
    ? { isThere: true, line: `there    ${what}  ${bytesText(entry.size)}\n` }
    : { isThere: false, line: `damaged  ${what}  ${damage}\n` };
}

async function bring(
  { artifact }: KnownArtifact,
  store: ArtifactStore,
  { lines, context: { stop } }: { readonly lines: FetchLines; readonly context: CommandContext },
): Promise<Seen> {
  const what = titleOf(artifact);
  try {
    const fetched = await store.fetch(artifact, {
      signal: stop,
      onProgress: (progress) => lines.show(progress),
      onWaiting: (reason) => lines.say(artifact.file, reason),
    });
    if (fetched.kind === 'refused') return { isThere: false, line: `missing  ${what}  ${fetched.reason}\n` };
    const size = bytesText(fetched.sizeBytes);
    return fetched.isFetched
      ? { isThere: true, line: `fetched  ${what}  ${size} from ${artifact.url}\n` }
      : { isThere: true, line: `there    ${what}  ${size}\n` };
  } catch (error) {
    if (stop.aborted) return { isThere: false, line: '' };
    throw error;
  }
}

function titleOf({ name, version, architecture }: KnownArtifact['artifact']): string {
  return `${name} ${version} ${architecture}`;
}
