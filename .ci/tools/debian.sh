#!/usr/bin/env bash
# A minimal Debian as an image, remla-lab/debian:bookworm, for machines that reach no image registry: by debootstrap, once,
# kept as a tarball in the cache.
set -euo pipefail

image=remla-lab/debian:bookworm
archive=$CACHE/debian-bookworm.tar

exec 9>"$CACHE/debian.lock"
flock 9
if [[ ! -f $archive ]]; then
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  nice -n 10 debootstrap --variant=minbase bookworm "$work/debian"
  tar -C "$work/debian" --exclude='./var/cache/apt/archives/*' --exclude='./dev/*' -cf "$archive.part" .
  mv "$archive.part" "$archive"
fi
# Without an engine (while the caches fill) the tarball is all there is to do.
docker info >/dev/null 2>&1 || exit 0
docker image inspect "$image" >/dev/null 2>&1 || docker import "$archive" "$image"
