/** Labels as an object carries them. */
export type Labels = Readonly<Record<string, string>>;

/** Whether labels fit a selector as kubectl's `-l` has it: `a=b`, `a==b`, `a!=b`, `a`, `!a`, `a in (b, c)`, `a notin (b)`. */
export function fitsSelector(labels: Labels, selector: string): boolean {
  // The commas between parentheses do not part requirements.
  const requirements = selector.split(/,(?![^(]*\))/).map((each) => each.trim());
  return requirements.every((requirement) => requirement === '' || fitsRequirement(labels, requirement));
}

function fitsRequirement(labels: Labels, text: string): boolean {
  const list = /^(\S+)\s+(in|notin)\s*\(([^)]*)\)$/.exec(text);
  if (list) {
    const [, name = '', operator, values = ''] = list;
    const isIn = values.split(',').some((value) => value.trim() === labels[name]);
    return (operator === 'in') === isIn;
  }
  const pair = /^([^=!\s]+)\s*(==?|!=)\s*(\S*)$/.exec(text);
  if (pair) {
    const [, name = '', operator, value] = pair;
    return (operator === '!=') !== (labels[name] === value);
  }
  return text.startsWith('!') ? !Object.hasOwn(labels, text.slice(1).trim()) : Object.hasOwn(labels, text);
}

/** A selector of an object's spec as `-l` takes it; undefined for one that chooses nothing. */
export function selectorText(selector: unknown): string | undefined {
  if (typeof selector !== 'object' || selector === null) return undefined;
  const { matchLabels = {}, matchExpressions = [] } = selector as {
    readonly matchLabels?: Labels;
    readonly matchExpressions?: readonly {
      readonly key: string;
      readonly operator: string;
      readonly values?: readonly string[];
    }[];
  };
  const parts = [
    ...Object.entries(matchLabels).map(([name, value]) => `${name}=${value}`),
    ...matchExpressions.map(({ key, operator, values = [] }) => {
      if (operator === 'Exists') return key;
      if (operator === 'DoesNotExist') return `!${key}`;
      return `${key} ${operator === 'In' ? 'in' : 'notin'} (${values.join(',')})`;
    }),
  ];
  return parts.length === 0 ? undefined : parts.join(',');
}
