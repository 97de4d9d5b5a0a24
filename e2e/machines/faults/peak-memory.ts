import { writeFileSync } from 'node:fs';

// Loaded into the lab by NODE_OPTIONS: the most memory that the process had, in kilobytes, stands in PEAK_FILE at its end.

process.on('exit', () => {
  const file = process.env['PEAK_FILE'];
  if (file !== undefined) writeFileSync(file, String(process.resourceUsage().maxRSS));
});
