import { about, type FactFamily, type MachineFact } from '../modules/fact.ts';
import { type Command, lines, sh } from '../shell/command.ts';
import { nulRows } from './nul-fields.ts';

interface PortKey {
  readonly host: string;
  readonly port: number;
  readonly connectTimeoutSeconds: number;
  /** Whether what the other side says is read, for as long as the time-out. */
  readonly isRead: boolean;
}

/** A port at this very moment, as seen from the machine. */
export interface PortNow {
  readonly isOpen: boolean;
  /** Why it is not; empty where it is. */
  readonly refusal: string;
  /** What the other side said, where it was to be read. */
  readonly said: string;
}

const NAME = 'port-now';
const FIELDS_A_KEY = 3;

/** bash opens connections by itself: no further program has to be on the machine. */
const PORT_NOW: FactFamily<PortKey, PortNow> = {
  name: NAME,
  programs: ['bash'],
  steadiness: 'fresh',
  script: (keys) => lines([PRELUDE, ...keys.map(look)]),
  parse: (stdout, keys) =>
    nulRows(stdout, { family: NAME, rows: keys.length, width: FIELDS_A_KEY }).map(
      ([isOpen, refusal = '', said = '']) => ({ isOpen: isOpen === 'yes', refusal: reasonOf(refusal), said }),
    ),
};

/** Whether a connection to a port can be opened now. */
export function portNow(key: PortKey): MachineFact<PortNow> {
  return about(PORT_NOW, key);
}

/** A machine without `timeout` waits as long as its kernel does. */
const PRELUDE = sh`lab_within() { lab_seconds=$1; shift; if command -v timeout >/dev/null; then timeout "$lab_seconds" "$@"; else "$@"; fi; }`;

/** For bash: host and port are its words. */
const CONNECT = 'exec 3<>"/dev/tcp/$0/$1"';

/** What the other side says is whole when nothing more came for a moment: it may keep the connection open for ever. */
const CONNECT_AND_READ = `${CONNECT} && printf 'yes:' || exit 1
IFS= read -r -t "$2" -N 1 -u 3 part; printf %s "$part"
while [ -n "$part" ]; do IFS= read -r -t 0.3 -N 4096 -u 3 part; printf %s "$part"; done`;

function look({ host, port, connectTimeoutSeconds: seconds, isRead }: PortKey): Command {
  if (!isRead) {
    return sh`if lab_refusal=$(LC_ALL=C lab_within ${seconds} bash -c ${CONNECT} ${host} ${port} 2>&1)
then printf 'yes\\0\\0\\0'; else printf 'no\\0%s\\0\\0' "$lab_refusal"; fi`;
  }
  return sh`lab_said=$(LC_ALL=C lab_within ${2 * seconds} bash -c ${CONNECT_AND_READ} ${host} ${port} ${seconds} 2>&1)
case $lab_said in
  yes:*) printf 'yes\\0\\0%s\\0' "\${lab_said#yes:}" ;;
  *) printf 'no\\0%s\\0\\0' "$lab_said" ;;
esac`;
}

/** bash says it twice, with its own name and the line: the last words are the reason. */
function reasonOf(refusal: string): string {
  if (refusal === '') return '';
  const line = refusal.trim().split('\n')[0] ?? '';
  return line.slice(line.lastIndexOf(': ') + 2).toLowerCase();
}
