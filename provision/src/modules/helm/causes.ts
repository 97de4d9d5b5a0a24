import type { HelmTrouble } from '../../facts/helm-trouble.ts';
import type { ClusterAnswer, ClusterObject, ClusterRead } from '../cluster.ts';
import { fitsSelector } from '../k8s/selector.ts';
import type { Labels } from '../k8s/selector.ts';
import { refOf } from '../k8s/show.ts';
import { causesOf } from '../k8s/wait/causes.ts';
import { judgeAll } from '../k8s/wait/wait-for.ts';
import { watchedOf } from '../k8s/wait/watched.ts';
import { objectsIn } from './manifest-objects.ts';

/** What holds up the objects of a release: their own state, their pods with the end of their logs, events; '' where nothing is seen. */
export function describeTrouble(trouble: HelmTrouble, namespace: string): string {
  const named = objectsIn(trouble.manifest).map((object) => ({
    object,
    of: refOf(object, namespace),
    isNew: true,
  }));
  const watched = watchedOf(named, undefined).filter(({ of }) => SEEN.includes(of.kind));
  const reads = watched.flatMap((each) => each.reads);
  const answer = answerAll(reads, trouble);
  const isHopeless = judgeAll(watched, answer).some(({ verdict }) => verdict.kind === 'hopeless');
  const causes = causesOf(watched, { answer, missing: undefined, isHopeless, elapsedMs: 0 });
  return causes.describe(answerRead(causes.read, trouble));
}

/** The first of what holds up the objects of a release, on one line; undefined where nothing is seen. */
export function firstTrouble(trouble: HelmTrouble, namespace: string): string | undefined {
  const [object, ...more] = describeTrouble(trouble, namespace).split('\n');
  const pod = more[0]?.startsWith('  pod ') === true ? `; ${more[0].trim()}` : '';
  return object === undefined || object === '' ? undefined : `${object}${pod}`;
}

/** Kinds that facts/helm-trouble.ts asks for. */
const SEEN: readonly string[] = ['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'Pod', 'Service'];

function answerAll(reads: readonly ClusterRead[], trouble: HelmTrouble): ClusterAnswer {
  return { kind: 'all', answers: reads.map((read) => answerRead(read, trouble)) };
}

/** Answers from what was seen, as the API would. */
function answerRead(read: ClusterRead, trouble: HelmTrouble): ClusterAnswer {
  switch (read.read) {
    case 'object': {
      const { kind, name } = read.of;
      const object = trouble.objects.find((each) => each.kind === kind && each.metadata.name === name);
      return object === undefined ? { kind: 'missing' } : { kind: 'object', object };
    }
    case 'list': {
      const { kind, labels = '' } = read;
      const items = trouble.objects.filter(
        (each) => each.kind === kind && fitsSelector(labelsOf(each), labels),
      );
      // Of events only warnings are asked for, and nothing else by its fields.
      return { kind: 'list', items: items.filter((each) => kind !== 'Event' || each['type'] !== 'Normal') };
    }
    case 'log':
      return { kind: 'text', text: trouble.logs[read.pod] ?? '' };
    case 'all':
      return answerAll(read.of, trouble);
    case 'dry-run':
    case 'members':
      return { kind: 'missing' };
  }
}

function labelsOf({ metadata }: ClusterObject): Labels {
  return (metadata['labels'] ?? {}) as Labels;
}
