import { need } from '../need.ts';

const PACKAGE =
  "Debian's package prometheus has it; its service is not needed (systemctl disable --now prometheus)";

export const setup = (): Promise<void> =>
  need(
    'monitoring',
    ['prometheus', 'promtool'].map((program) => ({
      command: [program, '--version'] as const,
      message: `${program} is missing. ${PACKAGE}`,
    })),
  );
