import { FactError } from '../modules/fact-error.ts';
import { about } from '../modules/fact.ts';
import type { FactFamily, MachineFact } from '../modules/fact.ts';
import { lines } from '../shell/command.ts';
import { parseReport } from './system/report.ts';
import { systemScript } from './system/script.ts';
import type { SystemScope } from './system/script.ts';
import { systemFacts } from './system/subsets.ts';
import type { SystemFacts } from './system/subsets.ts';

/** What is known about a machine as a whole: everything of the setup module, from one script of a dozen processes. */
const SYSTEM: FactFamily<SystemScope, SystemFacts> = {
  name: 'system',
  programs: ['cat', 'date', 'grep', 'id', 'uname'],
  // Time, memory and addresses are in it.
  steadiness: 'fresh',
  script: (scopes) => lines(scopes.map(systemScript)),
  parse: (stdout, scopes) => {
    const reports = splitReports(stdout);
    if (reports.length !== scopes.length) {
      throw new FactError('system', `expected ${scopes.length} reports of the system, got ${reports.length}`);
    }
    return reports.map((report) => systemFacts(parseReport(report)));
  },
};

const BEGINNING = Buffer.from('\n= files\n');

/** About the machine as a whole. */
export function systemAbout(scope: SystemScope): MachineFact<SystemFacts> {
  return about(SYSTEM, scope);
}

function splitReports(stdout: Buffer): readonly Buffer[] {
  const starts: number[] = [];
  for (let at = stdout.indexOf(BEGINNING); at !== -1; at = stdout.indexOf(BEGINNING, at + 1)) starts.push(at);
  return starts.map((start, index) => stdout.subarray(start, starts[index + 1]));
}
