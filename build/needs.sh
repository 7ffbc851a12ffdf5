# shellcheck shell=bash
# shellcheck disable=SC2034  # the lists are read by the verbs
# What a verb needs from the system; installs it from Debian when it may, and always says so first.

# A command, a file or a library, and the Debian package that brings it.
NEEDS_BUILD=(jq:jq)
NEEDS_RUN=(lib/libcairo.so.2:libcairo2 lib/libpango-1.0.so.0:libpango-1.0-0 lib/libpangocairo-1.0.so.0:libpangocairo-1.0-0
  font/CJK:fonts-noto-cjk)
NEEDS_TEST=(postgres/initdb:postgresql-15 runuser:util-linux chromium:chromium bats:bats shellcheck:shellcheck
  pdftotext:poppler-utils cs2cs:proj-bin Planimeter:geographiclib-tools ogrinfo:gdal-bin zip:zip openssl:openssl nginx:nginx-light xmllint:libxml2-utils ogc-schemas:python3-mapproxy python3:python3
  cc:gcc libc-headers:libc6-dev libcrypto-headers:libssl-dev git:git)
# QGIS reads the services in the large counts only: it is a large package.
NEEDS_SOAK=(qgis:python3-qgis qgis-providers:qgis-providers)
NEEDS_LINT=(shellcheck:shellcheck)
NEEDS_PACKAGE=(openssl:openssl curl:curl)

has_need() {
  case $1 in
    lib/*) ldconfig -p 2>/dev/null | grep -qF "${1#lib/}" || compgen -G "/usr/lib/*/${1#lib/}*" >/dev/null ;;
    font/CJK) compgen -G '/usr/share/fonts/opentype/noto/NotoSansCJK*' >/dev/null || compgen -G '/usr/share/fonts/truetype/wqy/*' >/dev/null ;;
    libc-headers) [ -f /usr/include/stdlib.h ] ;;
    libcrypto-headers) [ -f /usr/include/openssl/evp.h ] ;;
    ogc-schemas) [ -d /usr/share/python3-mapproxy/test/schemas ] ;;
    qgis) /usr/bin/python3 -c 'import qgis.core' 2>/dev/null ;;
    qgis-providers) compgen -G '/usr/lib/qgis/plugins/*wfs*' >/dev/null || compgen -G '/usr/lib/*/qgis/plugins/*wfs*' >/dev/null ;;
    postgis/*) compgen -G '/usr/share/postgresql/*/extension/postgis.control' >/dev/null ;;
    postgres/*) [ -n "$(postgres_folder)" ] ;;
    *) command -v "$1" >/dev/null || [ -x "/usr/sbin/$1" ] ;;
  esac
}

# The newest PostgreSQL server programs, 13 or later.
postgres_folder() {
  find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin 2>/dev/null | sort -V | while read -r folder; do
    [ -x "$folder/initdb" ] && printf '%s\n' "$folder"
  done | tail -n 1
}

need() {
  local entry missing=()
  for entry in "$@"; do
    has_need "${entry%%:*}" || missing+=("${entry##*:}")
  done
  ((${#missing[@]} == 0)) && return
  mapfile -t missing < <(printf '%s\n' "${missing[@]}" | sort -u)
  ((MAY_INSTALL)) || fail "missing (and --no-install was given): ${missing[*]}"
  install_debian "${missing[@]}"
}

install_debian() {
  local as_root=()
  command -v apt-get >/dev/null || fail "missing: $*; this system has no apt-get, install them by its own means"
  if ((EUID != 0)); then
    command -v sudo >/dev/null || fail "missing: $*; become root and run: apt-get install -y --no-install-recommends $*"
    as_root=(sudo)
  fi
  say "installing from Debian: $*"
  "${as_root[@]}" apt-get update -qq || say "apt-get update failed; trying with the lists at hand"
  # Debian would start a server of its own at once; tests start their own.
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq --no-install-recommends "$@" >&2 ||
    fail "apt-get could not install: $*"
}

need_dotnet() {
  if ! command -v dotnet >/dev/null && [ -x /usr/share/dotnet/dotnet ]; then
    PATH=/usr/share/dotnet:$PATH
  fi
  command -v dotnet >/dev/null ||
    fail "the .NET SDK (8 or later) is missing: install dotnet-sdk-8.0 or later from the vendor's packages (Kylin and UOS carry it; otherwise unpack the SDK archive to /usr/share/dotnet)"
  local newest
  newest=$(dotnet --list-sdks | sed 's/\..*//' | sort -n | tail -n 1)
  ((${newest:-0} >= 8)) || fail "the .NET SDK found is ${newest:-none}; 8 or later is needed"
  export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 MSBUILDDISABLENODEREUSE=1 PATH
}

need_node() {
  { command -v node && command -v npm; } >/dev/null ||
    fail "node 20 or later with npm is missing: it builds the web pages"
  local major
  major=$(node --version | sed 's/^v//; s/\..*//')
  ((major >= 20)) || fail "node $(node --version) is too old; 20 or later is needed"
}
