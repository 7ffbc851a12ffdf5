#!/usr/bin/env bats
# shellcheck disable=SC2119,SC2120  # bats gives run its arguments
# The installation of one node, in a scratch root.

bats_require_minimum_version 1.5.0
load deploy.bash

setup() {
  SYSTEM=$BATS_TEST_TMPDIR/root
  PACKAGE=$BATS_TEST_TMPDIR/package
  make_system "$SYSTEM" uos
  make_package "$PACKAGE" 0.1.0
}

install_uos() { "$PACKAGE/deploy-uos/install.sh" --root "$SYSTEM" "$@"; }

@test "a first installation places program, command, unit, home and keys" {
  run install_uos
  [ "$status" -eq 0 ]
  [ "$("$SYSTEM/opt/guotu/current/app/guotu")" = 0.1.0 ]
  [ "$(readlink "$SYSTEM/opt/guotu/current")" = releases/0.1.0 ]
  [ -x "$SYSTEM/usr/bin/guotu" ]
  [ -f "$SYSTEM/etc/systemd/system/guotu.service" ]
  [ -f "$SYSTEM/etc/systemd/system/guotu-maps.service" ]
  run ! grep -q 'enable.*guotu-maps' "$SYSTEM/var/log/guotu-install.log"
  [ "$(stat -c %a "$SYSTEM/var/lib/guotu")" = 750 ]
  [ "$(stat -c %a "$SYSTEM/etc/guotu/keys")" = 700 ]
  grep -q 'system: useradd --system .* guotu$' "$SYSTEM/var/log/guotu-install.log"
  grep -q 'system: systemctl enable guotu.service' "$SYSTEM/var/log/guotu-install.log"
}

@test "a node that is not there yet is not started, and the next step is named" {
  run install_uos
  [[ "$output" == *"guotu db init"* ]]
  run ! grep -q 'systemctl restart' "$SYSTEM/var/log/guotu-install.log"
}

@test "installing the same version again changes nothing that matters" {
  install_uos
  (cd "$SYSTEM" && find . -type f ! -name guotu-install.log -exec sha256sum {} + | sort) >"$BATS_TEST_TMPDIR/before"
  run install_uos
  [ "$status" -eq 0 ]
  (cd "$SYSTEM" && find . -type f ! -name guotu-install.log -exec sha256sum {} + | sort) >"$BATS_TEST_TMPDIR/after"
  cmp "$BATS_TEST_TMPDIR/before" "$BATS_TEST_TMPDIR/after"
}

@test "an upgrade keeps data, keys and settings, stops first and starts after, and keeps the release before" {
  install_uos
  echo '{}' >"$SYSTEM/var/lib/guotu/node.json"
  echo data >"$SYSTEM/var/lib/guotu/guotu.db"
  echo key >"$SYSTEM/etc/guotu/keys/root.key"
  echo GUOTU_PORT=9000 >"$SYSTEM/etc/guotu/guotu.env"
  make_package "$BATS_TEST_TMPDIR/next" 0.2.0
  run "$BATS_TEST_TMPDIR/next/deploy-uos/install.sh" --root "$SYSTEM"
  [ "$status" -eq 0 ]
  [[ "$output" == *"0.1.0"*"0.2.0"* ]]
  [ "$("$SYSTEM/opt/guotu/current/app/guotu")" = 0.2.0 ]
  [ -d "$SYSTEM/opt/guotu/releases/0.1.0" ]
  [ "$(cat "$SYSTEM/var/lib/guotu/guotu.db")" = data ]
  [ "$(cat "$SYSTEM/etc/guotu/keys/root.key")" = key ]
  [ "$(cat "$SYSTEM/etc/guotu/guotu.env")" = GUOTU_PORT=9000 ]
  [ "$(grep -o 'systemctl \(stop\|restart\)' "$SYSTEM/var/log/guotu-install.log" | tail -n 2 | tr '\n' ' ')" = "systemctl stop systemctl restart " ]
}

@test "two upgrades leave two releases" {
  install_uos
  local version
  for version in 0.2.0 0.3.0; do
    make_package "$BATS_TEST_TMPDIR/$version" "$version"
    "$BATS_TEST_TMPDIR/$version/deploy-uos/install.sh" --root "$SYSTEM"
  done
  [ "$(find "$SYSTEM/opt/guotu/releases" -mindepth 1 -maxdepth 1 -printf '%f\n' | sort | tr '\n' ' ')" = "0.2.0 0.3.0 " ]
}

@test "uninstalling keeps data and keys unless asked" {
  install_uos
  echo data >"$SYSTEM/var/lib/guotu/guotu.db"
  run install_uos uninstall
  [ "$status" -eq 0 ]
  [ ! -e "$SYSTEM/opt/guotu" ]
  [ ! -e "$SYSTEM/usr/bin/guotu" ]
  [ ! -e "$SYSTEM/etc/systemd/system/guotu.service" ]
  [ "$(cat "$SYSTEM/var/lib/guotu/guotu.db")" = data ]
  [ -d "$SYSTEM/etc/guotu/keys" ]
  run install_uos uninstall --remove-data
  [ "$status" -eq 0 ]
  [ ! -e "$SYSTEM/var/lib/guotu" ]
  [ ! -e "$SYSTEM/etc/guotu" ]
}

@test "a package with a changed file is refused and nothing is touched" {
  echo '#!/bin/sh' >"$PACKAGE/app/guotu"
  run install_uos
  [ "$status" -eq 3 ]
  [[ "$output" == *"清单不符"* ]]
  [ ! -e "$SYSTEM/opt/guotu" ]
}

@test "a package with a file that its list does not name is refused" {
  echo extra >"$PACKAGE/app/extra.dll"
  run install_uos
  [ "$status" -eq 3 ]
  [ ! -e "$SYSTEM/opt/guotu" ]
}

@test "a package whose SM3 list was changed is refused" {
  sed -i '1s/^./0/; 1s/^0\(.*\)$/f\1/' "$PACKAGE/MANIFEST.sm3"
  sed -i '2s/^\(.\).*  /\1000000000000000000000000000000000000000000000000000000000000000  /' "$PACKAGE/MANIFEST.sm3"
  run install_uos
  [ "$status" -eq 3 ]
  [[ "$output" == *"国密摘要"* ]]
}

@test "a package for another machine is refused" {
  sed -i 's/^platform .*/platform linux-mips64/' "$PACKAGE/VERSION"
  (cd "$PACKAGE" && find . -type f ! -name 'MANIFEST.*' -printf '%P\0' | xargs -0 sha256sum >"$BATS_TEST_TMPDIR/s" && mv "$BATS_TEST_TMPDIR/s" MANIFEST.sha256 && rm MANIFEST.sm3)
  run install_uos
  [ "$status" -eq 3 ]
  [[ "$output" == *"linux-mips64"* ]]
}

@test "each script refuses the other's system unless told" {
  run "$PACKAGE/deploy-kylin/install.sh" --root "$SYSTEM"
  [ "$status" -eq 2 ]
  [[ "$output" == *"银河麒麟"* ]]
  run "$PACKAGE/deploy-kylin/install.sh" --root "$SYSTEM" --any-system
  [ "$status" -eq 0 ]
  make_system "$SYSTEM" kylin
  run "$PACKAGE/deploy-kylin/install.sh" --root "$SYSTEM"
  [ "$status" -eq 0 ]
}

@test "an unknown argument is bad use" {
  run install_uos --nonsense
  [ "$status" -eq 2 ]
}

@test "the status names the version" {
  run install_uos status
  [ "$status" -eq 1 ]
  install_uos
  run install_uos status
  [ "$status" -eq 0 ]
  [ "$output" = "已安装 0.1.0" ]
}

@test "the map services are stopped and started with an upgrade where they are enabled, and only there" {
  install_uos
  echo '{}' >"$SYSTEM/var/lib/guotu/node.json"
  make_package "$BATS_TEST_TMPDIR/next" 0.2.0
  "$BATS_TEST_TMPDIR/next/deploy-uos/install.sh" --root "$SYSTEM"
  run ! grep -q 'restart guotu-maps' "$SYSTEM/var/log/guotu-install.log"
  mkdir -p "$SYSTEM/etc/systemd/system/multi-user.target.wants"
  touch "$SYSTEM/etc/systemd/system/multi-user.target.wants/guotu-maps.service"
  make_package "$BATS_TEST_TMPDIR/later" 0.3.0
  "$BATS_TEST_TMPDIR/later/deploy-uos/install.sh" --root "$SYSTEM"
  [ "$(grep -o 'systemctl \(stop\|restart\) guotu-maps' "$SYSTEM/var/log/guotu-install.log" | tail -n 2 | tr '\n' ' ')" = "systemctl stop guotu-maps systemctl restart guotu-maps " ]
  run "$BATS_TEST_TMPDIR/later/deploy-uos/install.sh" --root "$SYSTEM" uninstall
  [ "$status" -eq 0 ]
  [ ! -e "$SYSTEM/etc/systemd/system/guotu-maps.service" ]
}

# shellcheck disable=SC2016  # the variables are those of Nginx
@test "the nginx template sends services and pages apart, logs no query, and nginx accepts it" {
  local template=$CHECKOUT/src/deploy/nginx/guotu.conf conf=$BATS_TEST_TMPDIR/nginx.conf
  run ! grep -Eq '\$(args|query_string|request |request;|request"|http_authorization)' <(grep log_format "$template")
  grep -q 'X-Forwarded-For \$remote_addr;' "$template"
  openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=guotu -days 1 -keyout "$BATS_TEST_TMPDIR/server.key" -out "$BATS_TEST_TMPDIR/server.crt" 2>/dev/null
  {
    echo "pid $BATS_TEST_TMPDIR/nginx.pid; error_log stderr; events {} http {"
    sed "s|/etc/guotu/tls|$BATS_TEST_TMPDIR|; s|/var/log/nginx|$BATS_TEST_TMPDIR|; s|listen 80;|listen 127.0.0.1:18180;|; s|listen 443|listen 127.0.0.1:18443|" "$template"
    echo "}"
  } >"$conf"
  run env PATH="$PATH:/usr/sbin" nginx -t -p "$BATS_TEST_TMPDIR" -c "$conf"
  echo "$output"
  [ "$status" -eq 0 ]
  # What Nginx refuses by itself carries the headers that the platform would have set.
  env PATH="$PATH:/usr/sbin" nginx -p "$BATS_TEST_TMPDIR" -c "$conf"
  local long answer header
  # More than a header buffer of Nginx, less than a TLS record: what is left unread would reset the connection and take the answer with it.
  long=$(head -c 12000 /dev/zero | tr '\0' a)
  answer=$(curl -sk --http1.1 --retry 5 --retry-connrefused -o /dev/null -D - "https://127.0.0.1:18443/$long"; curl -sk --http1.1 -o /dev/null -D - -H "X-Long: $long" https://127.0.0.1:18443/)
  kill "$(cat "$BATS_TEST_TMPDIR/nginx.pid")"
  echo "$answer"
  [[ "$answer" == *"414 "*"400 "* ]]
  for header in 'Strict-Transport-Security: max-age' 'X-Content-Type-Options: nosniff' 'X-Frame-Options: DENY' "Content-Security-Policy: default-src 'none'" 'Referrer-Policy: no-referrer'; do
    [ "$(grep -c "^$header" <<<"$answer")" -eq 2 ]
  done
}

@test "systemd accepts the units and finds them well locked" {
  command -v systemd-analyze >/dev/null || skip "systemd-analyze is not on this machine"
  local name unit
  for name in guotu guotu-maps; do
    unit=$BATS_TEST_TMPDIR/$name.service
    sed 's:^ExecStart=[^ ]*:ExecStart=/bin/true:; s:^Documentation=.*::' "$CHECKOUT/src/deploy/systemd/$name.service" >"$unit"
    run systemd-analyze verify "$unit"
    echo "$output"
    [ "$status" -eq 0 ]
    [[ "${output,,}" != *unknown* && "${output,,}" != *ignoring* ]]
    run systemd-analyze security --offline=true --threshold=20 "$unit"
    echo "$output" | tail -n 3
    [ "$status" -eq 0 ]
  done
}
