import { TEMPLATE_HELPERS } from '../../expression/helpers.ts';
import { plainText } from '../../expression/plain-text.ts';
import { renderTemplate } from '../../expression/render.ts';
import { parseTemplate } from '../../expression/template.ts';
import type { ModuleContext } from '../module.ts';
import type { Case } from './case-file.ts';

/** What of a case says in which context its module decides. */
type ContextOfCase = Pick<Case, 'check' | 'diff' | 'verbosity' | 'host' | 'variables'> & {
  readonly become_user?: Case['become_user'];
};

/** What a module is told besides its arguments; templates are rendered for real, over the case's variables. */
export function contextOf(given: ContextOfCase): ModuleContext {
  const { variables } = given;
  return {
    isCheck: given.check,
    isDiff: given.diff,
    verbosity: given.verbosity,
    host: given.host,
    becomeUser: given.become_user,
    render: (file) => {
      const { template, problems } = parseTemplate(file);
      if (template === undefined) return { problems };
      const rendered = renderTemplate(template, variables, { helpers: TEMPLATE_HELPERS, write: plainText });
      return rendered.problems.length > 0 ? { problems: rendered.problems } : { text: rendered.text };
    },
    overVariables: (work) => work(variables),
    lookUp: (path) => lookUp(path, variables),
    describe: (problems) =>
      problems
        .map(({ file, position, message }) => `${file}:${position?.line}:${position?.column}: ${message}`)
        .join('\n'),
  };
}

/** The context of a plain run on the machine `here`. */
export const PLAIN_CONTEXT: ModuleContext = contextOf({
  check: false,
  diff: false,
  verbosity: 0,
  host: 'here',
  variables: {},
});

function lookUp(path: string, variables: Case['variables']): ReturnType<ModuleContext['lookUp']> {
  let value: unknown = variables;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) {
      return { problem: { code: 'undefined-name', message: `\`${path}\` is not defined`, file: 'case' } };
    }
    value = (value as Readonly<Record<string, unknown>>)[name];
  }
  return { value };
}
