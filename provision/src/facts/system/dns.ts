import { linesIn } from './report.ts';
import type { SystemReport } from './report.ts';

/** dns: what /etc/resolv.conf says. */
export function dnsFacts(report: SystemReport): Readonly<Record<string, unknown>> {
  const entries = linesIn(report, '/etc/resolv.conf').map((line) =>
    line
      .replace(/[#;].*/, '')
      .trim()
      .split(/\s+/),
  );
  const words = (keyword: string): readonly string[] =>
    entries.filter(([first]) => first === keyword).flatMap((entry) => entry.slice(1));
  const options = words('options').map((option) => {
    const [key = option, value] = option.split(':');
    return [key, value ?? true] as const;
  });
  const lists = { nameservers: words('nameserver'), search: words('search'), sortlist: words('sortlist') };
  const dns = {
    ...Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)),
    ...(words('domain')[0] !== undefined && { domain: words('domain')[0] }),
    ...(options.length > 0 && { options: Object.fromEntries(options) }),
  };
  return { dns };
}
