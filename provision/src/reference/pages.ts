import { commandLinePage } from './command-line-page.ts';
import { eventsPage } from './events-page.ts';
import { modulesPage } from './modules-page.ts';
import { playbooksPage } from './playbooks-page.ts';

/** The pages of docs/ that are written from the code, by name. */
export async function referencePages(): Promise<ReadonlyMap<string, string>> {
  return new Map([
    ['modules.md', await modulesPage()],
    ['playbooks.md', playbooksPage()],
    ['cli.md', commandLinePage()],
    ['events.md', eventsPage()],
  ]);
}
