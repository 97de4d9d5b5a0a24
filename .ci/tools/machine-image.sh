#!/usr/bin/env bash
# The image of the docker provider's machines, built beforehand on a Debian of our own: Vagrant then finds each step of it
# in Docker's cache. remla-lab/machine:ci has what e2e/lab.ci.yml asks for.
set -euo pipefail

"$CI_FOLDER/tools/debian.sh"
packages=$(sed -n 's/^ *packages: \[\(.*\)\]$/\1/p' e2e/lab.ci.yml | tr -d ',')
DOCKER_BUILDKIT=0 docker build --build-arg BASE=remla-lab/debian:bookworm --build-arg "PACKAGES=$packages" \
  -t remla-lab/machine:ci provision/machine
