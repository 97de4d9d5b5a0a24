import type { Fetched, KnownArtifact } from '../../artifacts/store.ts';
import { statOf } from '../../facts/file-stat.ts';
import { stampedDigestOf, stampFile } from '../../facts/stamped-digest.ts';
import type { StampedDigest } from '../../facts/stamped-digest.ts';
import { act, ask, done, failed } from '../decision.ts';
import type { Decision, Diff, Prediction, Result } from '../decision.ts';
import { fieldsDiff } from '../file-attributes/describe-fields.ts';
import { ownershipFacts, ownershipOf } from '../file-attributes/ownership.ts';
import type { Ownership } from '../file-attributes/ownership.ts';
import { pathInfo } from '../file-attributes/path-info.ts';
import { inOrder } from '../in-order.ts';
import type { ModuleContext } from '../module.ts';
import { destinationOf, folderOf, insideOf } from '../place-file/destination.ts';
import type { Destination } from '../place-file/destination.ts';
import { failureOf } from '../place-file/failure-of.ts';
import { planFile } from '../place-file/plan-file.ts';
import type { FilePlan } from '../place-file/plan-file.ts';
import type { ArtifactArgs } from './arguments.ts';
import { artifactFacts, fileFor } from './known-file.ts';

/** The file is at its place, known by its stamp: read only where the stamp does not fit, sent only where it differs. */
export function placeArtifact(
  args: ArtifactArgs,
  { name, dest }: { readonly name: string; readonly dest: string },
  context: ModuleContext,
): Decision {
  const facts = {
    ...artifactFacts(name),
    ...ownershipFacts(args),
    dest: statOf(dest),
    destStamp: stampedDigestOf(dest),
    inside: statOf(insideOf(dest, name)),
    insideStamp: stampedDigestOf(insideOf(dest, name)),
    parent: statOf(folderOf(dest)),
  };
  return ask(facts, (answers) => {
    const file = fileFor(name, answers);
    if ('refused' in file) return failed(file.refused, { dest });
    const ownership = ownershipOf(args, answers);
    if (ownership.missing !== undefined && !context.isCheck) return failed(ownership.missing, { dest });
    const digests = { destDigest: answers.destStamp.sha256, insideDigest: answers.insideStamp.sha256 };
    const destination = destinationOf(dest, { ...answers, ...digests });
    if (destination.missingFolder !== undefined && !context.isCheck) {
      return failed(`the folder ${destination.missingFolder} does not exist`, { dest });
    }
    const stamp = destination.isInFolder ? answers.insideStamp : answers.destStamp;
    const site = { args, known: file.known, destination, stamp, ownership };
    return file.known.entry ? compare(site, file.known.entry.sha256, undefined) : fetchFirst(site);
  });
}

/** What is known of the file and of the place that it is for. */
interface Site {
  readonly args: ArtifactArgs;
  readonly known: KnownArtifact;
  readonly destination: Destination;
  readonly stamp: StampedDigest;
  readonly ownership: Ownership;
}

/** A file of the cache that was checked. */
type Cached = Extract<Fetched, { readonly kind: 'cached' }>;

/** The lock knows nothing of the file: its publisher is asked, and without that nothing can be compared. */
function fetchFirst(site: Site): Decision {
  const { stat } = site.destination.present;
  const changed = stat.kind === 'missing' ? true : 'unknown';
  return fetch(site, { changed, result: { dest: stat.path } }, (cached) =>
    compare(site, cached.sha256, cached),
  );
}

function fetch({ known }: Site, predicted: Prediction, then: (cached: Cached) => Decision): Decision {
  return act([{ kind: 'fetch-artifact', artifact: known.artifact }], predicted, ([fetched]) =>
    fetched.kind === 'refused' ? failed(fetched.reason) : then(fetched),
  );
}

function compare(site: Site, sha256: string, cached: Cached | undefined): Decision {
  const { args, known, destination, ownership } = site;
  const { artifact, entry } = known;
  const wanted = {
    source: { kind: 'local-file', path: cached?.path ?? '', sha256 } as const,
    digest: sha256,
    sha1: undefined,
    sizeBytes: cached?.sizeBytes ?? entry?.size ?? 0,
    name: artifact.file,
    attributes: args,
  };
  const planned = planFile(wanted, destination.present, { options: PLACE_OPTIONS, ownership });
  if ('refused' in planned) return failed(planned.refused, { dest: destination.present.stat.path });
  const { plan } = planned;
  const result = { dest: plan.path, checksum: sha256, url: artifact.url, version: artifact.version };
  const work = { site, plan, sha256, result };
  if (plan.upload === undefined) return settle(work);
  if (cached) return send(work);
  const diff = differenceOf(work);
  return fetch(site, { changed: true, result, diff }, (fetched) => compare(site, sha256, fetched));
}

const PLACE_OPTIONS = {
  isForced: true,
  isLinkFollowed: false,
  isBackedUp: false,
  isInPlace: false,
  validate: undefined,
} as const;

interface Work {
  readonly site: Site;
  readonly plan: FilePlan;
  readonly sha256: string;
  readonly result: Result;
}

function send(work: Work): Decision {
  const { plan, result } = work;
  const diff = differenceOf(work);
  if (plan.upload === undefined) return done(false, result);
  return act([{ ...plan.upload, isStamped: true }], { changed: true, result, diff }, ([{ failure }]) =>
    failure === undefined ? tell(work, diff) : failed(failure, result),
  );
}

/** The content is right: its attributes may not be, and it may have no stamp that fits. */
function settle(work: Work): Decision {
  const { site, plan, sha256, result } = work;
  const { stamp, destination } = site;
  const diff = fieldsDiff(plan.path, plan.before, plan.after);
  const stamping = stamp.isStamped ? [] : [stampFile(plan.path, { sha256, sight: stamp.sight })];
  const commands = [...plan.commands, ...stamping];
  const changed = plan.commands.length > 0;
  if (commands.length === 0) return done(false, { ...result, ...pathInfo(destination.present.stat) });
  return act([{ kind: 'shell', command: inOrder(commands) }], { changed, result, diff }, ([output]) => {
    const failure = failureOf(output);
    if (failure !== undefined) return failed(failure, result);
    return changed ? tell(work, diff) : done(false, { ...result, ...pathInfo(destination.present.stat) });
  });
}

function tell({ plan, result }: Work, diff: readonly Diff[]): Decision {
  return ask({ now: statOf(plan.path) }, ({ now }) => done(true, { ...result, ...pathInfo(now) }, diff));
}

/** Programs are not shown, but which ones they are. */
function differenceOf({ site: { known, stamp }, plan, sha256 }: Work): readonly Diff[] {
  const { artifact } = known;
  const before = stamp.sha256 === undefined ? '' : `SHA-256 ${stamp.sha256}\n`;
  const after = `SHA-256 ${sha256}\n`;
  const content = {
    before,
    after,
    beforeHeader: plan.path,
    afterHeader: `${artifact.file} (${artifact.version})`,
  };
  return [content, ...fieldsDiff(plan.path, plan.before, plan.after)];
}
