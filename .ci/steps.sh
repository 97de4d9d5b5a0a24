# How a lane runs its steps. Sourced by .ci/run.

log_of() { echo "$LOGS/$LANE-${1//[^a-zA-Z0-9]/-}.log"; }

# step NAME COMMAND…: runs the command, its output in a log of its own; says how it went, and on failure shows the end
# of the log. Returns the verdict. A step that hangs is ended after STEP_LIMIT_SECONDS (default: 20 minutes).
step() {
  local name=$1 begin=$SECONDS status=0 limit=${STEP_LIMIT_SECONDS:-1200} log
  shift
  log=$(log_of "$name")
  timeout --kill-after=10 "$limit" "$@" >"$log" 2>&1 </dev/null || status=$?
  if ((status == 0)); then
    echo "passed $LANE: $name" >>"$RESULTS"
    printf '✓  %-8s %s (%d s)\n' "$LANE" "$name" $((SECONDS - begin))
    return 0
  fi
  echo "failed $LANE: $name" >>"$RESULTS"
  # In one piece: lanes side by side print at the same time.
  printf '%s\n' "$(
    printf '✗  %-8s %s (%d s)\n' "$LANE" "$name" $((SECONDS - begin))
    ((status != 124)) || echo "   | ended after its time limit of $limit s"
    tail -n 80 "$log" | sed 's/^/   | /'
    echo "   exit code $status"
  )"
  return "$status"
}

# show NAME PATTERN: prints the lines of a step's log that say what it measured.
show() {
  grep -aE "$2" "$(log_of "$1")" | sed 's/^ */              /' || true
}
