const WORDS = `
  architecture kernel kernel_version machine machine_id system os_family userspace_architecture userspace_bits fips selinux
  apparmor is_chroot cmdline proc_cmdline
  distribution distribution_version distribution_major_version distribution_minor_version distribution_release
  distribution_file_parsed distribution_file_path distribution_file_variety lsb
  hostname nodename fqdn domain dns date_time env local pkg_mgr service_mgr
  user_id user_uid user_gid user_gecos user_dir user_shell
  real_user_id real_group_id effective_user_id effective_group_id
  ssh_host_key_rsa_public ssh_host_key_rsa_public_keytype ssh_host_key_dsa_public ssh_host_key_dsa_public_keytype
  ssh_host_key_ecdsa_public ssh_host_key_ecdsa_public_keytype ssh_host_key_ed25519_public ssh_host_key_ed25519_public_keytype
  processor processor_cores processor_count processor_nproc processor_threads_per_core processor_vcpus flags
  loadavg uptime_seconds memtotal_mb memfree_mb memory_mb swaptotal_mb swapfree_mb
  mounts devices device_links form_factor system_vendor bios_date bios_vendor bios_version
  board_asset_tag board_name board_serial board_vendor board_version
  chassis_asset_tag chassis_serial chassis_vendor chassis_version
  product_name product_serial product_uuid product_version
  interfaces default_ipv4 default_ipv6 all_ipv4_addresses all_ipv6_addresses
  virtualization_type virtualization_role virtualization_tech_guest virtualization_tech_host
  gather_subset module_setup`;

/** The names of the facts that machines have. Network interfaces have facts under their own names besides. */
export const FACT_NAMES: readonly string[] = WORDS.trim().split(/\s+/);
