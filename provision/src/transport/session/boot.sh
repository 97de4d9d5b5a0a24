# What a shell on the machine reads first, behind lab_mark, lab_nonce, lab_folder_prefix and lab_find_tasks (the
# file beside the machine's lock). It knows these words afterwards:
#   lab_ask SCRIPT        runs a script that only looks, its output straight on the channel
#   lab_run N MODE SETUP EXECUTABLE
#                         starts what stands in script.N in a process group of its own, its output in files, and leaves the
#                         shell free meanwhile, so that lab_end reaches it. When it is done, MODE `reply` puts the output on
#                         the channel; `follow` leaves that to lab_tail
#   lab_tail N FROM FROM MOST
#                         says what is new in the output, so many bytes of each stream at most, and the exit status when there
#                         is one
#   lab_drop N            forgets the command's files
#   lab_end N SECONDS     ends the command's group: TERM, and after the seconds KILL
# Every answer ends with the line `MARK note` on both streams.
umask 077
case :$PATH: in *:/usr/sbin:*) ;; *) PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin; export PATH ;; esac

lab_say() {
  printf '%s %s\n' "$lab_mark" "$1"
  printf '%s \n' "$lab_mark" >&2
}

lab_ask() {
  ( LC_ALL=C; export LC_ALL; eval "$1" ) </dev/null
  lab_say $?
}

# A command outlives its connection, and so does what waits for it. That has a part of the machine's lock, inherited from this
# shell, which takes it once; the kernel frees it with the last of them. The command itself has none: a daemon that it leaves
# behind keeps nobody waiting.
lab_held=
lab_hold() {
  lab_held=1
  lab_find_tasks && command exec 9<"$lab_tasks" && flock -s -w 5 9
} </dev/null >/dev/null 2>&1

lab_run() { [ -n "$lab_held" ] || lab_hold; (
  lab_input=/dev/null
  [ ! -f "$lab_dir/input.$1" ] || lab_input=$lab_dir/input.$1
  [ -n "$lab_setsid" ] || set -m
  # The command's own variables may have any name, so what is needed behind them stands in no variable.
  ( umask 022; set -- "$3" "$4" "$lab_dir/script.$1" "$lab_setsid"; eval "$1"; exec ${4:+"$4"} "$2" "$3" ) \
    <"$lab_input" >"$lab_dir/stdout.$1" 2>"$lab_dir/stderr.$1" 9<&- &
  lab_pid=$!
  [ -n "$lab_setsid" ] || set +m
  printf '%s\n' "$lab_pid" >"$lab_dir/pid.$1"
  # The shell's own word about a signal (Terminated) is none of the command's.
  { wait "$lab_pid"; } 2>/dev/null
  lab_status=$?
  # Who asked for the end of a group waits for all of it.
  while [ -e "$lab_dir/ending.$1" ] && [ ! -e "$lab_dir/ended.$1" ]; do sleep 0.1; done
  if [ "$2" = follow ]; then
    printf '%s\n' "$lab_status" >"$lab_dir/status.$1"
    exit
  fi
  [ ! -s "$lab_dir/stdout.$1" ] || cat "$lab_dir/stdout.$1"
  [ ! -s "$lab_dir/stderr.$1" ] || cat "$lab_dir/stderr.$1" >&2
  lab_say "$lab_status"
  lab_drop "$1"
) </dev/null & }

lab_tail() {
  # The status first: what the command wrote before it ended is then surely in what follows.
  lab_status=running
  [ ! -s "$lab_dir/status.$1" ] || read -r lab_status <"$lab_dir/status.$1"
  [ ! -s "$lab_dir/stdout.$1" ] || tail -c "+$2" "$lab_dir/stdout.$1" | head -c "$4"
  [ ! -s "$lab_dir/stderr.$1" ] || tail -c "+$3" "$lab_dir/stderr.$1" | head -c "$4" >&2
  lab_say "$lab_status"
}

# Empties the files at once. That they go takes a process, which is more than most commands cost: every sixteenth time.
lab_drop() {
  for lab_name in script input stdout stderr; do
    [ ! -s "$lab_dir/$lab_name.$1" ] || : >"$lab_dir/$lab_name.$1"
  done
  [ $(($1 % 16)) -eq 0 ] || return 0
  lab_number=$1 lab_last=$(($1 - 16))
  set --
  while [ "$lab_number" -gt "$lab_last" ]; do
    for lab_name in script input stdout stderr pid status ending ended; do
      set -- "$@" "$lab_dir/$lab_name.$lab_number"
    done
    lab_number=$((lab_number - 1))
  done
  rm -f "$@"
}

lab_end() { (
  : >"$lab_dir/ending.$1"
  for lab_try in 1 2 3 4 5 6 7 8 9 10; do
    [ ! -s "$lab_dir/pid.$1" ] || break
    sleep 0.1
  done
  read -r lab_pid <"$lab_dir/pid.$1"
  kill -s TERM -- "-$lab_pid" || kill -s TERM "$lab_pid"
  lab_tenths=$(($2 * 10))
  while [ "$lab_tenths" -gt 0 ] && kill -s 0 -- "-$lab_pid"; do
    sleep 0.1
    lab_tenths=$((lab_tenths - 1))
  done
  kill -s KILL -- "-$lab_pid"
  : >"$lab_dir/ended.$1"
) </dev/null >/dev/null 2>&1 & }

# Outputs are kept in memory where there is room for large ones: a container's /dev/shm often has 64 MB.
lab_tmp=${TMPDIR:-/tmp}
lab_base=$lab_tmp
if [ -d /dev/shm ] && [ -w /dev/shm ]; then
  lab_base=$(df -kP /dev/shm "$lab_tmp" 2>/dev/null | {
    read -r _
    read -r _ _ _ lab_shm _
    read -r _ _ _ lab_disk _
    if [ "${lab_shm:-0}" -ge 262144 ] || [ "${lab_shm:-0}" -ge "${lab_disk:-0}" ]; then
      printf '%s\n' /dev/shm
    else
      printf '%s\n' "$lab_tmp"
    fi
  })
fi
lab_spool=
for lab_base in "$lab_base" /dev/shm "$lab_tmp" /var/tmp; do
  lab_dir=$lab_base/$lab_folder_prefix.$$.$lab_nonce
  ! mkdir -m 700 "$lab_dir" 2>/dev/null || break
  lab_dir=
done
trap 'rm -rf "$lab_dir" "$lab_spool"' EXIT
trap 'exit 129' HUP
trap 'exit 143' TERM

# A shell that was killed could not clear up: the process id in the name tells its folders from those in use.
( for lab_old in /dev/shm/"$lab_folder_prefix".* "$lab_tmp/$lab_folder_prefix".* /var/tmp/"$lab_folder_prefix".*; do
    [ -d "$lab_old" ] && [ -O "$lab_old" ] || continue
    lab_pid=${lab_old##*/"$lab_folder_prefix".}
    kill -s 0 "${lab_pid%%.*}" || rm -rf "$lab_old"
  done ) </dev/null >/dev/null 2>&1 &

# A folder on a disk, for files that are too large for memory; nobody else can read it, and it goes with the shell.
lab_make_spool() {
  for lab_base in /var/tmp "$lab_tmp" "$lab_dir"; do
    [ -z "$lab_spool" ] || return 0
    lab_spool=$lab_base/$lab_folder_prefix.$$.$lab_nonce.files
    mkdir -m 700 "$lab_spool" 2>/dev/null || lab_spool=
  done
}

lab_sha256() {
  if command -v sha256sum >/dev/null; then sha256sum <"$1"
  elif command -v shasum >/dev/null; then shasum -a 256 <"$1"
  else openssl dgst -sha256 -r <"$1"
  fi
}

# Of a file whose reading takes longer than a program to start: openssl uses what the processor has for it, and is five times faster.
lab_sha256_of_large() {
  if command -v openssl >/dev/null; then openssl dgst -sha256 -r <"$1"; else lab_sha256 "$1"; fi
}

lab_setsid=$(command -v setsid)
cd 2>/dev/null || cd /
if [ -n "$lab_dir" ]; then lab_say "ready $$"; else lab_say no-folder; fi
