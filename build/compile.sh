# shellcheck shell=bash
# Verbs build and run.

WEB=$ROOT/src/web

verb_build() {
  need "${NEEDS_BUILD[@]}"
  need_dotnet
  build_web
  say "building the solution"
  dotnet build Guotu.slnx -c "$CONFIGURATION" -v q -nologo -clp:NoSummary >&2 || fail "the build failed"
  publish_program
  write_sbom "$OUT/bin/$SBOM_NAME"
}

# out/bin holds the program as it runs: hosts, their native libraries, the web pages in wwwroot.
publish_program() {
  local host
  rm -rf "${OUT:?}/bin"
  for host in Guotu.Platform Guotu.MapServer Guotu.Cli; do
    [ -f "src/Hosts/$host/$host.csproj" ] || continue
    dotnet publish "src/Hosts/$host/$host.csproj" -c "$CONFIGURATION" --no-build -v q -nologo -clp:NoSummary -o "$OUT/bin" >&2 ||
      fail "publishing $host failed"
  done
  mkdir -p "$OUT/bin"
  place_web "$OUT/bin"
  if [ -x "$OUT/bin/guotu" ]; then say "the program is out/bin/guotu"; else say "there is no command line host yet: out/bin has no guotu"; fi
}

place_web() {
  [ -d "$OUT/web/platform" ] || return 0
  rm -rf "$1/wwwroot"
  cp -a "$OUT/web/platform" "$1/wwwroot"
}

# One digest over every source of the pages; node_modules and built files are left out.
web_digest() {
  (cd "$1" && find . \( -name node_modules -o -name dist -o -name coverage \) -prune -o -type f -print0 |
    LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1)
}

build_web() {
  [ -f "$WEB/package.json" ] || return 0
  need_node
  install_web
  local digest
  digest=$(web_digest "$WEB")
  if [ -d "$OUT/web/platform" ] && [ "$(cat "$OUT/web/stamp" 2>/dev/null)" = "$digest" ]; then return; fi
  say "building the web pages"
  mkdir -p "$OUT/web"
  rm -rf "$OUT/web/stamp" "$OUT/web/platform"
  (cd "$WEB" && npm run --silent build >&2) || fail "the build of the web pages failed"
  [ -f "$WEB/apps/platform/dist/index.html" ] || fail "the web build left no apps/platform/dist/index.html"
  cp -a "$WEB/apps/platform/dist" "$OUT/web/platform"
  printf '%s\n' "$digest" >"$OUT/web/stamp"
}

# npm ci only when the lock file is not the one that was installed.
install_web() {
  local lock stamp=$WEB/node_modules/.guotu-lock
  lock=$(sha256sum "$WEB/package-lock.json" | cut -d' ' -f1)
  [ "$(cat "$stamp" 2>/dev/null)" = "$lock" ] && return
  say "installing the web packages"
  (cd "$WEB" && npm ci --no-audit --no-fund --loglevel=error >&2) || fail "npm ci failed in src/web"
  printf '%s\n' "$lock" >"$stamp"
}

verb_run() {
  need "${NEEDS_RUN[@]}"
  verb_build
  [ -x "$OUT/bin/guotu" ] || fail "there is no command line host (src/Hosts/Guotu.Cli) to run yet"
  make_demonstration_node
  say "first passwords (readable by you alone): $(accounts_file)"
  say "http://127.0.0.1:${GUOTU_PORT:-8080} (Ctrl+C stops it)"
  "$OUT/bin/guotu" serve --home "$OUT/demo" --port "${GUOTU_PORT:-8080}"
}

# out/demo.making marks a node that was not finished, so that only such a one is ever made anew.
make_demonstration_node() {
  if [ -e "$OUT/demo.making" ]; then
    say "out/demo was not finished last time: making it anew"
    rm -rf "$OUT/demo" "$OUT/demo.making"
  fi
  [ -d "$OUT/demo" ] && return
  say "making the demonstration node out/demo"
  : >"$OUT/demo.making"
  "$OUT/bin/guotu" demo --home "$OUT/demo" --size small --json >"$OUT/demo.json" || fail "the demonstration node could not be made"
  rm "$OUT/demo.making"
}

accounts_file() {
  jq -r '.accountsFile // .accounts // "out/demo (see out/demo.json)" | tostring' "$OUT/demo.json" 2>/dev/null || printf 'out/demo\n'
}
