import {
  DatasourceVariableBuilder,
  IntervalVariableBuilder,
  QueryVariableBuilder,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';

import { DATA_SOURCE, DATA_SOURCE_VARIABLE } from './data-source.ts';

/** Which Prometheus is asked. dashboard-linter knows it by this name and this label. */
export function dataSourceVariable(): DatasourceVariableBuilder {
  return new DatasourceVariableBuilder(DATA_SOURCE_VARIABLE)
    .label('Data source')
    .type('prometheus')
    .current({ text: 'default', value: 'default', selected: false });
}

/** A variable with the values of a label. */
export interface LabelVariable {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  /** `label_values(METRIC, LABEL)`. */
  readonly query: string;
}

/** Any number of values of a label, all of them at first; asked anew with every change of the time range. */
export function manyOf(variable: LabelVariable): QueryVariableBuilder {
  return labelVariable(variable)
    .multi(true)
    .includeAll(true)
    .allValue('.+')
    .current({ text: 'All', value: '$__all', selected: true });
}

/** One value of a label. */
export function oneOf(variable: LabelVariable, initial: string): QueryVariableBuilder {
  return labelVariable(variable).multi(false).current({ text: initial, value: initial, selected: true });
}

/** One of several lengths of time. */
export function lengthOfTime(
  { name, label, description }: Omit<LabelVariable, 'query'>,
  { lengths, initial }: { readonly lengths: readonly string[]; readonly initial: string },
): IntervalVariableBuilder {
  return new IntervalVariableBuilder(name)
    .label(label)
    .description(description)
    .values(lengths.join(','))
    .options(lengths.map((each) => ({ text: each, value: each, selected: each === initial })))
    .current({ text: initial, value: initial, selected: true });
}

/** The releases of the app and model-service that Prometheus knows. */
export function releaseVariable(): QueryVariableBuilder {
  return manyOf({ ...RELEASES, name: 'release', label: 'Release', description: 'Whose figures are shown.' });
}

/** Where the names of the releases come from: every process of ours says its own. */
export const RELEASES = { query: 'label_values(build_info{job=~"app|model-service"}, release)' } as const;

function labelVariable({ name, label, description, query }: LabelVariable): QueryVariableBuilder {
  return new QueryVariableBuilder(name)
    .label(label)
    .description(description)
    .datasource(DATA_SOURCE)
    .query({ query, refId: `Variable-${name}` })
    .definition(query)
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalAsc);
}
