# The end of a run, however it came. Sourced by .ci/run.

# Processes of this run that are still alive, one `pid command` a line; this shell and its forks aside.
left_behind() {
  local environment pid
  for environment in /proc/[0-9]*/environ; do
    # A fork of this shell has the environment that it was started with, without the mark.
    grep -qzx "REMLA_CI_RUN=$REMLA_CI_RUN" "$environment" 2>/dev/null || continue
    pid=${environment//[^0-9]/}
    [[ -d /proc/$pid ]] && printf '%s %s\n' "$pid" "$(tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null)"
  done
}

# end_processes SIGNAL: sends it to all of them, and waits up to five seconds for their end.
end_processes() {
  local pid
  while read -r pid _; do kill "-$1" "$pid" 2>/dev/null; done < <(left_behind)
  for _ in {1..50}; do
    [[ -n $(left_behind) ]] || return 0
    sleep 0.1
  done
}

finish() {
  trap '' INT TERM HUP
  trap - EXIT
  local group rest passed failed
  for group in "${LANES[@]}" ${PREFETCH:-}; do
    # Interrupted in the middle: what still runs is meant to be ended, and is no fault of a test.
    kill -TERM -- "-$group" 2>/dev/null && end_processes TERM
  done
  wait
  ! docker info >/dev/null 2>&1 || "$CI_FOLDER/tools/docker-sweep.sh" >>"$LOGS/docker-sweep.log" 2>&1
  "$CI_FOLDER/tools/dockerd.sh" stop >>"$LOGS/dockerd-stop.log" 2>&1
  rest=$(left_behind)
  if [[ -n $rest ]]; then
    printf '✗  end      processes left behind:\n%s\n' "$rest"
    echo 'failed end: nothing is left behind' >>"$RESULTS"
    end_processes KILL
  fi
  passed=$(grep -c '^passed ' "$RESULTS")
  failed=$(grep -c '^failed ' "$RESULTS")
  if ((failed)); then
    printf '\nFailed (logs in %s):\n' "$LOGS"
    sed -n 's/^failed /  /p' "$RESULTS"
  else
    rm -rf "$LOGS"
  fi
  printf '\n%d s in all\n%d passed, %d failed\n' "$SECONDS" "$passed" "$failed"
  exit $((failed > 0 || passed == 0))
}
