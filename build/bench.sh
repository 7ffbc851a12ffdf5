# shellcheck shell=bash
# Verb bench NAME [ARGUMENTS]: builds tests/bench/NAME and lets it write out/bench/NAME.json; the arguments are its own.

verb_bench() {
  local name=${1:-} project own=()
  if [ -z "$name" ]; then
    say "benchmarks: $(bench_names | tr '\n' ' ')"
    FAIL_CODE=2 fail "bench needs a name"
  fi
  [[ $name =~ ^[a-z0-9-]+$ ]] || FAIL_CODE=2 fail "a benchmark's name is of lower-case letters, digits and hyphens"
  project=$(find "tests/bench/$name" -maxdepth 1 -name '*.csproj' 2>/dev/null | head -n 1 || true)
  [ -n "$project" ] || FAIL_CODE=2 fail "there is no benchmark $name; there are: $(bench_names | tr '\n' ' ')"
  # What the peers need stands in the benchmark's own folder.
  if [ -f "tests/bench/$name/needs" ]; then mapfile -t own <"tests/bench/$name/needs"; fi
  need "${NEEDS_BUILD[@]}" "${NEEDS_RUN[@]}" postgres/initdb:postgresql-15 runuser:util-linux "${own[@]}"
  export GUOTU_TEST_DATA=${GUOTU_TEST_DATA:-$ROOT/../shared/data}
  verb_build
  start_postgres
  mkdir -p "$OUT/bench"
  dotnet build "$project" -c "$CONFIGURATION" -v q -nologo -clp:NoSummary >&2 || fail "the benchmark does not build"
  dotnet run --project "$project" -c "$CONFIGURATION" --no-build -- --output "$OUT/bench/$name.json" "${@:2}" || fail "the benchmark failed"
  jq -e '.machine and .when and (.results | length > 0)' "$OUT/bench/$name.json" >/dev/null || fail "out/bench/$name.json does not keep the contract"
}

bench_names() { find tests/bench -mindepth 2 -maxdepth 2 -name '*.csproj' -printf '%h\n' 2>/dev/null | sed 's:.*/::' | LC_ALL=C sort -u || true; }
