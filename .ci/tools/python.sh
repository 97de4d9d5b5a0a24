#!/usr/bin/env bash
# A virtual environment with the Python peers that we are compared with: $CACHE/python. Made anew when a pin changes.
set -euo pipefail

readonly REQUIREMENTS=(lib-ml/golden/requirements.txt bench/requirements.txt)
environment=$CACHE/python

exec 9>"$CACHE/python.lock"
flock 9
pins=$(cat "$0" "${REQUIREMENTS[@]}" <(python3 --version) | sha256sum)
[[ $(cat "$environment/pins.txt" 2>/dev/null) != "$pins" ]] || exit 0
python3 -c 'import ensurepip, venv' 2>/dev/null || "$CI_FOLDER/tools/apt.sh" python3-venv
rm -rf "$environment"
python3 -m venv "$environment"
# shellcheck disable=SC2046
"$environment/bin/pip" install --quiet $(printf -- '-r %s ' "${REQUIREMENTS[@]}")
echo "$pins" >"$environment/pins.txt"
