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
  step 'artifacts' flock "$CACHE/cluster/artifacts.lock" node e2e/tools/artifacts.ts cluster
  step 'artifacts of k3s' flock "$CACHE/cluster/artifacts.lock" node e2e/tools/artifacts.ts k3s
  # Three machines at a time are what two processors carry: this lane and `machines` wait for each other.
  exec 7>"$CACHE/test-machines.lock"
  flock 7
  STEP_LIMIT_SECONDS=3600 step 'npm run test:cluster' npm run test:cluster
  show 'npm run test:cluster' '(^ *(Tests|Duration) |^(bar|kill): )'
  # The same tests with the other distribution, when the machines of the first are gone. e2e/k3s/README.md says what stands in for
  # k3s's program.
  STEP_LIMIT_SECONDS=3600 step 'npm run test:k3s' npm run test:k3s
  show 'npm run test:k3s' '(^ *(Tests|Duration) |^bar: )'
}
