import { z } from 'zod';

// Each schema is used once or twice: compiling a parser for it costs more than it saves. A schema takes this from the time at
// which it is made: imported before every file that makes one.
z.config({ jitless: true });
