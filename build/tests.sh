# shellcheck shell=bash
# Verb test: every xunit project, bats, vitest; build once, run two projects at a time, browser tests alone.

# A project that runs longer than this hangs. The soak has its own measure.
HANG_SECONDS=1500

verb_test() {
  local started=$SECONDS
  need "${NEEDS_BUILD[@]}" "${NEEDS_RUN[@]}" "${NEEDS_TEST[@]}"
  export GUOTU_TEST_DATA=${GUOTU_TEST_DATA:-$ROOT/../shared/data}
  [ -d "$GUOTU_TEST_DATA" ] || say "no outside data at $GUOTU_TEST_DATA: the tests against it will be skipped"
  if ((SOAK)); then
    need "${NEEDS_SOAK[@]}"
    export GUOTU_SOAK=1
    HANG_SECONDS=21600
  fi
  verb_build
  start_postgres
  results_begin
  say "tests start $((SECONDS - started)) s after the beginning"
  run_dotnet_tests
  run_bats
  run_vitest
  local good=0
  say "the whole took $((SECONDS - started)) s"
  results_end || good=1
  if ((SOAK)); then record_soak "$good" $((SECONDS - started)); fi
  return "$good"
}

test_projects() { find tests \( -name bin -o -name obj -o -name bench \) -prune -o -name '*.Tests.csproj' -print | LC_ALL=C sort; }

# Ends what still runs when build.sh is stopped half-way.
stop_projects() {
  local pid
  for pid in $(jobs -p); do
    pkill -TERM -P "$pid" || true
    kill "$pid" 2>/dev/null || true
  done
}

run_dotnet_tests() {
  at_end stop_projects
  local project jobs=${GUOTU_TEST_JOBS:-2} alone=()
  while read -r project; do
    case $project in
      tests/e2e/*) alone+=("$project") ;;
      *)
        while (($(jobs -rp | wc -l) >= jobs)); do wait -n || true; done
        run_project "$project" </dev/null &
        ;;
    esac
  done < <(test_projects)
  wait
  # Browser tests want the program with its pages, which only the published one has.
  for project in "${alone[@]}"; do GUOTU_TEST_PROGRAM=$OUT/bin/guotu run_project "$project" </dev/null; done
}

run_project() {
  local name report log started code=0 assembly
  name=$(basename "$1" .csproj)
  report=$OUT/test/$name.json
  log=$OUT/test/$name.log
  assembly=$(dirname "$1")/bin/$CONFIGURATION/$(framework)/$name.dll
  started=$(now)
  if ! find "$(dirname "$1")" \( -name bin -o -name obj \) -prune -o -name '*.cs' -print | grep -q .; then
    say "$name has no source yet"
    return
  fi
  timeout --kill-after=20 "$HANG_SECONDS" dotnet "$assembly" -noLogo -noColor -ctrf "$report" -longRunning 120 >"$log" 2>&1 || code=$?
  suite_took "$name" "$started"
  judge_project "$name" "$report" "$log" "$code"
}

judge_project() {
  local name=$1 report=$2 log=$3 code=$4 before
  if [ ! -s "$report" ]; then
    if ((code == 124 || code == 137)); then result_failed "$name" "hung: stopped after $HANG_SECONDS s"; else result_failed "$name" "ended with $code and left no report"; fi
    tail -n 40 "$log" >&2
    return
  fi
  before=$(jq '.results.summary.tests' "$report")
  if ((before == 0)); then
    result_failed "$name" "the project holds no test"
    return
  fi
  results_of_xunit "$report" "$name"
  if ((code != 0)) && ! jq -e '.results.summary.failed > 0' "$report" >/dev/null; then
    result_failed "$name" "ended with $code though no test failed: $(tail -n 3 "$log" | tr '\n\t' '  ')"
  fi
  say "$(jq -r '.results.summary | "\(.passed) passed, \(.failed) failed, \(.skipped) skipped"' "$report") in $name"
}

framework() { sed -n 's:.*<GuotuFramework Condition[^>]*>\([^<]*\)<.*:\1:p' Directory.Build.props; }

run_bats() {
  compgen -G 'tests/deploy/*.bats' >/dev/null || return 0
  local log=$OUT/test/bats.tap started code=0
  started=$(now)
  timeout --kill-after=20 "$HANG_SECONDS" bats --tap tests/deploy >"$log" 2>&1 </dev/null || code=$?
  suite_took deploy "$started"
  results_of_bats "$log"
  if ((code != 0)) && ! grep -q '^not ok' "$log"; then result_failed "deploy" "bats ended with $code: $(tail -n 3 "$log" | tr '\n\t' '  ')"; fi
  grep '^#' "$log" >&2 || true
  say "bats: $(grep -c '^ok' "$log" || true) ok, $(grep -c '^not ok' "$log" || true) not ok"
}

run_vitest() {
  [ -x "$WEB/node_modules/.bin/vitest" ] || return 0
  local report=$OUT/test/web.json log=$OUT/test/web.log started code=0
  started=$(now)
  (cd "$WEB" && timeout --kill-after=20 "$HANG_SECONDS" npx vitest run --reporter=json --outputFile="$report" >"$log" 2>&1 </dev/null) || code=$?
  suite_took web "$started"
  if [ -s "$report" ]; then results_of_vitest "$report"; fi
  if ((code != 0)) && ! grep -qs '^failed' "$OUT/test/suites/web"; then result_failed "web" "vitest ended with $code: $(tail -n 5 "$log" | tr '\n\t' '  ')"; fi
  say "vitest ended with $code"
}

record_soak() {
  local outcome=passed
  (($1 == 0)) || outcome=FAILED
  printf '| %s | %s | %s | %s | %s s |\n' "$(date -u +%Y-%m-%dT%H:%MZ)" "$(git rev-parse --short HEAD)$(git diff --quiet HEAD || printf '+')" "$outcome" \
    "全部 $(wc -l <"$RESULTS") 个测试" "$2" >>docs/reliability.md
}
