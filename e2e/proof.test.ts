import { access, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { parseCommandLine } from '../provision/src/command-line.ts';
import { CHECKS } from '../provision/src/verify/names.ts';
import { ROOT } from './local/lab.ts';
import { platformQueries } from './platform/platform-queries.ts';
import { listUnder, proofRows } from './proof/commands.ts';

// docs/proof.md says by which commands each part of the lab is proved: they exist, and no part is forgotten.

const PAGE = await readFile(join(ROOT, 'docs', 'proof.md'), 'utf8');
const ROWS = proofRows(PAGE);
const COMMANDS = [...new Set(ROWS.flatMap(({ commands }) => commands))];
const LANES = await lanes();

test('every row has a component, a command for here and for there, and an edge', () => {
  expect(ROWS.length).toBeGreaterThan(20);
  const isWhole = ({ component, commands, edge }: (typeof ROWS)[number]) =>
    component !== '' && commands.length > 1 && edge !== '';
  expect(ROWS.filter((row) => !isWhole(row))).toEqual([]);
});

test.each(COMMANDS)('`%s` is a command that exists', async (command) => {
  expect(await mistakesIn(command)).toEqual([]);
});

test('every lane proves something, and every check of `lab verify` is named', () => {
  const named = COMMANDS.flatMap((command) =>
    command.startsWith('.ci/run ') ? command.split(' ').slice(1) : [],
  );
  // `check` judges how the code is written; `npm test` is all of the lane `test`.
  expect(LANES.filter((lane) => !['check', 'test', ...named].includes(lane))).toEqual([]);
  const checks = COMMANDS.flatMap((command) => / --only (\S+)/.exec(command)?.[1]?.split(',') ?? []);
  expect([...new Set(checks)].toSorted()).toEqual(Object.keys(CHECKS).toSorted());
});

test('the panels whose queries nobody answers here are listed', async () => {
  const panels = (await platformQueries()).filter(({ isAnswered }) => !isAnswered).map(({ panel }) => panel);
  expect(listUnder(PAGE, 'Queries that are parsed only')).toEqual([...new Set(panels)]);
});

test('every page and folder that it links to is there', async () => {
  const links = [...PAGE.matchAll(/\]\(([^)#]+)\)/g)].map(([, path = '']) => path);
  await Promise.all(links.map((path) => access(join(ROOT, 'docs', path))));
});

/** The lanes of `.ci/run` that have a file. */
async function lanes(): Promise<readonly string[]> {
  const run = await readFile(join(ROOT, '.ci', 'run'), 'utf8');
  const names = [...run.matchAll(/^readonly (?:CHEAP|MACHINE)_LANES=\((.*)\)$/gm)].flatMap(([, list = '']) =>
    list.split(' '),
  );
  const files = await readdir(join(ROOT, '.ci', 'lanes'));
  return names.filter((name) => files.includes(`${name}.sh`));
}

/** What is wrong with a command of the page, a sentence each. */
async function mistakesIn(command: string): Promise<readonly string[]> {
  const [program, ...words] = command.split(' ');
  switch (program) {
    case '.ci/run':
      return words.filter((lane) => !LANES.includes(lane)).map((lane) => `.ci/run has no lane ${lane}`);
    case 'npm':
      return scriptMistakes(words);
    case 'npx':
      return labMistakes(words);
    // The lanes `compose` and `machines` run these two.
    case 'docker':
    case 'vagrant':
      return [];
    default:
      return [`nobody has said how to look whether ${program} exists`];
  }
}

/** `npm test`, `npm run NAME`, `npm run NAME -w WORKSPACE -- …`; what follows a script of `lab` is read as its words. */
async function scriptMistakes(words: readonly string[]): Promise<readonly string[]> {
  const name = (words[0] === 'run' ? words[1] : words[0]) ?? '';
  const workspace = words.includes('-w') ? (words[words.indexOf('-w') + 1] ?? '') : '.';
  const { scripts } = JSON.parse(await readFile(join(ROOT, workspace, 'package.json'), 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  const script = scripts[name];
  if (script === undefined) return [`package.json in ${workspace} has no script ${name}`];
  const separator = words.indexOf('--');
  const given = separator < 0 ? [] : words.slice(separator + 1);
  return /^lab( |$)/.test(script) ? labMistakes([...script.split(' '), ...given]) : [];
}

function labMistakes([program, ...words]: readonly string[]): readonly string[] {
  return program === 'lab' ? parseCommandLine(words).mistakes : [`${program} is no program of ours`];
}
