import type { Finding } from './finding.ts';

const SIGNS = { ok: '✓', advice: '!', problem: '✗' } as const;
const COLORS = { ok: '32', advice: '33', problem: '31' } as const;

/** A line for each finding, its cure below. Ends with a line break. */
export function renderFindings(
  findings: readonly Finding[],
  { useColor }: { readonly useColor: boolean },
): string {
  const width = Math.max(...findings.map(({ subject }) => subject.length));
  return findings
    .map(({ level, subject, text, cure }) => {
      const sign = useColor ? `\u001b[${COLORS[level]}m${SIGNS[level]}\u001b[0m` : SIGNS[level];
      const line = `${sign} ${subject.padEnd(width)}  ${text}\n`;
      return cure === undefined ? line : `${line}  ${' '.repeat(width)}  → ${cure}\n`;
    })
    .join('');
}
