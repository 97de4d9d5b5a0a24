#!/usr/bin/env bash
# apt.sh PACKAGE…: sees to it that these Debian packages are installed.
set -euo pipefail

missing=()
for package in "$@"; do
  [[ $(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || missing+=("$package")
done
((${#missing[@]})) || exit 0
echo "missing: ${missing[*]}"
if ((EUID != 0)) || ! command -v apt-get >/dev/null; then
  echo "Install them (Debian's names) and run again." >&2
  exit 1
fi

install() {
  # A run that was ended in the middle of an installation leaves it half done.
  dpkg --configure -a
  DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
    -o DPkg::Lock::Timeout=600 -o Acquire::Retries=3 "${missing[@]}"
}
exec 9>"$CACHE/apt.lock"
flock 9
# The package lists of a bare machine may be absent or older than what the mirror still has.
install || { apt-get update -o Acquire::Retries=3 && install; }
