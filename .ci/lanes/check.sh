# Format, lint, types: under a minute.

lane_check() {
  export LANE=check
  step 'npm run check' npm run check
}
