#!/usr/bin/env bash
# python.sh NAME REQUIREMENTS…: a virtual environment with the pinned packages of these files, $CACHE/NAME. Made anew when
# a pin changes.
set -euo pipefail

environment=$CACHE/$1
shift

exec 9>"$environment.lock"
flock 9
pins=$(cat "$0" "$@" <(python3 --version) | sha256sum)
[[ $(cat "$environment/pins.txt" 2>/dev/null) != "$pins" ]] || exit 0
python3 -c 'import ensurepip, venv' 2>/dev/null || "$CI_FOLDER/tools/apt.sh" python3-venv
rm -rf "$environment"
python3 -m venv "$environment"
# shellcheck disable=SC2046
"$environment/bin/pip" install --quiet $(printf -- '-r %s ' "$@")
echo "$pins" >"$environment/pins.txt"
