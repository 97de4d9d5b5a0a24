# Every alert judged by promtool; every query of dashboards and rules asked of a real Prometheus beside `npm start`.

tools_monitoring() {
  step 'Prometheus' "$CI_FOLDER/tools/prometheus.sh"
}

lane_monitoring() {
  export LANE=monitoring
  tools_monitoring
  step 'npm run test:monitoring' npm run test:monitoring
  show 'npm run test:monitoring' '^ *(Tests|Duration) '
}
