#!/usr/bin/env bash
# A stand-in for the base image of the Dockerfiles, for machines that reach no image registry: the Debian of
# debian.sh, Node 24 from devDependencies, npm from this machine, and this machine's certificates
# and npm registry. It carries the tag that the Dockerfiles name, for the length of the run only (base-image.sh remove):
# `docker pull` of the real one is not to find ours in its place. A real one that is there is used.
set -euo pipefail

tag=$(sed -n 's/^ARG NODE_VERSION=//p' app/Dockerfile)
image=node:$tag-bookworm-slim
own=remla-lab/stand-in-for-node

if [[ ${1:-} == remove ]]; then
  [[ -z $(docker image inspect -f '{{index .Config.Labels "remla-lab.stand-in"}}' "$image" 2>/dev/null) ]] ||
    docker image rm "$image"
  exit
fi
exec 9>"$CACHE/base-image.lock"
flock 9
if docker image inspect "$image" >/dev/null 2>&1; then
  echo "$image is there"
  exit
fi

node=$(readlink -f node_modules/.bin/node)
[[ $("$node" --version) == "v$tag" ]] || {
  echo "The Dockerfiles name Node $tag, devDependencies brought $("$node" --version)" >&2
  exit 1
}
npm=$(dirname "$(dirname "$(readlink -f "$(command -v npm)")")")
certificates=/etc/ssl/certs/ca-certificates.crt
registry=$(npm config get registry 2>/dev/null)
key=$(cat "$0" "$certificates" "$npm/package.json" <(echo "$tag $registry") | sha256sum | cut -c1-12)

if ! docker image inspect "$own:$key" >/dev/null 2>&1; then
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  "$CI_FOLDER/tools/debian.sh"
  mkdir -p "$work/node"
  cp "$node" "$work/node/node"
  cp -r "$npm" "$work/node/npm"
  cp "$certificates" "$work/node/"
  printf 'registry=%s\ncafile=%s\n' "$registry" "$certificates" >"$work/node/npmrc"
  DOCKER_BUILDKIT=0 docker build --build-arg DEBIAN=remla-lab/debian:bookworm -t "$own:$key" \
    -f "$CI_FOLDER/tools/base-image.Dockerfile" "$work/node"
fi
docker tag "$own:$key" "$image"
echo "$image is $own:$key"
