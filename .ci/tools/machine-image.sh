#!/usr/bin/env bash
# machine-image.sh ci | cluster: the image of the docker provider's machines, remla-lab/machine:NAME, as e2e/lab.machines.yml and
# e2e/lab.ci.yml name them, on a Debian of our own.
set -euo pipefail

name=$1
case $name in
  # Python for Ansible, the peer.
  ci) packages='python3 python3-apt' ;;
  # What kubelet, kube-proxy and runc expect of a machine; neither runc nor the CNI plugins, which the lab brings.
  cluster) packages='conntrack ebtables ethtool ipset libseccomp2 socat' ;;
  *) echo "There is no machine image '$name'" >&2; exit 2 ;;
esac
"$CI_FOLDER/tools/debian.sh"
DOCKER_BUILDKIT=0 docker build --build-arg BASE=remla-lab/debian:bookworm \
  --build-arg "PACKAGES=$packages" -t "remla-lab/machine:$name" provision/machine
