import type { Lab } from '../lab/schema.ts';
import type { Provider } from './check-vagrant.ts';
import type { Computer } from './computer.ts';
import { advice, ok, problem } from './finding.ts';
import type { Finding } from './finding.ts';

/** What a machine's disk grows to with the cluster and the images of the lab. */
const DISK_OF_A_MACHINE_MIB = 6 * 1024;
/** The box or the image below all machines, and the downloads of .lab/cache. */
const DISK_ONCE_MIB = 3 * 1024;
/** What the user's own programs need beside the machines. */
const MEMORY_FOR_OTHERS_MIB = 2 * 1024;

/** Memory, processors and disk against what lab.yml gives the machines. */
export async function checkResources(
  computer: Computer,
  { machines }: Lab,
  given: { readonly folder: string; readonly providers: readonly Provider[] },
): Promise<readonly Finding[]> {
  const all = Object.values(machines);
  const isShared = given.providers[0] === 'docker';
  const memory = sum(all.map(({ memory_mb }) => memory_mb));
  const cpus = Math.max(...all.map((machine) => machine.cpus));
  const disk = DISK_ONCE_MIB + all.length * DISK_OF_A_MACHINE_MIB;
  const free = await computer.freeDiskMib(given.folder);
  return [
    judgeMemory(memory, computer.memoryMib, isShared),
    cpus > computer.cpus
      ? advice(
          'processors',
          `a machine has ${cpus}, this computer ${computer.cpus}`,
          'expect everything to be slow, or write smaller `cpus` into a file of yours (--lab)',
        )
      : ok('processors', `${computer.cpus} here, at most ${cpus} in a machine`),
    free < disk
      ? problem(
          'disk',
          `${gib(free)} GiB are free, the machines come to ${gib(disk)} GiB`,
          'make room, or take fewer machines (a file of yours with `machines: { node2: null }`, --lab)',
        )
      : ok('disk', `${gib(free)} GiB free, ${gib(disk)} GiB needed`),
  ];
}

function judgeMemory(wanted: number, there: number, isShared: boolean): Finding {
  const text = `the machines take ${gib(wanted)} GiB of ${gib(there)} GiB`;
  const cure = 'write a smaller `memory_mb` into a file of yours (--lab), or close other programs';
  if (wanted + MEMORY_FOR_OTHERS_MIB <= there) return ok('memory', text);
  // Containers take what they use; machines of a hypervisor take all at once.
  if (isShared) return advice('memory', `${text}, if they use it all`, cure);
  return wanted > there ? problem('memory', text, cure) : advice('memory', text, cure);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

function gib(mib: number): string {
  return String(Math.round((mib / 1024) * 10) / 10);
}
