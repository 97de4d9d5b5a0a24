/** A row of one of the page's tables that names commands. */
export interface ProofRow {
  /** What is proved. */
  readonly component: string;
  /** Commands by which it is proved in CI, and by which its user does it: each as it is typed. */
  readonly commands: readonly string[];
  /** Up to which edge; `none` where there is none. */
  readonly edge: string;
}

/** The rows of the tables of docs/proof.md: component, proved here by, on your laptop, up to which edge. */
export function proofRows(markdown: string): readonly ProofRow[] {
  return markdown
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\| *(?:component|-)/.test(line))
    .map((line) => {
      const [component = '', here = '', laptop = '', edge = ''] = line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim());
      return { component, commands: [...codeIn(here), ...codeIn(laptop)], edge };
    });
}

/** The items of the list under a title of the page. */
export function listUnder(markdown: string, title: string): readonly string[] {
  const [section = ''] = (markdown.split(`\n## ${title}\n`)[1] ?? '').split('\n## ');
  return section.split('\n').flatMap((line) => /^- (.+)$/.exec(line)?.[1] ?? []);
}

function codeIn(cell: string): readonly string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
}
