# shellcheck shell=bash
# Results of every kind of test in one table of lines: status TAB suite TAB test TAB message.

# A file a suite, since suites run side by side; they are put together at the end.
RESULTS=

results_begin() {
  rm -rf "${OUT:?}/test"
  mkdir -p "$OUT/test/suites" "$OUT/test/times"
  RESULTS=$OUT/test/results.tsv
}

# From xunit.v3's CTRF report.
results_of_xunit() {
  jq -r --arg suite "$2" '.results.tests[] | select(.status != "pending")
    | [.status, $suite, .name, ((.message // .extra.reason // "") | gsub("[\\t\\n\\r]+"; " "))] | join("\t")' "$1" |
    sed 's/^other\t/failed\t/' >>"$OUT/test/suites/$2"
}

# From vitest's JSON report.
results_of_vitest() {
  jq -r '.testResults[].assertionResults[] | [(if .status == "passed" then "passed" elif .status == "failed" then "failed" else "skipped" end),
    "web", .fullName, ((.failureMessages // []) | join(" ") | gsub("[\\t\\n\\r]+"; " "))] | join("\t")' "$1" >>"$OUT/test/suites/web"
}

# From the TAP of bats.
results_of_bats() {
  awk -v OFS='\t' '
    /^(not )?ok [0-9]+/ {
      status = ($1 == "not") ? "failed" : "passed"; name = $0; sub(/^(not )?ok [0-9]+ /, "", name); message = ""
      if (match(name, / # skip ?/)) { status = "skipped"; message = substr(name, RSTART + RLENGTH); name = substr(name, 1, RSTART - 1) }
      print status, "deploy", name, message
    }' "$1" >>"$OUT/test/suites/deploy"
}

result_failed() { printf 'failed\t%s\t%s\t%s\n' "$1" "$1" "$2" >>"$OUT/test/suites/$1"; }

suite_took() { printf '%s\t%s\n' "$(seconds_since "$2")" "$1" >"$OUT/test/times/$1"; }
now() { date +%s.%N; }
seconds_since() { awk -v a="$1" -v b="$(now)" 'BEGIN { printf "%.1f", b - a }'; }

# Prints the skips that tests/skips.md does not list. A row there excuses a skip when both its patterns (shell globs)
# match: the test's name and the reason the test itself gave.
unlisted_skips() {
  local status suite name message pattern reason listed
  while IFS=$'\t' read -r status suite name message; do
    [ "$status" = skipped ] || continue
    listed=0
    while IFS=$'\t' read -r pattern reason; do
      # shellcheck disable=SC2053  # the table holds globs
      if [[ $name == $pattern && $message == $reason ]]; then
        listed=1
        break
      fi
    done < <(skip_rows)
    ((listed)) || printf '%s: %s (%s)\n' "$suite" "$name" "$message"
  done <"$RESULTS"
}

skip_rows() {
  awk -F'|' '/^\| *`/ { name = $2; reason = $3; gsub(/^ *`|` *$/, "", name); gsub(/^ *`|` *$/, "", reason); print name "\t" reason }' "$ROOT/tests/skips.md"
}

# Prints failures, unlisted skips, times and the closing line; answers whether the run is good.
results_end() {
  local passed failed skipped unlisted
  find "$OUT/test/suites" -type f -exec cat {} + | LC_ALL=C sort >"$RESULTS"
  passed=$(grep -c '^passed' "$RESULTS" || true)
  failed=$(grep -c '^failed' "$RESULTS" || true)
  skipped=$(grep -c '^skipped' "$RESULTS" || true)
  unlisted=$(unlisted_skips)
  printf '\nseconds  project\n'
  find "$OUT/test/times" -type f -exec cat {} + | sort -rn | awk -F'\t' '{ printf "%7.1f  %s\n", $1, $2 }'
  if ((failed)); then
    printf '\nfailed:\n'
    awk -F'\t' '$1 == "failed" { printf "  %s: %s\n      %s\n", $2, $3, substr($4, 1, 600) }' "$RESULTS"
  fi
  if [ -n "$unlisted" ]; then
    printf '\nskipped, but not listed in tests/skips.md:\n%s\n' "$unlisted"
  fi
  ((passed)) || printf '\nno test passed: that is a failure\n'
  printf '\n%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
  ((passed > 0 && failed == 0)) && [ -z "$unlisted" ]
}
