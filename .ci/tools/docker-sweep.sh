#!/usr/bin/env bash
# After the lanes that use Docker: takes away what an interrupted test left, the stand-in's claim to the real image's name, and
# build layers that no run has used for two days.
set -uo pipefail
docker info >/dev/null 2>&1 || exit 0

docker ps -aq --filter name='^remla-(e2e|ci|cluster|k3s|platform|diff|fault|mount|bench)-' | xargs -r docker rm --force --volumes
docker network ls -q --filter name='^(remla-e2e-|vagrant_network_192.168.(5[89]|6[01]).)' | xargs -r docker network rm
"$CI_FOLDER/tools/base-image.sh" remove
docker image prune --force --filter label=remla-lab.stage=build --filter until=48h
