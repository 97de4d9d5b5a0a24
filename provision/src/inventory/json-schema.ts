import { z } from 'zod';

import { ConnectionSettings, InventoryFile } from './schema.ts';

/** The schema of inventories as editors read it (JSON Schema, draft 7), as text with a final newline. */
export function inventoryJsonSchema(): string {
  const schema = z.toJSONSchema(InventoryFile, { target: 'draft-7', io: 'input' });
  const settings = z.toJSONSchema(ConnectionSettings, { target: 'draft-7', io: 'input' });
  // What a machine's variables may hold is open; of those that we know, editors show the meaning.
  const described = JSON.stringify(schema, (_key, value: unknown) =>
    isVariables(value) ? { ...value, properties: settings.properties } : value,
  );
  const whole = { ...(JSON.parse(described) as object), title: 'inventory of the lab' };
  return `${JSON.stringify(whole, undefined, 2)}\n`;
}

/** A map of variables: any name, any value. */
function isVariables(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || !('additionalProperties' in value)) return false;
  const { additionalProperties: open } = value;
  return typeof open === 'object' && open !== null && Object.keys(open).length === 0;
}
