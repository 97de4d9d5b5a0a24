import { TEMPLATE_HELPERS } from '../expression/helpers.ts';
import { lookUp } from '../expression/look-up.ts';
import { plainText } from '../expression/plain-text.ts';
import { renderTemplate } from '../expression/render.ts';
import { parseTemplate } from '../expression/template.ts';
import type { ModuleContext } from '../modules/module.ts';
import { problem } from '../source/problem.ts';
import type { Place } from '../source/problem.ts';
import { describeProblems } from './describe.ts';
import { attemptTo, raise } from './evaluate.ts';
import type { Evaluator } from './evaluate.ts';
import type { RunOptions } from './run-options.ts';

/** What a module may know in one round of a task. */
export function moduleContext(
  known: Pick<ModuleContext, 'isCheck' | 'isDiff' | 'host' | 'becomeUser'>,
  { over, place, options }: { readonly over: Evaluator; readonly place: Place; readonly options: RunOptions },
): ModuleContext {
  return {
    ...known,
    verbosity: options.verbosity,
    render: (file) => {
      const written = attemptTo(() => renderFile(file, over), over);
      return 'value' in written ? { text: written.value } : written;
    },
    overVariables: (work) =>
      attemptTo(() => {
        const worked = work(over.variables);
        if ('problems' in worked) throw raise(worked.problems, over.doubts);
        return worked.value;
      }, over),
    lookUp: (path) => {
      const found = attemptTo(() => valueAt(path, { over, place }), over);
      if ('value' in found) return found;
      return { problem: found.problems[0] ?? problem('not-applied', `\`${path}\` is not known yet`, place) };
    },
    describe: (problems) => describeProblems(problems, options),
  };
}

function renderFile(file: { readonly file: string; readonly text: string }, over: Evaluator): string {
  const { template, problems } = parseTemplate(file);
  if (!template) throw raise(problems, over.doubts);
  const rendered = renderTemplate(template, over.variables, { helpers: TEMPLATE_HELPERS, write: plainText });
  if (rendered.problems.length > 0) throw raise(rendered.problems, over.doubts);
  return rendered.text;
}

function valueAt(
  path: string,
  { over, place }: { readonly over: Evaluator; readonly place: Place },
): unknown {
  over.doubts.takeLastRead();
  const found = lookUp(path, over.variables, place);
  if ('problem' in found) throw raise([found.problem], over.doubts);
  return found.value;
}
