/** Whether a name fits one of the patterns (`*`, `?`, `[…]`, with or without `ansible_` before it), or there are none. */
export function matchesAny(name: string, patterns: readonly string[]): boolean {
  return patterns.length === 0 || patterns.some((pattern) => expression(pattern).test(name));
}

function expression(pattern: string): RegExp {
  const body = pattern
    .replace(/^ansible_/, '')
    .replace(/[\\^$.|+(){}]/g, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
    .replaceAll('[!', '[^')
    // A bracket that is never closed stands for itself.
    .replace(/\[(?![^[]+\])/g, String.raw`\[`);
  return new RegExp(`^${body}$`);
}
