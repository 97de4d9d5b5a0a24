# A real Kubernetes on three machines that Vagrant makes, put there by the lab's own playbooks, with the application on it.

tools_cluster() {
  step 'Docker, Vagrant' "$CI_FOLDER/tools/apt.sh" docker.io iptables debootstrap vagrant openssh-client time
  step 'Debian' "$CI_FOLDER/tools/debian.sh"
  step 'runc, CNI plugins' "$CI_FOLDER/tools/runc-and-cni.sh"
  # Compiles all of Kubernetes when the cache is empty, beside what else the caches are filled with.
  STEP_LIMIT_SECONDS=3600 step 'Kubernetes and its parts' "$CI_FOLDER/tools/programs.sh"
}

lane_cluster() {
  export LANE=cluster
  tools_cluster
  step 'Docker Engine' "$CI_FOLDER/tools/dockerd.sh" start
  step 'base image' "$CI_FOLDER/tools/base-image.sh"
  step 'machine image' "$CI_FOLDER/tools/machine-image.sh" cluster
  step 'artifacts' flock "$CACHE/cluster/artifacts.lock" node e2e/tools/artifacts.ts
  # Three machines at a time are what two processors carry: this lane and `machines` wait for each other.
  exec 7>"$CACHE/test-machines.lock"
  flock 7
  # k8s.test.ts and kill.test.ts take a quarter of an hour more, and wait for a quiet run of their own: npm run test:cluster has them.
  STEP_LIMIT_SECONDS=3600 step 'npm run test:cluster' npm run test:cluster -- \
    e2e/cluster/{up,artifacts,network,application,commands,mesh,machines,reset,upgrade}.test.ts
  show 'npm run test:cluster' '(^ *(Tests|Duration) |^(bar|kill): )'
}
