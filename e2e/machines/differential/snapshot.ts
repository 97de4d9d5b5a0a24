import type { Machines } from '../containers/machine.ts';
import { folderOf } from './playbook.ts';
import type { Case } from './case.ts';

/** Type, mode, owner, group, path, link target and content of everything in a case's folder, and what its probe prints. */
export async function snapshot(each: Case, machines: Machines, host: string): Promise<readonly string[]> {
  const script = `
    cd ${folderOf(each)}
    find . -mindepth 1 -printf '%y %m %u %g %p -> %l\\n' | sort
    find . -type f -print0 | sort -z | xargs -0 -r sha256sum
    ${each.probe === undefined ? '' : `echo probe; { ${each.probe}\n} 2>&1 || echo "exit code $?"`}`;
  return (await machines.inside(host, script)).split('\n');
}

/** Makes the case's folder and what it needs, on a machine of either side. */
export async function makeReady(each: Case, machines: Machines, host: string): Promise<void> {
  await machines.inside(
    host,
    `rm -rf ${folderOf(each)}; mkdir -p ${folderOf(each)}; cd ${folderOf(each)}\n${each.setup ?? ''}`,
  );
}
