#!/usr/bin/env bash
# runc and the CNI plugins out of Debian's packages, whose publishers' own files cannot be reached from here:
# $CACHE/cluster/debian/{runc,plugins/}. Nothing of it is installed.
set -euo pipefail

folder=$CACHE/cluster/debian
key=$(sha256sum <"$0")
exec 9>"$CACHE/cluster/debian.lock"
flock 9
[[ $(cat "$folder/key.txt" 2>/dev/null) != "$key" ]] || exit 0

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
download() { apt-get download -q -o Acquire::Retries=3 runc containernetworking-plugins; }
# The package lists of a bare machine may be absent or older than what the mirror still has.
download || { apt-get update -q && download; }
for package in *.deb; do dpkg -x "$package" files; done

rm -rf "$folder.part"
mkdir -p "$folder.part"
cp files/usr/sbin/runc "$folder.part/runc"
cp -r files/usr/lib/cni "$folder.part/plugins"
ls -- *.deb >"$folder.part/packages.txt"
echo "$key" >"$folder.part/key.txt"
rm -rf "$folder"
mv "$folder.part" "$folder"
