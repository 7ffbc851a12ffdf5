# shellcheck shell=bash
# Verb lint: every check runs, all findings are shown, and the verb fails when any check did.

verb_lint() {
  need "${NEEDS_BUILD[@]}" "${NEEDS_LINT[@]}"
  need_dotnet
  local failures=()
  lint_step "shell scripts" lint_shell
  lint_step "C# layout" dotnet format whitespace . --folder --include src tests --verify-no-changes -v q
  lint_step "C# analyzers (warnings are errors)" dotnet build Guotu.slnx -c "$CONFIGURATION" -v q -nologo -clp:NoSummary
  lint_step "C# style" dotnet format style Guotu.slnx --no-restore --severity warn --verify-no-changes -v q
  lint_step "SQL scan, module borders, errors, sizes" lint_architecture
  lint_step "web" lint_web
  ((${#failures[@]} == 0)) || fail "lint found something in: $(IFS=';'; printf '%s' "${failures[*]}")"
  say "lint found nothing"
}

lint_step() {
  local title=$1 started=$SECONDS
  shift
  if "$@"; then say "ok: $title ($((SECONDS - started)) s)"; else
    say "FAILED: $title ($((SECONDS - started)) s)"
    failures+=("$title")
  fi
}

lint_shell() {
  git ls-files -z -co --exclude-standard -- '*.sh' '*.bash' '*.bats' '.ci/run' | xargs -0 -r shellcheck -x
}

# The architecture tests hold the rules; their program also prints the ten longest files and methods.
lint_architecture() {
  local folder=tests/architecture/Guotu.Architecture.Tests
  local assembly
  assembly=$folder/bin/$CONFIGURATION/$(framework)/Guotu.Architecture.Tests.dll
  [ -f "$folder/Guotu.Architecture.Tests.csproj" ] || return 0
  GUOTU_LINT_REPORT=$OUT/lint/sizes.txt dotnet "$assembly" -noLogo -noColor || return 1
  cat "$OUT/lint/sizes.txt"
}

lint_web() {
  [ -f "$WEB/package.json" ] || return 0
  need_node
  install_web
  (cd "$WEB" && npm run --silent lint && npm run --silent --if-present typecheck)
}
