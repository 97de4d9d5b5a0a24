# The platform on such a cluster: our plays with real Helm, a real Prometheus with its operator, and stand-ins for the rest.

tools_platform() {
  step 'Docker, Vagrant' "$CI_FOLDER/tools/apt.sh" docker.io iptables debootstrap vagrant openssh-client time
  step 'Debian' "$CI_FOLDER/tools/debian.sh"
  step 'runc, CNI plugins' "$CI_FOLDER/tools/runc-and-cni.sh"
  # Compiles all of Kubernetes and Prometheus when the cache is empty, beside what else the caches are filled with.
  STEP_LIMIT_SECONDS=3600 step 'Kubernetes, Prometheus and their parts' "$CI_FOLDER/tools/programs.sh" platform
}

lane_platform() {
  export LANE=platform
  step 'data beside the checkout' ls -d "$LAB_SHARED/data/upstream/charts" "$LAB_SHARED/data/upstream/crds"
  tools_platform
  step 'Docker Engine' "$CI_FOLDER/tools/dockerd.sh" start
  step 'base image' "$CI_FOLDER/tools/base-image.sh"
  step 'machine image' "$CI_FOLDER/tools/machine-image.sh" cluster
  step 'artifacts' flock "$CACHE/cluster/artifacts.lock" node e2e/tools/artifacts.ts platform
  # Three machines at a time are what two processors carry: the lanes with machines wait for each other.
  exec 7>"$CACHE/test-machines.lock"
  flock 7
  STEP_LIMIT_SECONDS=3600 step 'npm run test:platform' npm run test:platform
  show 'npm run test:platform' '(^ *(Tests|Duration) |^(helm|parsed only): )'
}
