import { z } from 'zod';

import { problemAt } from '../../source/document.ts';
import type { Problem } from '../../source/problem.ts';
import { checkSchema } from '../../source/schema-problems.ts';
import type { Manifest } from '../manifest.ts';

const said = (what: string) => z.string(`expected ${what}`).min(1, `expected ${what}`);

const Groups = z.looseObject({
  spec: z.looseObject({
    groups: z.array(z.looseObject({ name: z.string(), rules: z.array(z.looseObject({})) })),
  }),
});

/** What everybody who is woken by an alert wants to know. */
const Alert = z.looseObject({
  labels: z.looseObject({
    severity: z.enum(['page', 'ticket'], 'expected page (now) or ticket (in working hours)'),
  }),
  annotations: z.looseObject({
    summary: said('what happens, in one sentence'),
    description: said('what was measured, and against what'),
  }),
});

/**
 * Groups of rules with one name (in one file Prometheus refuses them), and alerts that do not say how urgent they are or
 * what they mean. Expressions are Prometheus' to judge: e2e/monitoring.
 */
export function alertProblems(manifests: readonly Manifest[]): readonly Problem[] {
  const names = new Set<string>();
  return manifests
    .filter(({ object }) => object.kind === 'PrometheusRule')
    .flatMap(({ document }) => {
      const { value, problems } = checkSchema(Groups, document);
      const incomplete = (value?.spec.groups ?? []).flatMap(({ name, rules }, index) => {
        const at = ['spec', 'groups', index];
        const isTwice = names.has(name);
        names.add(name);
        const message = `another group is called \`${name}\`, too`;
        return [
          ...(isTwice ? [problemAt(document, [...at, 'name'], 'bad-value', message)] : []),
          ...rules.flatMap((rule, place) =>
            rule['alert'] === undefined ? [] : checkSchema(Alert, document, [...at, 'rules', place]).problems,
          ),
        ];
      });
      return [...problems, ...incomplete];
    });
}
