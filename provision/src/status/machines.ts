import { sh } from '../shell/command.ts';
import type { StatusPart, StatusRow, Trouble } from './trouble.ts';

/** Above this, the kubelet begins to throw images and pods out (imagefs and nodefs, 85 and 90 %). */
const FULL_DISK_PERCENT = 85;
/** Below this part of its memory, a machine ends processes soon. */
const SCARCE_MEMORY_PERCENT = 5;

/** Looks at a machine: six lines of `KEY VALUE`, then the units that failed. */
export const MACHINE_SCRIPT = sh`LC_ALL=C
echo "since $(uptime -s 2>/dev/null || echo ?)"
echo "load $(cut -d ' ' -f 1 /proc/loadavg)"
awk '$1 == "MemTotal:" { total = $2 } $1 == "MemAvailable:" { free = $2 } END { print "memory", int(total / 1024), int(free / 1024) }' /proc/meminfo
echo "disk $(df -P / | awk 'NR == 2 { print int($2 / 1048576), $5 + 0 }')"
for unit in k3s k3s-agent containerd kubelet; do
  if systemctl cat "$unit.service" >/dev/null 2>&1; then echo "unit $unit $(systemctl is-active "$unit.service")"; fi
done
systemctl list-units --state=failed --plain --no-legend 2>/dev/null | awk '{ print "failed", $1 }'
true`;

/** What a machine answered to `MACHINE_SCRIPT`, or why it did not. */
export type MachineLook =
  { readonly name: string; readonly stdout: string } | { readonly name: string; readonly failure: string };

/** The machines, a row each: those that answered, those that did not, and those that do not run. */
export function machinesPart(
  looks: readonly MachineLook[],
  absent: ReadonlyMap<string, { readonly message: string; readonly hint: string }>,
): StatusPart {
  const judged = looks.map((look) => ('stdout' in look ? judgeAnswer(look) : judgeFailure(look)));
  const away = [...absent].map(([name, { message, hint }]) => ({
    row: { name, state: 'absent', details: message },
    troubles: [{ where: name, what: message, look: hint }],
  }));
  const all = [...judged, ...away];
  return {
    title: 'Machines',
    rows: all.map(({ row }) => row),
    troubles: all.flatMap(({ troubles }) => troubles),
  };
}

interface Judged {
  readonly row: StatusRow;
  readonly troubles: readonly Trouble[];
}

function judgeFailure({ name, failure }: { readonly name: string; readonly failure: string }): Judged {
  return {
    row: { name, state: 'unreachable', details: failure },
    troubles: [{ where: name, what: failure, look: `lab ssh ${name}` }],
  };
}

function judgeAnswer({ name, stdout }: { readonly name: string; readonly stdout: string }): Judged {
  const fields = stdout.split('\n').map((line) => line.trim().split(' '));
  const valuesOf = (key: string) => fields.filter(([first]) => first === key).map(([, ...rest]) => rest);
  const [memoryMib = 0, availableMib = 0] = (valuesOf('memory')[0] ?? []).map(Number);
  const [diskGib = 0, diskPercent = 0] = (valuesOf('disk')[0] ?? []).map(Number);
  const units = valuesOf('unit');
  const details = [
    `up since ${valuesOf('since')[0]?.join(' ') ?? '?'}`,
    `load ${valuesOf('load')[0]?.[0] ?? '?'}`,
    `memory ${availableMib} of ${memoryMib} MiB free`,
    `disk ${diskPercent} % of ${diskGib} GiB`,
    ...units.map(([unit = '', state = '']) => `${unit} ${state}`),
  ];
  const troubles: readonly Trouble[] = [
    ...units
      .filter(([, state]) => state !== 'active')
      .map(([unit = '', state = '']) => ({
        where: name,
        what: `${unit} is ${state}`,
        look: `lab logs ${name} --unit ${unit}`,
      })),
    ...valuesOf('failed').map(([unit = '']) => ({
      where: name,
      what: `${unit} failed`,
      look: `lab logs ${name} --unit ${unit}`,
    })),
    ...(diskPercent >= FULL_DISK_PERCENT
      ? [
          {
            where: name,
            what: `the disk is ${diskPercent} % full`,
            look: `lab ssh ${name} -- sudo du -xh -d 2 /var`,
          },
        ]
      : []),
    ...(availableMib * 100 < memoryMib * SCARCE_MEMORY_PERCENT
      ? [
          {
            where: name,
            what: `${availableMib} MiB of memory are left`,
            look: `lab ssh ${name} -- top -b -n 1 -o %MEM`,
          },
        ]
      : []),
  ];
  return {
    row: { name, state: troubles.length === 0 ? 'ok' : 'trouble', details: details.join(', ') },
    troubles,
  };
}
