import { renderValue } from '../expression/template-value.ts';
import type { Host } from '../inventory/inventory.ts';
import type { Play, Playbook } from '../playbook/play.ts';
import type { Variables } from '../playbook/task.ts';
import type { VarsFile } from '../playbook/vars-files.ts';
import { arrangeProblems, problem } from '../source/problem.ts';
import type { Problem } from '../source/problem.ts';
import type { PlanRequest } from './make-plan.ts';
import { hostsOf } from './play-hosts.ts';
import { variablesFor } from './variables.ts';

type Known = Pick<PlanRequest, 'inventory' | 'hostVariables' | 'lab' | 'extraVariables' | 'mode'>;

/**
 * Playbooks with the files that templates in `vars_files` mean on each machine of their play. They may name what is known
 * before the run: values of lab.yml, `-e`, the inventory's variables, `vars` of the play and files further up.
 */
export async function nameVarsFiles(
  playbooks: readonly Playbook[],
  known: Known,
): Promise<{ playbooks: readonly Playbook[]; problems: readonly Problem[] }> {
  const problems = new Map<string, Problem>();
  const report = (found: Problem) => void problems.set(JSON.stringify(found), found);
  const named: Playbook[] = [];
  for (const playbook of playbooks) {
    const plays: Play[] = [];
    for (const play of playbook.plays) plays.push(await namePlay(play, known, report));
    named.push({ ...playbook, plays });
  }
  return { playbooks: named, problems: arrangeProblems([...problems.values()]) };
}

async function namePlay(play: Play, known: Known, report: (found: Problem) => void): Promise<Play> {
  if (play.varsFiles.every(({ name }) => name.kind === 'plain')) return play;
  const { inventory, lab, extraVariables } = known;
  const { hosts } = hostsOf(play.hosts, inventory, { ...extraVariables, ...lab });
  const varsFiles: VarsFile[] = [];
  for (const file of play.varsFiles) {
    const above = { vars: play.vars, varsFiles: [...varsFiles] };
    varsFiles.push(file.name.kind === 'plain' ? file : await nameFile(file, hosts, { above, known, report }));
  }
  return { ...play, varsFiles };
}

async function nameFile(
  file: VarsFile,
  hosts: readonly Host[],
  {
    above,
    known,
    report,
  }: {
    readonly above: Pick<Play, 'vars' | 'varsFiles'>;
    readonly known: Known;
    readonly report: (found: Problem) => void;
  },
): Promise<VarsFile> {
  const byHost = new Map<string, Variables>();
  for (const host of hosts) {
    const variables = variablesFor({
      plan: known,
      host,
      play: above,
      remembered: () => undefined,
      playHosts: [],
    });
    const rendered = renderValue(file.name, variables);
    if ('problems' in rendered) {
      for (const found of rendered.problems)
        report({ ...found, hint: found.hint?.startsWith('did') === true ? found.hint : HINT });
    } else if (typeof rendered.value !== 'string') {
      report(problem('wrong-type', 'expected the name of a file', file.name.place));
    } else {
      const loaded = await file.load(rendered.value);
      loaded.problems.forEach(report);
      byHost.set(host.name, loaded.variables);
    }
  }
  return { ...file, of: (host) => byHost.get(host) ?? new Map(), all: [...new Set(byHost.values())] };
}

const HINT =
  'files of variables are read before the run: their names may hang on lab.yml, -e, the inventory and `vars` of the play';
