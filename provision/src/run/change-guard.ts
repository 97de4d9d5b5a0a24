import type { Connection } from '../transport/connection.ts';

/** The connection, with something to be done once before the first thing that may change the machine. */
export function guardConnection(connection: Connection, beforeChange: () => Promise<void>): Connection {
  let done: Promise<void> | undefined;
  const ready = () => (done ??= beforeChange());
  return {
    host: connection.host,
    lockFiles: connection.lockFiles,
    ask: (scripts, options) => connection.ask(scripts, options),
    execute: async (command, options) => {
      await ready();
      return connection.execute(command, options);
    },
    send: async (content, options) => {
      await ready();
      return connection.send(content, options);
    },
    receive: (path, options) => connection.receive(path, options),
    hold: (command, options) => connection.hold(command, options),
    warm: (options) => connection.warm(options),
    reset: () => connection.reset(),
    get roundTrips() {
      return connection.roundTrips;
    },
    [Symbol.asyncDispose]: () => connection[Symbol.asyncDispose](),
  };
}
