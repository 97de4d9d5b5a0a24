import { z } from 'zod';

import type { ClusterObject } from '../modules/cluster.ts';
import { FactError } from '../modules/fact-error.ts';
import { about } from '../modules/fact.ts';
import type { FactFamily, MachineFact } from '../modules/fact.ts';
import { lines, sh } from '../shell/command.ts';
import type { Command } from '../shell/command.ts';
import { helmWords, kubectlWords } from './helm-access.ts';
import type { ReleaseRef } from './helm-access.ts';
import { nulRows } from './nul-fields.ts';

/** What there is to see of a release that did not become what it should. */
export interface HelmTrouble {
  /** The objects of its last revision, hooks too, as YAML. */
  readonly manifest: string;
  /** Workloads, pods and events of its namespace as the cluster has them; none where the machine has no kubectl. */
  readonly objects: readonly ClusterObject[];
  /** The last lines of pods that are not ready, by the pod's name. */
  readonly logs: Readonly<Record<string, string>>;
}

const NAME = 'helm-trouble';

/** What may hold up a release. */
const KINDS =
  'deployments,statefulsets,daemonsets,replicasets,jobs,pods,endpointslices.discovery.k8s.io,persistentvolumeclaims,events';
const MOST_LOGS = 4;
const LOG_LINES = 10;

/** `isLogWanted`: the last lines of pods that are not ready, which cost a program each. */
export interface HelmTroubleKey extends ReleaseRef {
  readonly isLogWanted: boolean;
}

const HELM_TROUBLE: FactFamily<HelmTroubleKey, HelmTrouble> = {
  name: NAME,
  programs: ['helm', 'awk', 'grep', 'head'],
  steadiness: 'fresh',
  script: (keys) => lines(keys.map(look)),
  parse: (stdout, keys) => nulRows(stdout, { family: NAME, rows: keys.length, width: 3 }).map(readTrouble),
};

/** What there is to see of a release that is not ready. */
export function helmTrouble(key: HelmTroubleKey): MachineFact<HelmTrouble> {
  return about(HELM_TROUBLE, key);
}

/** The cluster is asked with kubectl, which every controller has; without it helm's own words have to do. */
function look(key: HelmTroubleKey): Command {
  const { name, isLogWanted } = key;
  const helm = helmWords(key);
  const kubectl = sh`kubectl ${kubectlWords(key)} --request-timeout 20s`;
  return sh`(
helm get manifest ${name} ${helm} 2>/dev/null
echo
helm get hooks ${name} ${helm} 2>/dev/null
printf '\\0'
command -v kubectl >/dev/null || { printf '\\0\\0'; exit 0; }
${kubectl} get ${KINDS} -o json 2>/dev/null
printf '\\0'
${isLogWanted ? logsOf(kubectl) : sh`:`}
printf '\\0'
)`;
}

/** Prints the end of the logs of pods that are not ready, each after its name. */
function logsOf(kubectl: Command): Command {
  const readiness =
    '{range .items[*]}{.metadata.name}{" "}{.status.conditions[?(@.type=="Ready")].status}{"\\n"}{end}';
  return sh`# Of a container that was cleared away the kubelet says so in place of its log.
lab_logs() { ${kubectl} logs "$@" --all-containers --tail=${LOG_LINES} 2>/dev/null | grep -v '^unable to retrieve container logs'; }
for lab_pod in $(${kubectl} get pods -o ${`jsonpath=${readiness}`} 2>/dev/null | awk '$2 != "True" { print $1 }' | head -n ${MOST_LOGS}); do
  lab_log=$(lab_logs "$lab_pod")
  [ -n "$lab_log" ] || lab_log=$(lab_logs "$lab_pod" --previous)
  printf '\\1%s\\2%s' "$lab_pod" "$lab_log"
done`;
}

const Listed = z.object({
  items: z.array(
    z.looseObject({
      apiVersion: z.string(),
      kind: z.string(),
      metadata: z.looseObject({ name: z.string() }),
    }),
  ),
});

function readTrouble([manifest = '', listed = '', logs = '']: readonly string[]): HelmTrouble {
  return { manifest, objects: listed.trim() === '' ? [] : readList(listed), logs: readLogs(logs) };
}

function readList(text: string): readonly ClusterObject[] {
  try {
    return Listed.parse(JSON.parse(text)).items;
  } catch (error) {
    throw new FactError(NAME, 'kubectl answered what is not understood', { cause: error });
  }
}

function readLogs(text: string): Readonly<Record<string, string>> {
  const entries = text
    .split('\u0001')
    .slice(1)
    .map((entry) => entry.split('\u0002', 2))
    .map(([pod = '', log = '']) => [pod, log]);
  return Object.fromEntries(entries) as Readonly<Record<string, string>>;
}
