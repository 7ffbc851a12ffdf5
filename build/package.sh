# shellcheck shell=bash
# Verb package: what administrators install. Same sources, same bytes: files sorted, times and owners fixed.

# The .NET 8 that goes into the self-contained package.
RUNTIME_PACK=8.0.33

verb_package() {
  need "${NEEDS_BUILD[@]}" "${NEEDS_PACKAGE[@]}" "${NEEDS_RUN[@]}"
  need_dotnet
  [ -f src/Hosts/Guotu.Cli/Guotu.Cli.csproj ] || fail "there is no command line host to package"
  build_web
  temp_folder
  mkdir -p "$OUT/packages"
  local version
  version=$(project_version)
  package_for linux-x64 "$version" --self-contained -p:RuntimeFrameworkVersion="$RUNTIME_PACK"
  # There is no runtime pack or apphost for ARM64 in the registry: the system's own .NET runs it.
  package_for linux-arm64 "$version" --no-self-contained -p:UseAppHost=false
  try_package "$version"
  (cd "$OUT/packages" && sha256sum guotu-"$version"-*.tar.gz) >&2
}

project_version() { sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props; }

package_for() {
  local platform=$1 version=$2 name folder host
  shift 2
  name=guotu-$version-$platform
  folder=$TEMP/$name
  say "publishing $name"
  for host in Guotu.MapServer Guotu.Cli; do
    dotnet publish "src/Hosts/$host/$host.csproj" -c Release -r "$platform" "$@" -p:RunAnalyzers=false -p:DebugType=none \
      -p:GenerateDocumentationFile=false -v q -nologo -clp:NoSummary -o "$folder/app" >&2 || fail "publishing $host for $platform failed"
  done
  place_web "$folder/app"
  # As both hosts were restored for this platform just now.
  write_sbom "$folder/app/$SBOM_NAME"
  [ "$platform" != linux-arm64 ] || place_launcher "$folder/app"
  cp -R src/deploy "$folder/deploy"
  mkdir "$folder/deploy-uos" "$folder/deploy-kylin"
  cp deploy-uos/install.sh "$folder/deploy-uos/"
  cp deploy-kylin/install.sh "$folder/deploy-kylin/"
  printf 'version %s\nplatform %s\ncommit %s\n' "$version" "$platform" "$(git describe --always --dirty --abbrev=40 --exclude='*')" >"$folder/VERSION"
  write_manifests "$folder"
  pack "$name"
  say "out/packages/$name.tar.gz ($(du -h "$OUT/packages/$name.tar.gz" | cut -f1))"
}

# The framework-dependent package has no program files of its own: scripts look for the system's .NET.
place_launcher() {
  local program
  for program in guotu Guotu.MapServer; do
    sed "s/@program@/$program/" >"$1/$program" <<'TEXT'
#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
for dotnet in "${DOTNET_ROOT:-/nonexistent}/dotnet" /usr/share/dotnet/dotnet /usr/lib64/dotnet/dotnet /usr/lib/dotnet/dotnet /opt/dotnet/dotnet "$(command -v dotnet)"; do
  if [ -x "$dotnet" ]; then exec "$dotnet" "$here/@program@.dll" "$@"; fi
done
echo "没有找到 .NET 运行时(8 或更高)。装好 aspnetcore-runtime-8.0 后再试,或以 DOTNET_ROOT 指明其目录。" >&2
exit 3
TEXT
    chmod 0755 "$1/$program"
  done
}

write_manifests() {
  (
    cd "$1" || exit
    find . -type f ! -name 'MANIFEST.*' -printf '%P\0' | LC_ALL=C sort -z | xargs -0 sha256sum >"$TEMP/sha256"
    find . -type f ! -name 'MANIFEST.*' -printf '%P\0' | LC_ALL=C sort -z | xargs -0 openssl dgst -sm3 -r | sed 's/ \*/  /' >"$TEMP/sm3"
    mv "$TEMP/sha256" MANIFEST.sha256
    mv "$TEMP/sm3" MANIFEST.sm3
  )
}

# What was packed is what is tried: unpacked, checked as the installer checks it, and the main job run on the .NET 8 that it carries.
try_package() {
  local folder=$TEMP/tried platform said
  mkdir "$folder"
  for platform in linux-x64 linux-arm64; do
    tar -C "$folder" -xzf "$OUT/packages/guotu-$1-$platform.tar.gz"
    sbom_is_whole "$folder/guotu-$1-$platform/app" || fail "the bill of materials of the $platform package is not whole"
    (cd "$folder/guotu-$1-$platform" && sha256sum --check --quiet --strict MANIFEST.sha256) >&2 || fail "the $platform package is not whole"
  done
  jq -e --arg v "$RUNTIME_PACK" '.runtimeOptions.includedFrameworks | length > 0 and all(.version == $v)' \
    "$folder/guotu-$1-linux-x64/app/guotu.runtimeconfig.json" >/dev/null || fail "the x64 package does not carry .NET $RUNTIME_PACK"
  [ "$(uname -m)" = x86_64 ] || return 0
  said=$(DOTNET_ROOT=/nonexistent "$folder/guotu-$1-linux-x64/app/guotu" --version) || fail "the packed program does not run"
  [ "$said" = "$1" ] || fail "the packed program says it is $said, not $1"
  try_map_server "$folder/guotu-$1-linux-x64/app"
  try_main_job "$folder/guotu-$1-linux-x64/app/guotu"
}

# The data service comes up on a node that the packed program made, and asks who is there.
try_map_server() {
  local home=$TEMP/maps/home port=18081 pid status
  DOTNET_ROOT=/nonexistent "$1/guotu" demo --home "$home" --json >/dev/null || fail "the packed program makes no node"
  DOTNET_ROOT=/nonexistent GUOTU_HOME=$home GUOTU_PORT=$port "$1/Guotu.MapServer" >&2 &
  pid=$!
  for _ in $(seq 100); do
    status=$(curl -s -o /dev/null -w '%{http_code}' "http://127.0.0.1:$port/ogc/features" || true)
    [ "$status" != 401 ] || break
    sleep 0.2
  done
  kill "$pid"
  wait "$pid" || true
  [ "$status" = 401 ] || fail "the packed data service does not answer: $status"
  say "the packed data service answers"
}

# The tests themselves run on the SDK's .NET; the node and the command line they start are the packed ones.
try_main_job() {
  local tests=tests/integration/Guotu.Integration.Tests report=$OUT/packages/smoke.json
  say "the main job on the packed program, .NET $RUNTIME_PACK"
  dotnet build "$tests" -c Release -v q -nologo -clp:NoSummary >&2 || fail "the tests of the main job do not build"
  rm -f "$report"
  DOTNET_ROOT=/nonexistent GUOTU_TEST_PROGRAM=$1 GUOTU_TEST_RUNTIME=$RUNTIME_PACK \
    dotnet "$tests/bin/Release/$(framework)/Guotu.Integration.Tests.dll" -noLogo -noColor -ctrf "$report" \
    -class Guotu.Integration.Tests.MainJobTests -class Guotu.Integration.Tests.RuntimeTests >&2 ||
    fail "the main job does not run on the packed program: see $report"
  jq -e '.results.summary | .tests > 0 and .passed == .tests' "$report" >/dev/null || fail "no test of the main job ran on the packed program"
  say "$(jq -r '.results.summary.passed' "$report") tests of the main job passed on the packed program"
}

pack() {
  local epoch
  epoch=$(git log -1 --format=%ct)
  tar -C "$TEMP" --sort=name --mtime="@$epoch" --owner=0 --group=0 --numeric-owner --mode='u=rwX,go=rX' --format=gnu -cf - "$1" |
    gzip -n -6 >"$OUT/packages/$1.tar.gz"
}
