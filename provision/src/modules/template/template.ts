import { ask, failed } from '../decision.ts';
import type { Decision } from '../decision.ts';
import type { LocalFile } from '../fact.ts';
import { ATTRIBUTE_ALIASES } from '../file-attributes/arguments.ts';
import { modeText } from '../file-attributes/mode.ts';
import { ownershipFacts } from '../file-attributes/ownership.ts';
import { PATH_INFO_FIELDS } from '../file-attributes/path-info.ts';
import type { Module, ModuleContext } from '../module.ts';
import { destinationFacts, nameOf } from '../place-file/destination.ts';
import { placeFile } from '../place-file/place-file.ts';
import { wantedBytes } from '../place-file/wanted-file.ts';
import { TemplateArgs } from './arguments.ts';

/** A rendered template on the machine. */
export const templateModule: Module<TemplateArgs> = {
  name: 'template',
  summary: 'Renders a template with the variables of the task and puts the text on the machine.',
  notes: [
    'Templates are Handlebars, and strict: a name that resolves to nothing fails the task, with its place in the file.',
    'Whether the file changes is told by its content alone: a template that writes the time changes in every run.',
  ],
  args: TemplateArgs,
  aliases: ATTRIBUTE_ALIASES,
  returns: {
    dest: { description: 'Where it was put.', type: 'str', returned: 'always' },
    src: { description: 'The template.', type: 'str', returned: 'always' },
    checksum: { description: 'The SHA-1 of the text.', type: 'str', returned: 'always' },
    backup_file: {
      description: 'Where the old file is kept.',
      type: 'str',
      returned: 'with backup, when changed',
    },
    ...PATH_INFO_FIELDS,
  },
  example: `- template:
    src: hosts.hbs
    dest: /etc/hosts
    owner: root
    group: root
    mode: '0644'
- template:
    src: sudoers.hbs
    dest: /etc/sudoers.d/lab
    mode: '0440'
    validate: visudo -cf %s
`,
  check: 'full',
  decide,
};

function decide(args: TemplateArgs, context: ModuleContext): Decision {
  const { src, dest } = args;
  const facts = {
    template: { kind: 'local-file', path: src, folder: 'templates', want: 'content' },
    ...destinationFacts(dest, nameOf(src), 'sha256'),
    ...ownershipFacts(args),
  } as const;
  return ask(facts, (answers) => {
    const rendered = renderFile(src, answers.template, { args, context });
    if ('refused' in rendered) return failed(rendered.refused, { dest });
    const { owner, group } = args;
    const mode = args.mode === 'preserve' ? modeText(rendered.mode) : args.mode;
    const wanted = wantedBytes(Buffer.from(rendered.text), rendered.path, { owner, group, mode });
    const options = {
      isForced: args.force,
      isLinkFollowed: args.follow,
      isBackedUp: args.backup,
      isInPlace: args.unsafe_writes,
      validate: args.validate,
    };
    const result = { src: rendered.path };
    return placeFile({ wanted, dest, options, folderAttributes: {}, result }, answers, context);
  });
}

type Rendered =
  { readonly text: string; readonly path: string; readonly mode: number } | { readonly refused: string };

function renderFile(
  src: string,
  file: LocalFile,
  { args, context }: { readonly args: TemplateArgs; readonly context: ModuleContext },
): Rendered {
  if (file.kind === 'missing') {
    return { refused: `${src} is not on this machine, looked for: ${file.searched.join(', ')}` };
  }
  if (file.kind === 'folder') return { refused: `${file.path} is a folder, and a template is a file` };
  const bytes = file.content ?? Buffer.alloc(0);
  const text = bytes.toString('utf8');
  if (!Buffer.from(text).equals(bytes)) return { refused: `${file.path} is not UTF-8` };
  const rendered = context.render({ file: file.path, text });
  if ('problems' in rendered) return { refused: context.describe(rendered.problems) };
  return { text: withLineEnds(rendered.text, args.newline_sequence), path: file.path, mode: file.mode };
}

/** As Jinja has it: every line end of the template becomes the one that is asked for. */
function withLineEnds(text: string, lineEnd: string): string {
  return text.replaceAll(/\r\n|\r|\n/g, () => lineEnd);
}
