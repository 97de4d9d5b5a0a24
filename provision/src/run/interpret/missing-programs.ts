import { type Command, sh } from '../../shell/command.ts';
import { LACKS_EXIT_CODE, LACKS_MARK, lacksProgram } from '../../shell/lacks-program.ts';

/** Which package of Debian and Ubuntu has a program that a minimal system may lack. */
const PACKAGES: Readonly<Record<string, string>> = {
  apt: 'apt',
  'apt-cache': 'apt',
  'apt-get': 'apt',
  'apt-mark': 'apt',
  bash: 'bash',
  bzip2: 'bzip2',
  chpasswd: 'passwd',
  cmp: 'diffutils',
  ctr: 'containerd',
  curl: 'curl',
  diff: 'diffutils',
  dpkg: 'dpkg',
  'dpkg-query': 'dpkg',
  find: 'findutils',
  flock: 'util-linux',
  getent: 'libc-bin',
  gpasswd: 'passwd',
  groupadd: 'passwd',
  groupdel: 'passwd',
  groupmod: 'passwd',
  gzip: 'gzip',
  hostname: 'hostname',
  hostnamectl: 'systemd',
  ip: 'iproute2',
  lsattr: 'e2fsprogs',
  lsmod: 'kmod',
  modinfo: 'kmod',
  modprobe: 'kmod',
  openssl: 'openssl',
  ps: 'procps',
  python3: 'python3',
  setsid: 'util-linux',
  sha256sum: 'coreutils',
  shutdown: 'systemd-sysv',
  ss: 'iproute2',
  'ssh-keygen': 'openssh-client',
  stat: 'coreutils',
  sudo: 'sudo',
  sysctl: 'procps',
  systemctl: 'systemd',
  tar: 'tar',
  timedatectl: 'systemd',
  unzip: 'unzip',
  useradd: 'passwd',
  userdel: 'passwd',
  usermod: 'passwd',
  wget: 'wget',
  xargs: 'findutils',
  xz: 'xz-utils',
  zstd: 'zstd',
};

/** The script, with a look beforehand at whether its programs are there. It costs no process. */
export function withPrograms(script: Command, programs: readonly string[]): Command {
  if (programs.length === 0) return script;
  return sh`lab_missing=
for lab_program in ${programs}; do
  command -v "$lab_program" >/dev/null 2>&1 || lab_missing="$lab_missing $lab_program"
done
[ -z "$lab_missing" ] || ${lacksProgram(sh`$lab_missing`)}
${script}`;
}

/** The programs that a script of `withPrograms` did not find; undefined where it ran. */
export function missingPrograms(output: {
  readonly exitCode: number | undefined;
  readonly stderr: Buffer | string;
}): readonly string[] | undefined {
  if (output.exitCode !== LACKS_EXIT_CODE) return undefined;
  const line = output.stderr.toString().trimEnd().split('\n').at(-1) ?? '';
  return line.startsWith(LACKS_MARK) ? line.slice(LACKS_MARK.length).trim().split(' ') : undefined;
}

/** A sentence that says which programs a machine lacks, and where they are to be had. */
export function describeMissing(host: string, programs: readonly string[]): string {
  const packages = [...new Set(programs.flatMap((program) => PACKAGES[program] ?? []))];
  const list = programs.map((program) => `\`${program}\``).join(', ');
  const where = packages.length > 0 ? ` (on Debian and Ubuntu: apt-get install ${packages.join(' ')})` : '';
  return `${host} lacks ${programs.length === 1 ? 'the program' : 'the programs'} ${list}${where}`;
}
