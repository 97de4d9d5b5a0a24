import { sh } from '../shell/command.ts';

/**
 * Finds the folder of stamps on a machine, into \`lab_stamps\`: below it a stamp lies under the path of what it is about.
 * A stamp says what a file or a folder looked like when it was known to be right, so that the next run need not read it. Only
 * the user who acts writes there, and a stamp is believed only by the user whom it belongs to.
 */
export const FIND_STAMPS = sh`if [ -n "$XDG_STATE_HOME" ]; then lab_stamps=$XDG_STATE_HOME/remla-lab/stamps
elif [ "$(id -u)" = 0 ]; then lab_stamps=/var/lib/remla-lab/stamps
else lab_stamps=$HOME/.local/state/remla-lab/stamps; fi`;
