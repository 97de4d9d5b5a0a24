import { beforeAll, expect, test } from 'vitest';

import { recapOf } from '../../provision-run.ts';
import { drawn, numbers } from '../../seeded.ts';
import { LAB } from './lab.ts';

// A provisioner that is killed without warning leaves nothing that the next run does not mend.

const BASE = 'playbooks/base.yml';
/** Takes away what base.yml made, so that each run has everything to do. */
const UNDO = `
  rm -f /etc/sysctl.d/90-lab.conf /etc/systemd/journald.conf.d/50-lab.conf /etc/ssh/sshd_config.d/50-lab.conf
  : > /etc/motd
  sed -i '/192\\.168\\.58/d' /etc/hosts 2>/dev/null || { grep -v '192\\.168\\.58' /etc/hosts > /tmp/h; cat /tmp/h > /etc/hosts; }
  sysctl -q fs.inotify.max_user_instances=128
  DEBIAN_FRONTEND=noninteractive apt-get purge -y -qq socat >/dev/null
  systemctl restart ssh systemd-journald`;
/** The managed files with mode and owner, what is installed, and what is left of a run. */
const STATE = `
  for f in /etc/sysctl.d/90-lab.conf /etc/systemd/journald.conf.d/50-lab.conf /etc/ssh/sshd_config.d/50-lab.conf /etc/motd /etc/hosts; do
    stat -c '%n %a %U %G' $f; sha256sum < $f
  done
  ls -A /etc/ssh/sshd_config.d /etc/systemd/journald.conf.d /etc/sysctl.d
  sysctl fs.inotify.max_user_instances; dpkg-query -W -f '\${Status}\\n' socat
  systemctl is-active ssh systemd-journald`;
/** How many seconds each unit that is restarted is younger than its configuration. */
const AGES = `
  age() { echo $(( $(date -d "$(systemctl show -P ActiveEnterTimestamp $1)" +%s) - $(stat -c %Y $2) )); }
  age ssh /etc/ssh/sshd_config.d/50-lab.conf; age systemd-journald /etc/systemd/journald.conf.d/50-lab.conf`;

const SEED = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));

let whole: ReadonlyMap<string, string>;
let taskCount = 0;

beforeAll(async () => {
  await LAB.up();
  const run = await LAB.provision(BASE);
  if (run.exitCode !== 0) throw new Error(`the first run failed: ${run.stderr}`);
  taskCount = run.events.filter((event) => event.type === 'task-started').length;
  whole = await LAB.insideEach(STATE);
});

test('killed at tasks drawn by a seed, each time the next run brings everything to its end', async () => {
  const points = process.env['KILL'] === 'all' ? numbers(taskCount) : drawn(8, taskCount, SEED);
  console.log(`kill: seed ${SEED}, tasks ${points.join(' ')} of ${taskCount}`);
  for (const point of points) {
    await LAB.insideEach(UNDO);
    await runAndKillAt(point);
    const next = await LAB.provision(BASE);
    expect([point, next.exitCode, recapOf(next, 'failed')]).toEqual([
      point,
      0,
      { controller: 0, node1: 0, node2: 0 },
    ]);
    expect([point, await LAB.insideEach(STATE)]).toEqual([point, whole]);
    const ages = [...(await LAB.insideEach(AGES)).values()].flatMap((text) => text.split('\n').map(Number));
    expect([point, ages.filter((seconds) => !(seconds >= 0))]).toEqual([point, []]);
    const last = await LAB.provision(BASE);
    expect([point, recapOf(last, 'changed')]).toEqual([point, { controller: 0, node1: 0, node2: 0 }]);
  }
}, 1_800_000);

/** Kills the provisioner as the given task begins on its first machine, a little later each second time. */
async function runAndKillAt(point: number): Promise<void> {
  const child = LAB.startProvision([BASE]);
  let started = 0;
  for await (const line of child.iterable({ from: 'stdout' })) {
    if (!line.includes('"type":"task-started"')) continue;
    started += 1;
    if (started <= point) continue;
    setTimeout(() => child.kill('SIGKILL'), (point % 4) * 15);
    break;
  }
  await child;
}
