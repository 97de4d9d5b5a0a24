import type { ClusterAnswer, ClusterObject } from '../../cluster.ts';
import type { Stuck } from './causes.ts';
import { mapIn } from './status.ts';

/** The last of them: the first ones mostly led to those. */
const EVENTS_TOLD = 3;

/** What holds an object up, in lines: its own state, its pods with the end of their logs, the events that say more. */
export function tellStuck(
  { of, text, pods, uids }: Stuck,
  warnings: readonly ClusterObject[],
  logs: ReadonlyMap<string, ClusterAnswer | undefined>,
): readonly string[] {
  const placed = new Set(pods.flatMap(({ pod }) => (isPlaced(pod) ? [pod.metadata['uid']] : [])));
  const about = warnings.filter((event) => {
    const { uid } = mapIn(event, 'involvedObject');
    // That no node took it is over for a pod that has one.
    return uids.has(uid) && !(event['reason'] === 'FailedScheduling' && placed.has(uid));
  });
  return [
    `${of.title}: ${text}`,
    ...pods.flatMap((pod) => tellPod(pod, logs.get(pod.pod.metadata.name))),
    ...tellEvents(about, [text, ...pods.map((pod) => pod.text)]),
  ];
}

function isPlaced(pod: ClusterObject): boolean {
  return typeof mapIn(pod, 'spec')['nodeName'] === 'string';
}

function tellPod(
  { pod, text, container = 'it' }: Stuck['pods'][number],
  log: ClusterAnswer | undefined,
): readonly string[] {
  const node = mapIn(pod, 'spec')['nodeName'];
  const lines = log?.kind === 'text' ? log.text.trimEnd().split('\n') : [''];
  const last =
    lines.join('') === '' ? [] : [`  the last lines of ${container}:`, ...lines.map((line) => `    ${line}`)];
  return [`  pod ${pod.metadata.name}${typeof node === 'string' ? ` on ${node}` : ''}: ${text}`, ...last];
}

/** Events that say nothing which was told already, each once. */
function tellEvents(events: readonly ClusterObject[], told: readonly string[]): readonly string[] {
  const known = told.map(gist);
  const lines = events
    .toSorted((a, b) => timeOf(a) - timeOf(b))
    .flatMap((event) => {
      const message = String(event['message']).trim();
      if (known.some((text) => text.includes(gist(message)))) return [];
      known.push(gist(message));
      return [`  event: ${String(event['reason'])}: ${message}`];
    });
  return lines.slice(-EVENTS_TOLD);
}

/** A message without what differs from one try to the next. */
function gist(message: string): string {
  return message
    .trim()
    .replace(/^Error( creating)?: /, '')
    .replaceAll(/pods "[^"]*"/g, 'pods');
}

function timeOf(event: ClusterObject): number {
  const time = event['lastTimestamp'] ?? event['eventTime'] ?? event.metadata['creationTimestamp'];
  return typeof time === 'string' ? Date.parse(time) : 0;
}
