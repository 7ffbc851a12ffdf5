#!/usr/bin/env bash
# The one entry of the project: run | build | test | bench | lint | sbom | package | help. The parts are in build/.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
ROOT=$PWD
OUT=$ROOT/out
CONFIGURATION=Release
MAY_INSTALL=1
SOAK=0
# Read by the parts below.
export ROOT OUT CONFIGURATION

# shellcheck source=build/say.sh
. build/say.sh
# shellcheck source=build/needs.sh
. build/needs.sh
# shellcheck source=build/compile.sh
. build/compile.sh
# shellcheck source=build/postgres.sh
. build/postgres.sh
# shellcheck source=build/results.sh
. build/results.sh
# shellcheck source=build/tests.sh
. build/tests.sh
# shellcheck source=build/bench.sh
. build/bench.sh
# shellcheck source=build/lint.sh
. build/lint.sh
# shellcheck source=build/sbom.sh
. build/sbom.sh
# shellcheck source=build/package.sh
. build/package.sh

usage() {
  cat <<'TEXT'
usage: ./build.sh VERB [options]

  run            build, make a demonstration node in out/demo if there is none, serve it on http://127.0.0.1:8080
  build          build everything; the program is out/bin/guotu
  test           build and run every test; ends with "N passed, N failed, N skipped"
    --soak       run the large counts too and write a dated result to docs/reliability.md
  bench NAME     run the benchmark tests/bench/NAME; writes out/bench/NAME.json
  lint           formatting, analyzers, eslint, shellcheck, SQL scan, module borders, sizes
  sbom           write the bill of materials (CycloneDX 1.5) to out/sbom/guotu.cdx.json
  package        make the packages in out/packages
  help           this text

  --no-install   install nothing; name what is missing and stop

environment: GUOTU_TEST_DATA (default ../shared/data), GUOTU_TEST_POSTGRES (default: a throw-away cluster),
GUOTU_TEST_JOBS (test projects at a time, default 2), GUOTU_PORT (for run, default 8080)
TEXT
}

main() {
  local verb=${1:-help} rest=()
  shift || true
  while (($#)); do
    case $1 in
      --no-install) MAY_INSTALL=0 ;;
      --soak) SOAK=1 ;;
      *) rest+=("$1") ;;
    esac
    shift
  done
  export MAY_INSTALL SOAK
  trap clean_up EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  case $verb in
    run) verb_run ;;
    build) verb_build ;;
    test) verb_test ;;
    bench) verb_bench "${rest[@]}" ;;
    lint) verb_lint ;;
    sbom) verb_sbom ;;
    package) verb_package ;;
    help | -h | --help) usage ;;
    *)
      usage >&2
      exit 2
      ;;
  esac
}

main "$@"
