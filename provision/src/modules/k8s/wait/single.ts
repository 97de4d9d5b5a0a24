import type { ClusterObject } from '../../cluster.ts';
import { conditionIn, mapIn } from './status.ts';
import { READY, hopeless, waiting } from './verdict.ts';
import type { Verdict } from './verdict.ts';

/** Which condition says of a kind that it is as it shall be, and which that it never will be. */
const BY_CONDITION: Readonly<Record<string, { readonly good: string; readonly bad?: string } | undefined>> = {
  CustomResourceDefinition: { good: 'Established' },
  APIService: { good: 'Available' },
  Job: { good: 'Complete', bad: 'Failed' },
  Node: { good: 'Ready' },
};

/** Judges what its own status tells: jobs, definitions, namespaces, pods. Everything else is ready as soon as it is there. */
export function judgeSingle(object: ClusterObject): Verdict {
  const { kind } = object;
  if (kind === 'Pod') return judgePod(object);
  if (kind === 'Namespace') return judgeNamespace(object);
  const told = BY_CONDITION[kind];
  if (told === undefined) return READY;
  const bad = told.bad === undefined ? undefined : conditionIn(object, told.bad);
  if (bad?.status === 'True') return hopeless([bad.reason, bad.message].filter(Boolean).join(': '));
  return judgeCondition(object, { type: told.good, status: 'True' });
}

/** Judges by one condition of the object. */
export function judgeCondition(
  object: ClusterObject,
  wanted: { readonly type: string; readonly status: string; readonly reason?: string | undefined },
): Verdict {
  const found = conditionIn(object, wanted.type);
  if (found === undefined) return waiting(`it has no condition ${wanted.type} yet`);
  const { status, reason, message } = found;
  const isGood = status === wanted.status && (wanted.reason === undefined || reason === wanted.reason);
  if (isGood) return READY;
  const why = [reason, message].filter(Boolean).join(': ');
  return waiting(`its condition ${wanted.type} is ${status}${why === '' ? '' : ` (${why})`}`);
}

function judgePod(pod: ClusterObject): Verdict {
  const { phase, reason } = mapIn(pod, 'status');
  if (phase === 'Succeeded') return READY;
  const isOver = phase === 'Failed' && mapIn(pod, 'spec')['restartPolicy'] === 'Never';
  if (isOver) return hopeless(`it failed${typeof reason === 'string' ? `: ${reason}` : ''}`);
  return judgeCondition(pod, { type: 'Ready', status: 'True' });
}

function judgeNamespace(namespace: ClusterObject): Verdict {
  const { phase } = mapIn(namespace, 'status');
  return phase === 'Terminating' ? waiting('it is being deleted') : READY;
}
