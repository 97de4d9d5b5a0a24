import type { Checked } from './run-checks.ts';

const STATE_WIDTH = 'not installed'.length;
const NAME_WIDTH = 'kubeconfig'.length;
const INDENT = ' '.repeat(2 + STATE_WIDTH + 2 + NAME_WIDTH + 2);

/** How it is painted. */
export interface Paint {
  readonly useColor: boolean;
}

/** A row for a check that is there: its state, its name, what was seen; or what is wrong and what to do. */
export function renderLooked({ name, verdict }: Checked, { useColor }: Paint): string {
  switch (verdict.state) {
    case 'ok':
      return row(['ok', 32], name, [verdict.details], useColor);
    case 'failed': {
      const lines = verdict.causes.flatMap(({ what, mend }) => [what, ...arrow(mend)]);
      return row(['FAILED', 31], name, lines, useColor);
    }
    case 'not installed':
      return '';
  }
}

/** What is not installed, together where the reason is one; and how many there are of each state. */
export function renderEnd(checked: readonly Checked[], { useColor }: Paint): string {
  const reasons = new Map<string, { readonly names: string[]; readonly lines: readonly string[] }>();
  for (const { name, verdict } of checked) {
    if (verdict.state !== 'not installed') continue;
    const why = verdict.isWanted ? `${verdict.why}, though lab.yml asks for it` : verdict.why;
    const known = reasons.get(why) ?? { names: [], lines: [why, ...arrow(verdict.mend)] };
    known.names.push(name);
    reasons.set(why, known);
  }
  const rows = [...reasons.values()].map(({ names, lines }) =>
    row(['not installed', 2], names.join(', '), ['', ...lines], useColor),
  );
  const count = (state: string) => checked.filter(({ verdict }) => verdict.state === state).length;
  const bad = count('failed');
  const text = `${count('ok')} ok, ${bad} failed, ${count('not installed')} not installed`;
  return `${rows.join('')}\n${paint(text, bad === 0 ? 32 : 31, useColor)}\n`;
}

function row(
  [state, sgr]: readonly [state: string, sgr: number],
  name: string,
  lines: readonly string[],
  useColor: boolean,
): string {
  const head = `  ${paint(state.padEnd(STATE_WIDTH), sgr, useColor)}  ${name.padEnd(NAME_WIDTH)}  `;
  return `${head}${lines.join(`\n${INDENT}`)}`.trimEnd().replaceAll(/ +$/gm, '').concat('\n');
}

function paint(text: string, sgr: number, useColor: boolean): string {
  return useColor ? `\u001b[${sgr}m${text}\u001b[0m` : text;
}

function arrow(mend: string | undefined): readonly string[] {
  return mend === undefined ? [] : [`→ ${mend}`];
}
