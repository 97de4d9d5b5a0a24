// Imported into each service (node --import) before its own code: when the lab is gone, even by kill -9, the channel to
// it closes, and the service ends as it would on SIGTERM: what is in flight is answered, nothing stays behind.
process.once('disconnect', () => {
  process.kill(process.pid, 'SIGTERM');
});
// The channel alone keeps no service alive.
process.channel?.unref();
