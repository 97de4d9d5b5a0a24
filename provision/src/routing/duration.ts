const UNIT_MS = { h: 3_600_000, m: 60_000, s: 1000, ms: 1, us: 1e-3, ns: 1e-6 } as const;
type Unit = keyof typeof UNIT_MS;

/** Milliseconds of a duration as Go and Istio write it (`1h30m`, `1.5s`, `250ms`); undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  if (!/^(\d+(\.\d+)?(h|ms|m|s|us|ns))+$/.test(text)) return undefined;
  const parts = text.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s|us|ns)/g);
  return [...parts].reduce((sum, [, amount, unit]) => sum + Number(amount) * UNIT_MS[unit as Unit], 0);
}

/** Milliseconds of a duration as protobuf's JSON writes it (`30s`, `0.5s`: seconds only); undefined for anything else. */
export function parseProtobufDuration(text: string): number | undefined {
  return /^\d+(\.\d{1,9})?s$/.test(text) ? Number(text.slice(0, -1)) * 1000 : undefined;
}

/** A duration as protobuf's JSON writes it. */
export function protobufDuration(durationMs: number): string {
  return `${durationMs / 1000}s`;
}
