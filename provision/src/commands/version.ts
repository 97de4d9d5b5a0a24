import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import type { CommandContext, Outcome } from './command.ts';

const Package = z.object({ version: z.string() });

/** `lab --version`: the version of the provisioner's package, and the Node that runs it. */
export async function version({ root, output }: CommandContext): Promise<Outcome> {
  output.print(`lab ${await readVersion(root)} (Node ${process.version})\n`);
  return { status: 'done' };
}

/** The version of the provisioner's package. */
export async function readVersion(root: string): Promise<string> {
  const text = await readFile(join(root, 'provision', 'package.json'), 'utf8');
  return Package.parse(JSON.parse(text)).version;
}
