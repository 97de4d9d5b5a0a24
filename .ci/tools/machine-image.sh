#!/usr/bin/env bash
# The image of the docker provider's machines, remla-lab/machine:ci, as e2e/lab.ci.yml names it: on a Debian of our own, with
# Python for Ansible, the peer.
set -euo pipefail

"$CI_FOLDER/tools/debian.sh"
DOCKER_BUILDKIT=0 docker build --build-arg BASE=remla-lab/debian:bookworm \
  --build-arg 'PACKAGES=python3 python3-apt' -t remla-lab/machine:ci provision/machine
