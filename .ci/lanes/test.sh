# Unit and component tests, and `npm start` as a newcomer runs it.

lane_test() {
  export LANE=test
  step 'npm test' npm test
  show 'npm test' '^ *(Test Files|Tests|Duration) '
  step 'npm start' "$CI_FOLDER/checks/npm-start.sh"
  show 'npm start' '^first answer'
}
