/** One pin and what each machine has of it. */
export interface VersionRow {
  /** The group of `artifacts`. */
  readonly name: string;
  readonly pinned: string;
  /** By machine; null where there is none, or it cannot be told. */
  readonly machines: Readonly<Record<string, string | null>>;
}

/** A table: pins, and behind them the machines; what differs has a mark. Ends with a line break. */
export function renderVersions(rows: readonly VersionRow[], machines: readonly string[]): string {
  const table = [
    ['', 'lab.yml', ...machines],
    ...rows.map((row) => [row.name, row.pinned, ...machines.map((machine) => cell(row, machine))]),
  ];
  const widths = (table[0] ?? []).map((_, column) =>
    Math.max(...table.map((row) => row[column]?.length ?? 0)),
  );
  return table
    .map(
      (row) =>
        `${row
          .map((text, column) => text.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

function cell({ pinned, machines }: VersionRow, machine: string): string {
  const installed = machines[machine] ?? undefined;
  if (installed === undefined) return '–';
  return installed === pinned ? installed : `${installed} ≠`;
}
