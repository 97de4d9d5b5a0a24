/** Keywords of Ansible that we do not have, with our way. */
export const NOT_BUILT_KEYWORDS: Readonly<Record<string, string>> = {
  async: 'the task may take as long as `timeout` allows; `parallel:` runs several at once',
  poll: 'the task may take as long as `timeout` allows; `parallel:` runs several at once',
  roles: 'put the tasks into a file and name it in `import_tasks`',
  role: 'put the tasks into a file and name it in `import_tasks`',
  collections: 'leave it away: every module is known by its short and by its full name',
  local_action: 'write the module as always and add `delegate_to: localhost`',
  action: 'write the module as a key of the task: `command: …`',
  vars_prompt: 'give the value with `-e name=value`, or `-e @file.yml`',
  vault_password_file: 'keep secrets in a file outside the repository and give it with `-e @file.yml`',
  remote_user: 'set `ansible_user` in the inventory',
  port: 'set `ansible_port` in the inventory',
  become_method: 'leave it away: `become` is sudo',
  become_flags: 'leave it away: `become` is sudo without a terminal',
  become_exe: 'leave it away: `become` is sudo',
  gather_subset: 'leave it away: gathering is one question to the machine',
  gather_timeout: 'write a task `setup:` with `timeout`',
  fact_path: 'read the files in a task and `register` the result',
  force_handlers: 'write `meta: flush_handlers` where the handlers must have run',
  max_fail_percentage: '`any_errors_fatal: true` ends the play at the first failed machine',
  order: 'the machines run in the order of the inventory',
  module_defaults: 'repeat the arguments, or use a YAML anchor: `<<` is not taken, `*alias` is',
  debugger: 'run with -vv, or from a task on with --start-at-task',
  delegate_facts: 'set_fact on the machine itself',
  first_available_file: 'choose the file in a variable',
  include: 'write `import_tasks` (read before the run) or `include_tasks` (chosen while it runs)',
};

/** Modules of Ansible that we do not have, with our way. */
export const NOT_BUILT_MODULES: Readonly<Record<string, string>> = {
  service: 'use `systemd`',
  package: 'use `apt`',
  yum: 'the lab knows Debian and Ubuntu: use `apt`',
  dnf: 'the lab knows Debian and Ubuntu: use `apt`',
  raw: 'use `shell`: no machine needs Python here',
  ping: 'a task `setup:` shows that a machine answers',
  include_vars: 'name the file in `vars_files` of the play',
  import_role: 'put the tasks into a file and name it in `import_tasks`',
  include_role: 'put the tasks into a file and name it in `include_tasks`',
  include: NOT_BUILT_KEYWORDS['include'] ?? '',
  add_host: 'name the machine in the inventory',
  group_by: 'name the group in the inventory, or use `when`',
  async_status: '`parallel:` runs tasks at the same time',
  script: 'use `copy` and `command`, or `shell` with the text',
  pip: 'use `command` with `creates`',
  git: 'use `command` with `creates`, or `get_url`',
  set_stats: 'use `set_fact`',
};

/** What a key of a task or play means that we do not have; undefined for any other key. */
export function notBuiltKeyword(
  key: string,
): { readonly message: string; readonly hint: string } | undefined {
  if (Object.hasOwn(NOT_BUILT_KEYWORDS, key)) {
    return { message: `\`${key}\` is not built`, hint: NOT_BUILT_KEYWORDS[key] ?? '' };
  }
  if (!key.startsWith('with_')) return undefined;
  return {
    message: `\`${key}\` is not built`,
    hint: LOOPS[key] ?? 'write `loop:` with a list, or one that {{cel …}} makes',
  };
}

const LOOPS: Readonly<Record<string, string>> = {
  with_items: 'write `loop:` with the same list',
  with_list: 'write `loop:` with the same list',
  with_dict: 'write `loop: "{{cel \'map.map(key, key)\'}}"` and `{{lookup map item}}`',
  with_sequence: 'write `loop:` with the numbers',
  with_fileglob: 'write `loop:` with the names of the files',
  with_file: 'write `loop:` with the names of the files, and `copy` or `template`',
};
