# Where programs, caches and settings come from. Sourced by .ci/run.

# With CI=true the home directory is an empty one, as on a newcomer's machine: what passes needs nothing from it.
# Elsewhere the developer's own stays, with its registry settings. Downloads are kept with our caches in either case.
export NO_COLOR=1
export npm_config_cache=$CACHE/npm npm_config_update_notifier=false PIP_CACHE_DIR=$CACHE/pip
if [[ ${CI:-} == true ]]; then
  export GOMODCACHE=${GOMODCACHE:-${GOPATH:-$HOME/go}/pkg/mod}
  export GOCACHE=${GOCACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/go-build}
  export HOME=$LOGS/home
  unset XDG_CACHE_HOME XDG_CONFIG_HOME
  mkdir -p "$HOME"
fi

# Node 24 from devDependencies, which npm scripts get by themselves, for what is called by name.
use_node_of_the_checkout() {
  export PATH=$PWD/node_modules/.bin:$PATH
}
