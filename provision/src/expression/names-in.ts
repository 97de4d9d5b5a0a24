import type { Condition } from './condition.ts';
import type { NameUse } from './name-use.ts';
import { templateUses } from './template-names.ts';
import type { TemplateValue } from './template-value.ts';

/** The root names of the variables that a value or a condition depends on, each once. */
export function namesIn(expression: TemplateValue | Condition): readonly string[] {
  return [...new Set(usesIn(expression).map(({ name }) => name))];
}

/** The variables that a value or a condition names, each time with its place. */
export function usesIn(expression: TemplateValue | Condition): readonly NameUse[] {
  if ('clauses' in expression) {
    return expression.clauses.flatMap((clause) => (typeof clause === 'boolean' ? [] : clause.uses));
  }
  switch (expression.kind) {
    case 'plain':
      return [];
    case 'template':
      return templateUses(expression.template);
    case 'list':
      return expression.items.flatMap(usesIn);
    case 'map':
      return expression.entries.flatMap(({ value }) => usesIn(value));
  }
}
