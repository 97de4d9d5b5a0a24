/** How often it is looked whether the parent is still there. */
const LOOK_MS = 500;

/**
 * Calls back once when the process that started this one has gone. npm ends its own shell on SIGTERM, and the shell does
 * not tell what runs in it: `kill` of an `npm start` would leave the lab behind. Keeps no process alive.
 */
export function watchForOrphanage(parentPid: () => number, onOrphaned: () => void): void {
  const parent = parentPid();
  const timer = setInterval(() => {
    if (parentPid() === parent) return;
    clearInterval(timer);
    onOrphaned();
  }, LOOK_MS);
  timer.unref();
}
