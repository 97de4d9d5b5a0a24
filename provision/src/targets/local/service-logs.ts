import type { Output } from '../../commands/command.ts';
import { openLogFile } from './log-file.ts';
import { shortenLine } from './log-line.ts';
import { createScreen } from './screen.ts';
import type { Shown } from './screen.ts';

/** The logs of a lab: a file for each service and one for the gateway, all of them together on the screen. */
export interface ServiceLogs {
  readonly directory: string;
  /** A line that a service has written. */
  write(name: string, line: string): void;
  /** A line of a proxy, for the gateway's file; those of the sidecars are not shown, the services show the same. */
  writeProxy(proxy: string, line: string): void;
  /** The last lines of a service, made short, for when it does not start. */
  lastLines(name: string): readonly string[];
  /** What is shown from now on. @default 'nothing' */
  setShown(shown: Shown): void;
  close(): void;
}

const GATEWAY = 'gateway';
/** As many as an uncaught error takes, with its stack. */
const LAST_LINES = 20;

/** Opens fresh log files. The caller closes them. @throws {FileError} */
export function openServiceLogs(directory: string, services: readonly string[], output: Output): ServiceLogs {
  const names = [GATEWAY, ...services];
  const files = new Map(names.map((name) => [name, openLogFile(directory, name)] as const));
  const screen = createScreen(output, Date.now, Math.max(...names.map((name) => name.length)));
  const last = new Map<string, readonly string[]>();
  return {
    directory,
    write(name, line) {
      last.set(name, [...(last.get(name) ?? []), line].slice(-LAST_LINES));
      files.get(name)?.write(line);
      screen.show(name, line);
    },
    writeProxy(proxy, line) {
      files.get(GATEWAY)?.write(line);
      if (proxy === GATEWAY) screen.show(GATEWAY, line);
    },
    lastLines: (name) => (last.get(name) ?? []).flatMap((line) => shortenLine(line)?.text ?? []),
    setShown: (shown) => screen.setShown(shown),
    close: () => files.forEach((file) => file.close()),
  };
}
