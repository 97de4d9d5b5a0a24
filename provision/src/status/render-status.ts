import type { StatusPart } from './trouble.ts';

/** Tables, part by part, and behind them what is wrong. Ends with a line break. */
export function renderStatus(
  parts: readonly StatusPart[],
  { useColor }: { readonly useColor: boolean },
): string {
  const paint = (text: string, code: string) => (useColor ? `\u001b[${code}m${text}\u001b[0m` : text);
  const tables = parts.map(({ title, rows }) => {
    const width = Math.max(0, ...rows.map(({ name }) => name.length));
    const states = Math.max(0, ...rows.map(({ state }) => state.length));
    const lines = rows.map(({ name, state, details }) =>
      `  ${name.padEnd(width)}  ${state.padEnd(states)}  ${details}`.trimEnd(),
    );
    return [paint(title, '1'), ...(lines.length === 0 ? ['  none'] : lines), ''].join('\n');
  });
  const troubles = parts.flatMap((part) => part.troubles);
  const end =
    troubles.length === 0
      ? paint('All is well.', '32')
      : [
          paint('What is wrong', '31'),
          ...troubles.flatMap(({ where, what, look }) => [
            `  ${where}: ${what}`,
            ...(look === undefined ? [] : [`    → ${look}`]),
          ]),
        ].join('\n');
  return `${tables.join('\n')}\n${end}\n`;
}
