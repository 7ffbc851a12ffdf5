# shellcheck shell=bash
# A throw-away PostgreSQL cluster for the tests, in a temporary folder, stopped and removed whatever happens.

PG_DATA=
PG_BIN=

# initdb and the server refuse root: they then run as postgres, or nobody where there is no postgres.
as_postgres_user() {
  if ((EUID != 0)); then
    "$@"
    return
  fi
  local user=postgres
  id "$user" >/dev/null 2>&1 || user=nobody
  runuser -u "$user" -- "$@"
}

start_postgres() {
  if [ -n "${GUOTU_TEST_POSTGRES:-}" ]; then
    say "tests use the PostgreSQL that GUOTU_TEST_POSTGRES names"
    return
  fi
  temp_folder
  PG_BIN=$(postgres_folder)
  PG_DATA=$TEMP/postgres
  mkdir "$PG_DATA"
  if ((EUID == 0)); then chown "$(as_postgres_user id -u)" "$PG_DATA"; fi
  as_postgres_user "$PG_BIN/initdb" -D "$PG_DATA/data" -U guotu -A trust -E UTF8 --locale=C --no-sync >"$TEMP/initdb.log" 2>&1 ||
    { cat "$TEMP/initdb.log" >&2; fail "initdb failed"; }
  at_end stop_postgres
  local try port
  for try in 1 2 3 4 5; do
    port=$((20000 + (RANDOM * 32768 + RANDOM) % 30000))
    if postgres_at "$port"; then
      export GUOTU_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=guotu;Database=postgres"
      say "PostgreSQL $("$PG_BIN/postgres" --version | awk '{print $3}') for the tests on port $port (try $try)"
      return
    fi
  done
  cat "$PG_DATA/log" >&2
  fail "PostgreSQL did not start"
}

# Durability is off: the cluster dies with the run, and the tests are about the programs, not the disk.
postgres_at() {
  as_postgres_user "$PG_BIN/pg_ctl" -D "$PG_DATA/data" -w -t 60 -s -l "$PG_DATA/log" -o "-c listen_addresses=127.0.0.1 -c port=$1 \
    -c unix_socket_directories=$PG_DATA -c fsync=off -c synchronous_commit=off -c full_page_writes=off \
    -c max_connections=300 -c shared_buffers=256MB -c max_prepared_transactions=0" start >/dev/null 2>&1
}

stop_postgres() { as_postgres_user "$PG_BIN/pg_ctl" -D "$PG_DATA/data" -m immediate -s stop >/dev/null 2>&1; }
