/** Where variables come from, lowest first: of two with one name, the later wins. The reference is made from it. */
export const PRECEDENCE = [
  {
    source: 'inventory',
    summary: 'of groups in the inventory and group_vars/ (`all` first, deeper groups later)',
  },
  { source: 'host', summary: 'of hosts in the inventory and host_vars/' },
  { source: 'play', summary: '`vars` of the play' },
  { source: 'files', summary: '`vars_files` of the play, later files over earlier ones' },
  { source: 'task', summary: '`vars` of includes, blocks and the task, inner over outer' },
  { source: 'set', summary: '`register` and set_fact of the machine, later over earlier' },
  { source: 'extra', summary: '`-e` of the command line' },
  { source: 'loop', summary: '`item` (or `loop_var`), `index_var`, `ansible_loop` of a loop' },
  { source: 'facts', summary: '`facts`, once they were gathered' },
  { source: 'magic', summary: '`inventory_hostname`, `groups`, `hostvars`, `play_hosts`, `check_mode`' },
  {
    source: 'lab',
    summary:
      'the values of lab.yml, `image_of`, `secrets` and `lab_info`: nothing may have one of their names',
  },
] as const;

/** Variables that are always there. */
export const MAGIC_VARIABLES = [
  { name: 'inventory_hostname', summary: "the machine's name in the inventory" },
  { name: 'groups', summary: 'names of hosts by group' },
  { name: 'hostvars', summary: 'the variables of every machine, by name' },
  { name: 'play_hosts', summary: 'the machines of the play that have not failed' },
  { name: 'check_mode', summary: 'true with --check' },
] as const;
