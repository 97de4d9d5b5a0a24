import { z } from 'zod';

const Requirement = z.discriminatedUnion('operator', [
  z.object({ key: z.string(), operator: z.enum(['In', 'NotIn']), values: z.array(z.string()) }),
  z.object({ key: z.string(), operator: z.enum(['Exists', 'DoesNotExist']) }),
]);
const LabelSelector = z.object({
  matchLabels: z.record(z.string(), z.string()).default({}),
  matchExpressions: z.array(Requirement).default([]),
});

/** Whether a LabelSelector of Kubernetes selects something with these labels; one that is not well formed selects nothing. */
export function isSelected(labels: unknown, selector: unknown): boolean {
  const parsed = LabelSelector.safeParse(selector);
  if (!parsed.success) return false;
  const own = z.record(z.string(), z.string()).safeParse(labels).data ?? {};
  const { matchLabels, matchExpressions } = parsed.data;
  return (
    Object.entries(matchLabels).every(([key, value]) => own[key] === value) &&
    matchExpressions.every((each) => isMet(each, own[each.key]))
  );
}

function isMet(requirement: z.infer<typeof Requirement>, value: string | undefined): boolean {
  switch (requirement.operator) {
    case 'In':
      return value !== undefined && requirement.values.includes(value);
    case 'NotIn':
      return value === undefined || !requirement.values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
  }
}
