#!/usr/bin/env bash
# Sees to it that Debian's Prometheus is installed, the program alone: its package would start a daemon on port 9090, here
# and at every boot.
set -euo pipefail

CI_FOLDER=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
policy=/usr/sbin/policy-rc.d

if command -v prometheus >/dev/null && command -v promtool >/dev/null; then exit 0; fi
# A machine that has such a policy keeps its own.
if ((EUID == 0)) && [[ ! -e $policy ]]; then
  trap 'rm -f "$policy"' EXIT
  # 101: what a package asks for is forbidden.
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod 0755 "$policy"
fi
"$CI_FOLDER/tools/apt.sh" prometheus
if command -v systemctl >/dev/null; then systemctl disable prometheus; fi
