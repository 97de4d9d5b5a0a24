import { z } from 'zod';

/** One series of an answer: its labels, and its value now. */
export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const Labels = z.record(z.string(), z.string());
const Vector = z.array(z.object({ metric: Labels, value: z.tuple([z.number(), z.string()]) }));
const Answer = z.object({
  data: z.discriminatedUnion('resultType', [
    z.object({ resultType: z.literal('vector'), result: Vector }),
    z.object({ resultType: z.literal('scalar'), result: z.tuple([z.number(), z.string()]) }),
  ]),
});

const Rule = z.object({
  type: z.enum(['recording', 'alerting']),
  name: z.string(),
  query: z.string(),
  health: z.string(),
  lastError: z.string().optional(),
  state: z.string().optional(),
  labels: Labels.default({}),
});
/** A rule as Prometheus tells of it. */
export type Rule = z.infer<typeof Rule>;

const Rules = z.object({
  data: z.object({ groups: z.array(z.object({ name: z.string(), rules: z.array(Rule) })) }),
});

const Targets = z.object({
  data: z.object({
    activeTargets: z.array(z.object({ labels: Labels, health: z.string(), lastError: z.string() })),
  }),
});

/** What a Prometheus is asked over HTTP. */
export interface Prometheus {
  readonly origin: string;
  /** @throws {Error} with Prometheus' own words where it refuses the query */
  query(promql: string): Promise<readonly Sample[]>;
  rules(): Promise<readonly (Rule & { readonly group: string })[]>;
  targets(): Promise<z.infer<typeof Targets>['data']['activeTargets']>;
}

/** The API of the Prometheus at an origin. */
export function prometheusAt(origin: string): Prometheus {
  return {
    origin,
    async query(promql) {
      const { data } = Answer.parse(
        await ask(`${origin}/api/v1/query`, new URLSearchParams({ query: promql })),
      );
      if (data.resultType === 'scalar') return [{ labels: {}, value: Number(data.result[1]) }];
      return data.result.map(({ metric, value: [, value] }) => ({ labels: metric, value: Number(value) }));
    },
    async rules() {
      const { data } = Rules.parse(await ask(`${origin}/api/v1/rules`));
      return data.groups.flatMap(({ name, rules }) => rules.map((rule) => ({ ...rule, group: name })));
    },
    async targets() {
      return Targets.parse(await ask(`${origin}/api/v1/targets?state=active`)).data.activeTargets;
    },
  };
}

/** Queries are long: they go in the body of a POST. */
async function ask(url: string, form?: URLSearchParams): Promise<unknown> {
  const answer = await fetch(url, form ? { method: 'POST', body: form } : {});
  const text = await answer.text();
  if (!answer.ok)
    throw new Error(`${url}: ${answer.status} ${text}${form ? `\n  ${form.get('query')}` : ''}`);
  return JSON.parse(text);
}
