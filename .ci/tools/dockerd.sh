#!/usr/bin/env bash
# dockerd.sh start | stop: a Docker Engine for this run. One that answers already is used and left alone; one that we
# started is stopped at the end of the run, when no other run on this machine uses it.
set -euo pipefail

pid_file=$LOGS/dockerd.pid

start() {
  exec 8>"$CACHE/dockerd.lock"
  flock 8
  if docker info >/dev/null 2>&1; then
    echo 'Docker Engine answers already'
    return
  fi
  [[ -z ${DOCKER_HOST:-} ]] || { echo "No Docker Engine at DOCKER_HOST=$DOCKER_HOST" >&2; return 1; }
  # Its pid file outlives a killed daemon, and the pid may be another process's by now.
  rm -f /var/run/docker.pid
  setsid dockerd >"$LOGS/dockerd.log" 2>&1 </dev/null 8>&- &
  echo $! >"$pid_file"
  for _ in {1..300}; do
    docker info >/dev/null 2>&1 && return
    kill -0 "$(<"$pid_file")" 2>/dev/null || break
    sleep 0.1
  done
  echo 'dockerd does not start:' >&2
  tail -n 30 "$LOGS/dockerd.log" >&2
  return 1
}

stop() {
  [[ -f $pid_file ]] || return 0
  local pid
  pid=$(<"$pid_file")
  if [[ -n $(docker ps -q 2>/dev/null) ]]; then
    echo 'dockerd goes on: containers of another run are up'
    return
  fi
  kill -TERM "$pid" 2>/dev/null || return 0
  for _ in {1..300}; do
    kill -0 "$pid" 2>/dev/null || return 0
    sleep 0.1
  done
  kill -KILL "$pid"
}

"$1"
