import { readFileSync } from 'node:fs';

import { parse } from 'yaml';
import { z } from 'zod';

/** The numbers of lab.yml's alerts that dashboards show, so that both draw the line at the same place. */
export const LabAlerts = z.object({
  error_rate: z.object({ percent: z.number() }),
  latency: z.object({ p95_milliseconds: z.number() }),
  slo: z.object({ objective_percent: z.number() }),
  canary: z.object({
    least_requests: z.number(),
    more_errors_percent: z.number(),
    standard_errors: z.number(),
    slower_factor: z.number(),
    slower_than_milliseconds: z.number(),
  }),
});
export type LabAlerts = z.infer<typeof LabAlerts>;

const LAB_FILE = new URL('../../lab.yml', import.meta.url);

/** What lab.yml of this checkout says. The schema of the whole file is the provisioner's. @throws {z.ZodError} */
export function readLabAlerts(): LabAlerts {
  return z.object({ alerts: LabAlerts }).parse(parse(readFileSync(LAB_FILE, 'utf8'))).alerts;
}
