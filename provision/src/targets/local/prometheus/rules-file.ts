import { stringify } from 'yaml';

import type { ObjectHead } from '../../../manifests/manifest.ts';

/**
 * The rules of all PrometheusRules as Prometheus' own file of rules. Recordings come before what asks for them: groups of
 * recordings alone stand first.
 */
export function rulesFile(objects: readonly ObjectHead[]): string {
  const groups = objects.filter(({ kind }) => kind === 'PrometheusRule').flatMap(groupsOf);
  const [recordings, others] = [true, false].map((isFirst) =>
    groups.filter((group) => isRecordingOnly(group) === isFirst),
  );
  return stringify({ groups: [...(recordings ?? []), ...(others ?? [])] }, { lineWidth: 0 });
}

interface Group {
  readonly rules?: readonly { readonly alert?: string }[];
}

/** What is in a group is Prometheus' to judge, and it says so with the place. */
function groupsOf(object: ObjectHead): readonly Group[] {
  return (object['spec'] as { readonly groups?: readonly Group[] } | undefined)?.groups ?? [];
}

function isRecordingOnly({ rules = [] }: Group): boolean {
  return rules.every(({ alert }) => alert === undefined);
}
