import { readFile, writeFile } from 'node:fs/promises';

import { fillSections, readmeSections } from './sections.ts';

// `npm run docs -w provision` writes the README's tables anew; needed after every change of what they show.
const readme = new URL('../../README.md', import.meta.url);
await writeFile(readme, fillSections(await readFile(readme, 'utf8'), readmeSections()));
