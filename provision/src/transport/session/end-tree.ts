import { sh } from '../../shell/command.ts';
import type { Command } from '../../shell/command.ts';

/** Kills a process and everything that it began. */
export function endTree(processId: number): Command {
  return sh`end() {
  for child in $(ps -A -o ppid= -o pid= | while read -r parent pid; do [ "$parent" != "$1" ] || echo "$pid"; done); do
    end "$child"
  done
  kill -s KILL "$1"
}
end ${processId} 2>/dev/null`;
}
