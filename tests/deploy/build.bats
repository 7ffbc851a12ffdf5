#!/usr/bin/env bats
# build.sh itself: how it counts, what it refuses, what it cleans.

load deploy.bash

setup() {
  cd "$CHECKOUT" || return
  ROOT=$BATS_TEST_TMPDIR/root
  OUT=$BATS_TEST_TMPDIR/out
  MAY_INSTALL=0
  mkdir -p "$ROOT/tests"
  cp tests/skips.md "$ROOT/tests/"
  export ROOT OUT MAY_INSTALL
  . build/say.sh
  . build/needs.sh
  . build/results.sh
  results_begin
}

suite() { printf '%b\n' "${@:2}" >>"$OUT/test/suites/$1"; }

@test "a good run ends with the counts and success" {
  suite a 'passed\ta\tone\t' 'passed\ta\ttwo\t'
  run results_end
  [ "$status" -eq 0 ]
  [ "${lines[-1]}" = "2 passed, 0 failed, 0 skipped" ]
}

@test "one failure fails the run and is named with its message" {
  suite a 'passed\ta\tone\t' 'failed\ta\ttwo\tit broke'
  run results_end
  [ "$status" -ne 0 ]
  [[ "$output" == *"a: two"*"it broke"* ]]
  [ "${lines[-1]}" = "1 passed, 1 failed, 0 skipped" ]
}

@test "a skip that no row lists fails the run" {
  suite a 'passed\ta\tone\t' 'skipped\ta\ttwo\tno time'
  run results_end
  [ "$status" -ne 0 ]
  [[ "$output" == *"a: two (no time)"* ]]
  [ "${lines[-1]}" = "1 passed, 0 failed, 1 skipped" ]
}

@test "a skip is excused only when both its name and its reason are listed" {
  suite a 'passed\ta\tone\t' 'skipped\ta\ttwo\toutside test data absent: geom/a.json'
  run results_end
  [ "$status" -eq 0 ]
  # shellcheck disable=SC2016  # the table's own marks
  printf '| `a.b` | `*` | nobody |\n' >"$ROOT/tests/skips.md"
  run results_end
  [ "$status" -ne 0 ]
}

@test "a run in which nothing passed fails" {
  run results_end
  [ "$status" -ne 0 ]
  [ "${lines[-1]}" = "0 passed, 0 failed, 0 skipped" ]
}

@test "results of xunit, vitest and bats are read alike" {
  cat >"$BATS_TEST_TMPDIR/x.json" <<'JSON'
{"results":{"tests":[{"name":"A.b","status":"passed"},{"name":"A.c","status":"failed","message":"x\ny\tz"},{"name":"A.d","status":"skipped","message":"why"},{"name":"A.e","status":"other"}]}}
JSON
  cat >"$BATS_TEST_TMPDIR/v.json" <<'JSON'
{"testResults":[{"assertionResults":[{"fullName":"w one","status":"passed","failureMessages":[]},{"fullName":"w two","status":"failed","failureMessages":["bad"]},{"fullName":"w three","status":"pending"}]}]}
JSON
  printf '1..3\nok 1 first\nnot ok 2 second\n# (detail)\nok 3 third # skip not here\n' >"$BATS_TEST_TMPDIR/b.tap"
  results_of_xunit "$BATS_TEST_TMPDIR/x.json" A
  results_of_vitest "$BATS_TEST_TMPDIR/v.json"
  results_of_bats "$BATS_TEST_TMPDIR/b.tap"
  run results_end
  [ "${lines[-1]}" = "3 passed, 4 failed, 3 skipped" ]
  [[ "$output" == *"x y z"* ]]
  [[ "$output" == *"deploy: third (not here)"* ]]
}

@test "with --no-install what is missing is named and nothing is installed" {
  has_need() { return 1; }
  run need alpha:package-a beta:package-b alpha:package-a
  [ "$status" -ne 0 ]
  [[ "$output" == *"missing (and --no-install was given): package-a package-b"* ]]
}

@test "an unknown verb is bad use, and help is not" {
  run ./build.sh nonsense
  [ "$status" -eq 2 ]
  run ./build.sh help
  [ "$status" -eq 0 ]
  [[ "$output" == *"--soak"* ]]
}

@test "a benchmark that is not there is named" {
  run ./build.sh bench no-such
  [ "$status" -eq 2 ]
  [[ "$output" == *"no-such"* ]]
}
