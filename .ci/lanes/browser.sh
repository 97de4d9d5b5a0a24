# The page in Debian's Chromium, over the lab as `lab up` starts it.

tools_browser() {
  step 'Chromium' "$CI_FOLDER/tools/apt.sh" chromium
}

lane_browser() {
  export LANE=browser
  tools_browser
  step 'npm run test:browser' npm run test:browser
  show 'npm run test:browser' '^ *(Tests|Duration) '
}
