import { z } from 'zod';

import { Amount, Text, TextList } from '../argument.ts';

export const RebootArgs = z.strictObject({
  pre_reboot_delay: Amount.default(0).describe(
    'Seconds until the machine goes down, in whole minutes: less than 60 is at once.',
  ),
  post_reboot_delay: Amount.default(0).describe('Seconds after the machine went down before it is tried.'),
  reboot_timeout: Amount.default(600).describe('Seconds for the machine to come back, and to pass the test.'),
  connect_timeout: Amount.default(10).describe('Seconds that one try to connect may take.'),
  test_command: Text.default('whoami').describe('A command that ends with 0 when the machine is ready.'),
  msg: Text.default('Reboot initiated by the lab').describe('What the users of the machine are told.'),
  search_paths: TextList.default(['/sbin', '/bin', '/usr/sbin', '/usr/bin', '/usr/local/sbin']).describe(
    'Folders in which the command is looked for, before PATH.',
  ),
  boot_time_command: Text.optional().describe(
    'A command that prints something else after each boot. Without it: the boot id, the time stamp of systemd and `who -b`.',
  ),
  reboot_command: Text.optional().describe(
    'The command that restarts the machine. Without it: shutdown, or systemctl.',
  ),
});
export type RebootArgs = z.infer<typeof RebootArgs>;
