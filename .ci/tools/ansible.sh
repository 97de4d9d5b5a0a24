#!/usr/bin/env bash
# A virtual environment with Ansible, the peer of the playbook engine: $CACHE/ansible. Made anew when a pin changes.
set -euo pipefail

requirements=e2e/machines/requirements.txt
environment=$CACHE/ansible

exec 9>"$CACHE/ansible.lock"
flock 9
pins=$(cat "$0" "$requirements" <(python3 --version) | sha256sum)
[[ $(cat "$environment/pins.txt" 2>/dev/null) != "$pins" ]] || exit 0
python3 -c 'import ensurepip, venv' 2>/dev/null || "$CI_FOLDER/tools/apt.sh" python3-venv
rm -rf "$environment"
python3 -m venv "$environment"
"$environment/bin/pip" install --quiet -r "$requirements"
echo "$pins" >"$environment/pins.txt"
