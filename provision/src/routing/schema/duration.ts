import { z } from 'zod';

import { parseDuration, parseProtobufDuration } from '../duration.ts';

/** A duration of Istio's objects; comes back as milliseconds. */
export const Duration = durationOf(parseDuration, 'such as 10s, 1.5s or 250ms');

/** A duration of Envoy's configuration; comes back as milliseconds. */
export const EnvoyDuration = durationOf(parseProtobufDuration, 'in seconds, such as 30s or 0.5s');

function durationOf(parse: (text: string) => number | undefined, form: string) {
  return z.string(`expected a duration ${form}`).transform((text, context) => {
    const durationMs = parse(text);
    if (durationMs !== undefined && (durationMs === 0 || durationMs >= 1)) return durationMs;
    const message =
      durationMs === undefined ? `expected a duration ${form}` : 'a duration must be 1ms or more';
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });
}
