# shellcheck shell=bash
# Shared by the deploy tests: a small package as build.sh makes it, and a scratch root to install into.

CHECKOUT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

platform() { case $(uname -m) in x86_64) echo linux-x64 ;; aarch64) echo linux-arm64 ;; esac; }

make_package() {
  local folder=$1 version=$2
  mkdir -p "$folder/app" "$folder/deploy-uos" "$folder/deploy-kylin"
  printf '#!/bin/sh\necho %s\n' "$version" >"$folder/app/guotu"
  chmod 755 "$folder/app/guotu"
  cp -R "$CHECKOUT/src/deploy" "$folder/deploy"
  cp "$CHECKOUT/deploy-uos/install.sh" "$folder/deploy-uos/"
  cp "$CHECKOUT/deploy-kylin/install.sh" "$folder/deploy-kylin/"
  printf 'version %s\nplatform %s\ncommit test\n' "$version" "$(platform)" >"$folder/VERSION"
  (
    cd "$folder" || exit
    find . -type f ! -name 'MANIFEST.*' -printf '%P\0' | LC_ALL=C sort -z | xargs -0 sha256sum >"$BATS_TEST_TMPDIR/sums"
    find . -type f ! -name 'MANIFEST.*' -printf '%P\0' | LC_ALL=C sort -z | xargs -0 openssl dgst -sm3 -r | sed 's/ \*/  /' >"$BATS_TEST_TMPDIR/sm3"
    mv "$BATS_TEST_TMPDIR/sums" MANIFEST.sha256
    mv "$BATS_TEST_TMPDIR/sm3" MANIFEST.sm3
  )
}

make_system() {
  mkdir -p "$1/etc"
  printf 'NAME="%s"\nID="%s"\n' "$2" "$2" >"$1/etc/os-release"
}
