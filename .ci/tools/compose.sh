#!/usr/bin/env bash
# Sees to it that `docker compose` is Compose v2: the one that is there, else one built from its Go module (two
# minutes, once a machine) and given to this run by DOCKER_CONFIG.
set -euo pipefail

pins=$CI_FOLDER/tools/compose
version=$(sed -n 's|.*docker/compose/v2 \(v[0-9.]*\).*|\1|p' "$pins/go.mod" | head -n 1)
if docker compose version --short 2>/dev/null | grep -qE '^v?[2-9]\.'; then
  docker compose version
  exit
fi

go=$(PATH=$PATH:/usr/local/go/bin command -v go) || {
  echo 'Missing: docker compose v2, or Go 1.24 or newer to build it' >&2
  exit 1
}
binary=$CACHE/bin/docker-compose-$version-$(cat "$pins"/go.* "$0" | sha256sum | cut -c1-12)
exec 9>"$CACHE/compose.lock"
flock 9
if [[ ! -x $binary ]]; then
  mkdir -p "$CACHE/bin"
  (cd "$pins" && CGO_ENABLED=0 nice -n 10 "$go" build -mod=readonly -trimpath \
    -ldflags "-s -w -X github.com/docker/compose/v2/internal.Version=$version" \
    -o "$binary.part" github.com/docker/compose/v2/cmd)
  mv "$binary.part" "$binary"
fi
mkdir -p "$DOCKER_CONFIG/cli-plugins"
ln -sf "$binary" "$DOCKER_CONFIG/cli-plugins/docker-compose"
docker compose version
