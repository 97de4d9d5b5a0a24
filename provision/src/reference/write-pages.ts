import { writeFile } from 'node:fs/promises';

import { referencePages } from './pages.ts';

// `npm run docs -w provision` writes these pages of docs/ anew; needed after every change of what they show.
for (const [name, text] of await referencePages()) {
  await writeFile(new URL(`../../../docs/${name}`, import.meta.url), text);
}
