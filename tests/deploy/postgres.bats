#!/usr/bin/env bats
# The throw-away PostgreSQL: it serves while the run lasts and leaves nothing behind, however the run ends.

bats_require_minimum_version 1.5.0
load deploy.bash

setup() {
  cat >"$BATS_TEST_TMPDIR/run.sh" <<'SCRIPT'
set -euo pipefail
unset GUOTU_TEST_POSTGRES
cd "$1"
ROOT=$1
OUT=$ROOT/out
export ROOT OUT
. build/say.sh
. build/needs.sh
. build/postgres.sh
trap clean_up EXIT
trap 'exit 143' TERM
start_postgres
printf '%s %s\n' "$TEMP" "$GUOTU_TEST_POSTGRES" >"$2/state.new"
mv "$2/state.new" "$2/state"
for ((second = 0; second < ${3:-0}; second++)); do sleep 1; done
SCRIPT
}

folder_of_run() { cut -d' ' -f1 "$BATS_TEST_TMPDIR/state"; }
port_of_run() { sed 's/.*Port=\([0-9]*\).*/\1/' "$BATS_TEST_TMPDIR/state"; }
answers() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

@test "it is gone after the run" {
  bash "$BATS_TEST_TMPDIR/run.sh" "$CHECKOUT" "$BATS_TEST_TMPDIR" 3>&-
  [ ! -e "$(folder_of_run)" ]
  run ! answers "$(port_of_run)"
}

@test "it serves during the run, and is gone when the run is stopped half-way" {
  bash "$BATS_TEST_TMPDIR/run.sh" "$CHECKOUT" "$BATS_TEST_TMPDIR" 120 3>&- &
  local run_id=$! tries
  for ((tries = 0; tries < 600; tries++)); do
    [ -e "$BATS_TEST_TMPDIR/state" ] && break
    sleep 0.1
  done
  answers "$(port_of_run)"
  kill -TERM "$run_id"
  wait "$run_id" || [ $? -eq 143 ]
  [ ! -e "$(folder_of_run)" ]
  run ! answers "$(port_of_run)"
}

@test "a server that the caller names is used as it is" {
  export GUOTU_TEST_POSTGRES='Host=127.0.0.1;Port=1;Username=guotu;Database=postgres'
  . "$CHECKOUT/build/say.sh"
  . "$CHECKOUT/build/postgres.sh"
  run start_postgres
  [ "$status" -eq 0 ]
  [[ "$output" == *"GUOTU_TEST_POSTGRES"* ]]
}
