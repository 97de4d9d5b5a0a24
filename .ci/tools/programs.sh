#!/usr/bin/env bash
# programs.sh [platform]: the programs of the lane `cluster`, and of the lane `platform` what it has besides, built with Go from
# the modules that e2e/tools pins: $CACHE/cluster/programs/NAME/. Built anew when a pin, a flag or Go changed; six minutes on two
# cores when nothing is there, twice that with Prometheus.
set -euo pipefail

pins=$CI_FOLDER/../e2e/tools
programs=$CACHE/cluster/programs
go=$(PATH=$PATH:/usr/local/go/bin command -v go) || {
  echo 'Missing: Go 1.26 or newer, which builds Kubernetes' >&2
  exit 1
}

# build NAME FOLDER FLAGS PACKAGE…: into a folder that gets its name when all of it is there.
build() {
  local name=$1 folder=$2 flags="-s -w $3" key
  shift 3
  key=$({ cat "$pins/$folder"/*.*; echo "$flags $*"; "$go" version; } | sha256sum)
  [[ $(cat "$programs/$name/key.txt" 2>/dev/null) != "$key" ]] || return 0
  echo "$name: begins"
  rm -rf "$programs/$name.part"
  mkdir -p "$programs/$name.part"
  (cd "$pins/$folder" && CGO_ENABLED=0 nice -n 10 "$go" build -mod=readonly -trimpath -buildvcs=false \
    -ldflags "$flags" -o "$programs/$name.part/" "$@")
  echo "$key" >"$programs/$name.part/key.txt"
  rm -rf "${programs:?}/$name"
  mv "$programs/$name.part" "$programs/$name"
  echo "$name: $SECONDS s"
}

# pinned FOLDER MODULE: the version of a module that a go.mod names, without its v.
pinned() { sed -n "s|.*\b$2 v\([0-9.]*\).*|\1|p" "$pins/$1/go.mod" | head -n 1; }

# kubernetes VERSION: the sources of the pin under any version, so that an upgrade to the next patch can be tried.
kubernetes() {
  local component=k8s.io/component-base/version
  build "kubernetes-$1" kubernetes "-X $component.gitVersion=v$1 -X $component.gitMajor=1 -X $component.gitMinor=$(cut -d. -f2 <<<"$1")" \
    k8s.io/kubernetes/cmd/{kube-apiserver,kube-controller-manager,kube-scheduler,kube-proxy,kubeadm,kubectl,kubelet}
}

mkdir -p "$programs"
exec 9>"$CACHE/cluster/programs.lock"
flock 9
containerd=github.com/containerd/containerd/v2
build pause pause '' .
build containerd containerd "-X $containerd/version.Version=v$(pinned containerd "$containerd")" \
  "$containerd"/cmd/{containerd,containerd-shim-runc-v2,ctr}
build etcd etcd '' go.etcd.io/etcd/server/v3
# The last part of its path is not its name.
[[ ! -f $programs/etcd/server ]] || mv "$programs/etcd/server" "$programs/etcd/etcd"
build coredns coredns '' github.com/coredns/coredns
build helm helm "-X helm.sh/helm/v4/internal/version.version=v$(pinned helm helm.sh/helm/v4)" helm.sh/helm/v4/cmd/helm
# k3s_stand_in VERSION: reports the version of the programs that it will hold.
k3s_stand_in() { build "k3s-stand-in-$1" ../k3s/stand-in "-X main.version=v$1" .; }

version=$(pinned kubernetes k8s.io/kubernetes)
for each in "$version" "${version%.*}.$((${version##*.} + 1))"; do
  kubernetes "$each"
  k3s_stand_in "$each"
done
[[ ${1:-} == platform ]] || exit 0
operator=github.com/prometheus-operator/prometheus-operator
common=github.com/prometheus/common/version
build prometheus-operator prometheus-operator "-X $common.Version=$(pinned prometheus-operator "$operator")" \
  "$operator"/cmd/{operator,prometheus-config-reloader}
# The module's v0.314.0 is Prometheus 3.14.0. Of what it can find targets in, Kubernetes is all that is asked for here.
version=$(pinned prometheus github.com/prometheus/prometheus)
[[ $version =~ ^0\.([0-9])([0-9]{2})\.([0-9]+)$ ]]
build prometheus prometheus "-X $common.Version=${BASH_REMATCH[1]}.$((10#${BASH_REMATCH[2]})).${BASH_REMATCH[3]}" \
  -tags remove_all_sd,enable_kubernetes_sd,netgo github.com/prometheus/prometheus/cmd/{prometheus,promtool}
