const DAY_MS = 86_400_000;

/** A moment (ISO 8601) as Ansible writes it, in UTC: `2026-11-21 07:04:50.123000`. */
export function timeText(iso: string): string {
  return `${iso.replace('T', ' ').replace('Z', '')}000`;
}

/** A duration as Ansible writes it: `0:00:01.250000`, `1 day, 2:00:00.000000`. */
export function deltaText(durationMs: number): string {
  const days = Math.floor(durationMs / DAY_MS);
  const restMs = durationMs - days * DAY_MS;
  const [hours, minutes, seconds] = [3_600_000, 60_000, 1_000].map((unitMs) =>
    Math.floor(restMs / unitMs),
  ) as [number, number, number];
  const micros = Math.floor((restMs % 1_000) * 1_000);
  const two = (value: number) => String(value % 60).padStart(2, '0');
  const clock = `${hours}:${two(minutes)}:${two(seconds)}.${String(micros).padStart(6, '0')}`;
  if (days === 0) return clock;
  return `${days} day${days === 1 ? '' : 's'}, ${clock}`;
}
