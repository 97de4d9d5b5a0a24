/**
 * Splits machines into batches as `serial` says: whole numbers, or percentages of all of them (at least one machine);
 * the last size is repeated. Without sizes, all machines are one batch.
 */
export function batchesOf<Machine>(
  machines: readonly Machine[],
  serial: readonly (number | string)[],
): readonly (readonly Machine[])[] {
  if (machines.length === 0) return [];
  if (serial.length === 0) return [machines];
  const batches: (readonly Machine[])[] = [];
  let start = 0;
  for (let index = 0; start < machines.length; index++) {
    const size = sizeOf(serial[Math.min(index, serial.length - 1)] ?? machines.length, machines.length);
    batches.push(machines.slice(start, start + size));
    start += size;
  }
  return batches;
}

function sizeOf(size: number | string, count: number): number {
  if (typeof size === 'number') return size;
  return Math.max(1, Math.floor((Number.parseFloat(size) / 100) * count));
}
