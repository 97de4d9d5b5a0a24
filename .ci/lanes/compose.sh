# The images, built and run on a Docker Engine; the base image is a stand-in where no registry is reached.

tools_compose() {
  # Compose is a plug-in that is looked for here; a machine's own Compose v2 is found wherever it is.
  export DOCKER_CONFIG=$LOGS/docker DOCKER_BUILDKIT=0
  step 'Docker' "$CI_FOLDER/tools/apt.sh" docker.io iptables debootstrap git
  step 'Compose v2' "$CI_FOLDER/tools/compose.sh"
}

lane_compose() {
  export LANE=compose
  tools_compose
  step 'Docker Engine' "$CI_FOLDER/tools/dockerd.sh" start
  step 'base image' "$CI_FOLDER/tools/base-image.sh"
  # One engine, one set of project names: one run at a time on a machine.
  step 'npm run test:compose' flock "$CACHE/test-compose.lock" npm run test:compose
  show 'npm run test:compose' '(^ *(Tests|Duration) |^restart under load)'
}
