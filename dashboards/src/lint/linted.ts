import { z } from 'zod';

/** A query of a panel, as far as rules read it. */
export const LintedTarget = z.looseObject({
  refId: z.string().optional(),
  expr: z.string().optional(),
  legendFormat: z.string().optional(),
  format: z.string().optional(),
  datasource: z.looseObject({ uid: z.string() }).optional(),
});
export type LintedTarget = z.infer<typeof LintedTarget>;

/** A panel or the heading of a row, as far as rules read it. */
export const LintedPanel = z.looseObject({
  type: z.string(),
  id: z.number().optional(),
  title: z.string().optional(),
  description: z.string().optional(),
  datasource: z.looseObject({ uid: z.string() }).optional(),
  gridPos: z.strictObject({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }).optional(),
  targets: z.array(LintedTarget).optional(),
  fieldConfig: z.looseObject({ defaults: z.looseObject({ unit: z.string().optional() }) }).optional(),
});
export type LintedPanel = z.infer<typeof LintedPanel>;

/** A variable, as far as rules read it. */
export const LintedVariable = z.looseObject({
  name: z.string(),
  type: z.string(),
  label: z.string().optional(),
  query: z.unknown().optional(),
  definition: z.string().optional(),
  refresh: z.number().optional(),
});
export type LintedVariable = z.infer<typeof LintedVariable>;

/** A dashboard as it is read from JSON, as far as rules read it. */
export const LintedDashboard = z.looseObject({
  title: z.string(),
  uid: z.string().optional(),
  schemaVersion: z.number().optional(),
  editable: z.boolean().optional(),
  panels: z.array(LintedPanel),
  templating: z.looseObject({ list: z.array(LintedVariable) }),
});
export type LintedDashboard = z.infer<typeof LintedDashboard>;
