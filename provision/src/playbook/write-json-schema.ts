import { writeFile } from 'node:fs/promises';

import { MODULE_NAMES, loadModule } from '../modules/registry.ts';
import { playbookJsonSchema } from './json-schema.ts';

// `npm run schema -w provision` writes the copy of the schema for editors; needed after every change of a module.
const modules = await Promise.all(MODULE_NAMES.map(async (name) => (await loadModule(name)) ?? []));
await writeFile(new URL('../../playbook.schema.json', import.meta.url), playbookJsonSchema(modules.flat()));
