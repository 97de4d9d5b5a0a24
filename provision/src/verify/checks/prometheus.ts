import { z } from 'zod';

import { failed, judged, ok } from '../verdict.ts';
import type { Cause, Verdict } from '../verdict.ts';
import type { AskWeb } from '../web/ask-web.ts';
import { readPage } from '../web/read-page.ts';

/** A Prometheus that is asked. */
export interface PrometheusOptions {
  readonly ask: AskWeb;
  /** E.g. `http://192.168.56.110:30010`. */
  readonly url: string;
  /** The command that shows more of it. */
  readonly mend: string;
}

const BuildInfo = z.object({ data: z.object({ version: z.string() }) });
const Vector = z.object({
  data: z.object({
    resultType: z.literal('vector'),
    result: z.array(z.object({ metric: z.record(z.string(), z.string()) })),
  }),
});

/** Whether Prometheus answers, and has what it needs to answer queries. */
export async function checkPrometheus({ ask, url, mend }: PrometheusOptions): Promise<Verdict> {
  const read = await readPage(ask, {
    of: 'Prometheus',
    url: `${url}/api/v1/status/buildinfo`,
    schema: BuildInfo,
    mend,
  });
  return 'cause' in read ? failed(read.cause) : ok(`${url}, Prometheus ${read.value.data.version}`);
}

/** Whether Prometheus has samples of each release; a cause for each of which it has none. */
export async function releasesWithoutSamples(
  { ask, url, mend }: PrometheusOptions,
  releases: readonly string[],
): Promise<readonly Cause[]> {
  const query = 'group by (release) (build_info)';
  const read = await readPage(ask, {
    of: 'Prometheus',
    url: `${url}/api/v1/query?query=${encodeURIComponent(query)}`,
    schema: Vector,
    mend,
  });
  if ('cause' in read) return [read.cause];
  const known = new Set(read.value.data.result.map(({ metric }) => metric['release']));
  return releases
    .filter((release) => !known.has(release))
    .map((release) => ({
      what: `no sample has the label release="${release}"`,
      mend: 'is a pod of it scraped? The targets say',
    }));
}

const Rules = z.object({
  data: z.object({
    groups: z.array(
      z.object({
        name: z.string(),
        rules: z.array(
          z.object({
            name: z.string(),
            health: z.string(),
            lastError: z.string().optional(),
            /** Of an alert: inactive, pending or firing. */
            state: z.string().optional(),
          }),
        ),
      }),
    ),
  }),
});

/** Whether the rules of these names are loaded, and none of those that are cannot be evaluated. */
export async function checkRules(
  { ask, url, mend }: PrometheusOptions,
  { wanted, missing }: { readonly wanted: readonly string[]; readonly missing: string },
): Promise<Verdict> {
  const read = await readPage(ask, { of: 'Prometheus', url: `${url}/api/v1/rules`, schema: Rules, mend });
  if ('cause' in read) return failed(read.cause);
  const rules = read.value.data.groups.flatMap((group) => group.rules);
  const ours = rules.filter(({ name }) => wanted.includes(name));
  const loaded = new Set(ours.map(({ name }) => name));
  const absent = wanted.filter((name) => !loaded.has(name));
  const causes: readonly Cause[] = [
    ...(absent.length === 0 ? [] : [{ what: `not loaded: ${absent.join(', ')}`, mend: missing }]),
    ...ours
      .filter(({ health }) => health === 'err')
      .map(({ name, lastError = '' }) => ({
        what: `${name} cannot be evaluated: ${lastError}`,
        mend: `${url}/rules`,
      })),
  ];
  const firing = ours.filter(({ state }) => state === 'firing').map(({ name }) => name);
  const alerts = firing.length === 0 ? 'no alert fires' : `firing: ${[...new Set(firing)].join(', ')}`;
  return judged(causes, `${loaded.size} rules, ${alerts}`);
}
