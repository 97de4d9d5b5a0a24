import { readFileSync } from 'node:fs';

import { z } from 'zod';

const Override = z.looseObject({
  matcher: z.looseObject({ id: z.string(), options: z.unknown() }),
  properties: z.array(z.looseObject({ id: z.string(), value: z.unknown() })),
});

const Mapping = z.looseObject({
  type: z.string(),
  options: z.record(z.string(), z.looseObject({ text: z.string().optional(), color: z.string().optional() })),
});

const FieldConfig = z.looseObject({
  defaults: z.looseObject({
    unit: z.string().default('none'),
    decimals: z.number().optional(),
    min: z.number().optional(),
    max: z.number().optional(),
    noValue: z.string().optional(),
    mappings: z.array(Mapping).default([]),
    thresholds: z
      .looseObject({ steps: z.array(z.looseObject({ value: z.number().nullable(), color: z.string() })) })
      .default({ steps: [{ value: null, color: 'green' }] }),
    custom: z
      .looseObject({
        drawStyle: z.string().default('line'),
        fillOpacity: z.number().default(0),
        stacking: z.looseObject({ mode: z.string() }).default({ mode: 'none' }),
        thresholdsStyle: z.looseObject({ mode: z.string() }).default({ mode: 'off' }),
      })
      .prefault({}),
  }),
  overrides: z.array(Override).default([]),
});

/** A query of a panel. */
export const Target = z.looseObject({
  refId: z.string(),
  expr: z.string(),
  legendFormat: z.string().default(''),
  format: z.string().default('time_series'),
  instant: z.boolean().default(false),
});
export type Target = z.infer<typeof Target>;

/** A panel, or the heading of a row (`row`), as far as a picture shows it. */
export const Panel = z.looseObject({
  type: z.string(),
  title: z.string().default(''),
  gridPos: z.strictObject({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
  targets: z.array(Target).default([]),
  fieldConfig: FieldConfig.prefault({ defaults: {} }),
  options: z.looseObject({}).default({}),
  transformations: z.array(z.looseObject({ id: z.string(), options: z.looseObject({}) })).default([]),
});
export type Panel = z.infer<typeof Panel>;

/** A dashboard as dashboards/*.json has it, as far as a picture shows it. */
export const DashboardFile = z.looseObject({
  title: z.string(),
  panels: z.array(Panel),
  templating: z.looseObject({
    list: z.array(
      z.looseObject({
        name: z.string(),
        label: z.string().optional(),
        allValue: z.string().optional(),
        current: z.looseObject({ text: z.string(), value: z.string() }),
      }),
    ),
  }),
});
export type DashboardFile = z.infer<typeof DashboardFile>;

/** Reads dashboards/NAME.json of this checkout. @throws {z.ZodError} where it is no dashboard */
export function readDashboard(name: string): DashboardFile {
  const file = new URL(`../../../../dashboards/${name}.json`, import.meta.url);
  return DashboardFile.parse(JSON.parse(readFileSync(file, 'utf8')));
}
