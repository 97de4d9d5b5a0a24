import type { z } from 'zod';

import { problemAt, problemAtKey } from '../source/document.ts';
import type { Sourced } from '../source/document.ts';
import type { Problem } from '../source/problem.ts';
import { checkSchema } from '../source/schema-problems.ts';
import { artifactProblems } from './artifact-rules.ts';
import { archivesAreArtifacts, k3sKeysAreFree, machinesAreElsewhere, subnetsFit } from './cluster-rules.ts';
import { nodePortsDiffer } from './platform-rules.ts';
import { Lab } from './schema.ts';
import { durationMs } from './values.ts';

/** Rules over several keys. Each looks at one section, or at two, so that a mistake in another section hides nothing. */
export function ruleProblems(source: Sourced): readonly Problem[] {
  return [
    ...inSection('releases', source, weightsSum),
    ...inSection('releases', source, releasesExist),
    ...inSection('routing', source, triesFitIntoTimeout),
    ...inSection('local', source, portsFit),
    ...inSection('machines', source, addressesDiffer),
    ...inSection('machines', source, oneController),
    ...inSection('artifacts', source, artifactProblems),
    ...inSection('cluster', source, k3sKeysAreFree),
    ...inSection('cluster', source, subnetsFit),
    ...inSections(['app', 'platform'], source, nodePortsDiffer),
    ...inSections(['cluster', 'machines'], source, machinesAreElsewhere),
    ...inSections(['cluster', 'artifacts'], source, archivesAreArtifacts),
  ];
}

function inSection<Key extends keyof Lab>(
  key: Key,
  source: Sourced,
  rule: (section: Lab[Key], source: Sourced) => readonly Problem[],
): readonly Problem[] {
  const section = sectionOf(key, source);
  return section === undefined ? [] : rule(section, source);
}

function inSections<A extends keyof Lab, B extends keyof Lab>(
  [a, b]: readonly [A, B],
  source: Sourced,
  rule: (sections: Pick<Lab, A | B>, source: Sourced) => readonly Problem[],
): readonly Problem[] {
  const [sectionA, sectionB] = [sectionOf(a, source), sectionOf(b, source)];
  if (sectionA === undefined || sectionB === undefined) return [];
  return rule({ [a]: sectionA, [b]: sectionB } as unknown as Pick<Lab, A | B>, source);
}

/** Undefined where the section has problems of its own. */
function sectionOf<Key extends keyof Lab>(key: Key, source: Sourced): Lab[Key] | undefined {
  // The shape is indexed by a generic key: TypeScript sees a union of schemas there, not the one of this key.
  const schema = Lab.shape[key] as unknown as z.ZodType<Lab[Key]>;
  return checkSchema(schema, source, [key]).value;
}

function weightsSum(releases: Lab['releases'], source: Sourced): readonly Problem[] {
  const weights = Object.entries(releases).map(([name, { weight }]) => ({ name, weight }));
  const sum = weights.reduce((total, { weight }) => total + weight, 0);
  if (sum === 100) return [];
  const list = weights.map(({ name, weight }) => `${name} ${weight}`).join(', ');
  return [problemAt(source, ['releases'], 'weights-sum', `the weights sum to ${sum}, not 100 (${list})`)];
}

/** What app/ can be released as: one code base, two pages (APP_RELEASE). */
const APP_RELEASES: readonly string[] = ['v1', 'v2'];

function releasesExist(releases: Lab['releases'], source: Sourced): readonly Problem[] {
  const others = Object.keys(releases).filter((name) => !APP_RELEASES.includes(name));
  return others.map((name) => {
    const message = `the app has no release \`${name}\``;
    return problemAtKey(
      source,
      ['releases', name],
      'bad-value',
      message,
      `it has ${APP_RELEASES.join(' and ')}`,
    );
  });
}

function triesFitIntoTimeout({ timeout, retries }: Lab['routing'], source: Sourced): readonly Problem[] {
  if (durationMs(retries.per_try_timeout) <= durationMs(timeout)) return [];
  const message = `a single try may take ${retries.per_try_timeout}, but the whole request only ${timeout}`;
  return [problemAt(source, ['routing', 'retries', 'per_try_timeout'], 'bad-value', message)];
}

/** Ports behind the gateway's own that `lab up` may take: three a release and two more, for up to five releases. */
const PORTS_BEHIND = 17;

function portsFit({ port }: Lab['local'], source: Sourced): readonly Problem[] {
  if (port + PORTS_BEHIND <= 65_535) return [];
  const message = `the services take the ports behind ${port}, and the last port is 65535`;
  return [problemAt(source, ['local', 'port'], 'bad-value', message)];
}

function addressesDiffer(machines: Lab['machines'], source: Sourced): readonly Problem[] {
  const entries = Object.entries(machines);
  return entries.flatMap(([name, { address }], index) => {
    const first = entries.findIndex(([, other]) => other.address === address);
    if (first === index) return [];
    const message = `\`${name}\` has the address of \`${entries[first]?.[0]}\``;
    return [problemAt(source, ['machines', name, 'address'], 'bad-value', message)];
  });
}

function oneController(machines: Lab['machines'], source: Sourced): readonly Problem[] {
  const controllers = Object.values(machines).filter(({ role }) => role === 'controller').length;
  if (controllers === 1) return [];
  const message = `one machine has the role controller, here it is ${controllers}`;
  return [problemAt(source, ['machines'], 'bad-value', message)];
}
