// Imported into each service (node --import) before its own code: when the lab is gone, even by kill -9, the channel to
// it closes, and the service ends as it would on SIGTERM: what is in flight is answered, nothing stays behind.
import { closeSync, openSync } from 'node:fs';
import { devNull } from 'node:os';

process.once('disconnect', () => {
  // Nobody reads what the service writes any more, and its logger (sonic-boom 4.2) tries for ever to write the last
  // lines into the broken pipe. A file takes the lowest free number: that of the output which was just closed.
  for (const output of [1, 2]) {
    closeSync(output);
    openSync(devNull, 'w');
  }
  process.kill(process.pid, 'SIGTERM');
});
// The channel alone keeps no service alive.
process.channel?.unref();
