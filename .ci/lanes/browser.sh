# The page in Debian's Chromium, over the lab as `lab up` starts it.

tools_browser() {
  step 'Chromium' "$CI_FOLDER/tools/apt.sh" chromium iproute2
}

lane_browser() {
  export LANE=browser
  tools_browser
  # Chromium drops its requests whenever an address appears on the machine or goes (ERR_NETWORK_CHANGED), and the lanes
  # beside this one start and stop containers: so it gets a network of its own, which nothing changes.
  step 'npm run test:browser' unshare --net sh -c 'ip link set lo up && exec npm run test:browser'
  show 'npm run test:browser' '^ *(Tests|Duration) '
}
