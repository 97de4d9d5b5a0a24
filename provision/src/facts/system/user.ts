import type { SystemReport } from './report.ts';

/** user_id, user_uid, user_dir and so on, of the user that the task runs as. */
export function userFacts(report: SystemReport): Readonly<Record<string, unknown>> {
  const [ids = '', entry = ''] = report.sections.get('user') ?? [];
  const [, uid, name] = /uid=(\d+)(?:\((.*?)\))?/.exec(ids) ?? [];
  const [, gid] = /gid=(\d+)/.exec(ids) ?? [];
  const [, , , , gecos = '', home = '', shell = ''] = entry.split(':');
  return {
    user_id: name ?? uid ?? 'unknown',
    user_uid: Number(uid),
    user_gid: Number(gid),
    user_gecos: gecos,
    user_dir: home,
    user_shell: shell,
    real_user_id: Number(uid),
    effective_user_id: Number(uid),
    real_group_id: Number(gid),
    effective_group_id: Number(gid),
  };
}
