import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import type { CommandContext, Outcome } from './command.ts';

const Package = z.object({ version: z.string() });

/** `lab --version`: the version of the provisioner's package, and the Node that runs it. */
export async function version({ root, output }: CommandContext): Promise<Outcome> {
  const text = await readFile(join(root, 'provision', 'package.json'), 'utf8');
  output.print(`lab ${Package.parse(JSON.parse(text)).version} (Node ${process.version})\n`);
  return { status: 'done' };
}
