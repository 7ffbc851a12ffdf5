# shellcheck shell=bash
# Releases: /opt/guotu/releases/VERSION, and /opt/guotu/current that points to one of them.

# A package that is not whole is refused before anything is touched.
check_package() {
  local folder=$1 listed found
  { [ -f "$folder/VERSION" ] && [ -f "$folder/MANIFEST.sha256" ]; } || fail "$folder 不是完整的安装包:缺 VERSION 或 MANIFEST.sha256。重新取得安装包后再装。"
  (cd "$folder" && sha256sum --check --quiet --strict MANIFEST.sha256) >&2 || fail "安装包内容与清单不符,没有做任何改动。重新取得安装包后再装。"
  listed=$(wc -l <"$folder/MANIFEST.sha256")
  found=$(find "$folder" -type f ! -name 'MANIFEST.*' | wc -l)
  ((listed == found)) || fail "安装包里有清单之外的文件($found 个文件,清单 $listed 个),没有做任何改动。"
  if [ -f "$folder/MANIFEST.sm3" ] && openssl dgst -sm3 /dev/null >/dev/null 2>&1; then
    (cd "$folder" && check_sm3) || fail "安装包内容与国密摘要清单不符,没有做任何改动。"
  fi
  check_machine "$folder"
}

check_sm3() {
  local digest file
  while read -r digest file; do
    [ "$(openssl dgst -sm3 -r "$file" | cut -d' ' -f1)" = "$digest" ] || return 1
  done <MANIFEST.sm3
}

check_machine() {
  local wanted machine
  wanted=$(release_field "$1" platform)
  machine=$(uname -m)
  case $wanted/$machine in
    linux-x64/x86_64 | linux-arm64/aarch64) ;;
    *) fail "安装包是 $wanted 的,本机是 $machine。取得本机架构的安装包后再装。" ;;
  esac
}

# VERSION holds lines "name value".
release_field() { awk -v name="$2" '$1 == name { print $2 }' "$1/VERSION"; }

# Copied beside, then renamed: a release is there whole or not at all.
place_release() {
  local package=$1 version=$2 target
  target=$(place "$PROGRAM_FOLDER/releases/$version")
  mkdir -p "$(dirname "$target")"
  rm -rf "$target.new"
  cp -R "$package" "$target.new"
  chmod -R u=rwX,go=rX "$target.new"
  if [ -z "$SCRATCH" ]; then chown -R root:root "$target.new"; fi
  sync -f "$target.new" 2>/dev/null || sync
  rm -rf "$target.old"
  if [ -d "$target" ]; then mv "$target" "$target.old"; fi
  mv "$target.new" "$target"
  rm -rf "$target.old"
}

current_version() { basename "$(readlink "$(place "$PROGRAM_FOLDER/current")" 2>/dev/null)" 2>/dev/null; }

switch_release() {
  local link
  link=$(place "$PROGRAM_FOLDER/current")
  ln -sfn "releases/$1" "$link.new"
  mv -T "$link.new" "$link"
}

# The release before stays, so that one can go back; older ones go.
drop_old_releases() {
  local keep=$1 before=$2 folder
  for folder in "$(place "$PROGRAM_FOLDER/releases")"/*; do
    case $(basename "$folder") in "$keep" | "$before") ;; *) rm -rf "$folder" ;; esac
  done
}
