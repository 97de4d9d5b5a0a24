import { writeFile } from 'node:fs/promises';

import { inventoryJsonSchema } from './json-schema.ts';

// `npm run schema -w provision` writes the copy of the schema for editors; needed after every change of it.
await writeFile(new URL('../../inventory.schema.json', import.meta.url), inventoryJsonSchema());
