import type { Chart } from '../charts/chart-keys.ts';
import { PLATFORM_CHARTS } from '../charts/platform-charts.ts';
import type { Sourced } from '../source/document.ts';
import type { Problem } from '../source/problem.ts';
import { valueAt } from '../source/schema-problems.ts';

/**
 * What is wrong with the user's own values for charts (`platform.*.values`), by the keys that the charts have in the versions
 * that the lab pins. Where lab.yml pins another version of a chart, nobody here knows its keys: only helm does, then.
 */
export async function chartValueProblems(source: Sourced): Promise<readonly Problem[]> {
  const given = PLATFORM_CHARTS.filter(({ values }) => hasKeys(valueAt(source.value, values)));
  if (given.length === 0) return [];
  // Most labs have no values of their own, and every command reads lab.yml: the list is read where it is needed.
  const [{ readKeysFile }, { chartValueProblems: check }] = await Promise.all([
    import('../charts/keys-file.ts'),
    import('../charts/check-values.ts'),
  ]);
  const charts = await readKeysFile();
  return given.flatMap(({ name, group, values }) => {
    const chart = charts.get(name);
    return chart && isPinned(chart, group, source) ? check(chart, source, values) : [];
  });
}

function isPinned({ version }: Chart, group: string, source: Sourced): boolean {
  return valueAt(source.value, ['artifacts', group, 'version']) === version;
}

function hasKeys(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}
