# shellcheck shell=bash
# shellcheck disable=SC2034  # the places are used by the parts that are sourced after this one
# Where everything lies. SCRATCH is empty on a real machine, else a folder that stands for /.

SCRATCH=${SCRATCH:-}
SERVICE_USER=guotu

place() { printf '%s%s' "$SCRATCH" "$1"; }
PROGRAM_FOLDER=/opt/guotu
HOME_FOLDER=/var/lib/guotu
SETTINGS_FOLDER=/etc/guotu
KEY_FOLDER=/etc/guotu/keys
LOG_LINK=/var/log/guotu
INSTALL_LOG=/var/log/guotu-install.log
UNIT_FILE=/etc/systemd/system/guotu.service
MAPS_UNIT_FILE=/etc/systemd/system/guotu-maps.service
COMMAND_FILE=/usr/bin/guotu

say() { printf '%s\n' "$*"; }
note() {
  mkdir -p "$(dirname "$(place "$INSTALL_LOG")")"
  printf '%s %s\n' "$(date '+%Y-%m-%d %H:%M:%S%z')" "$*" >>"$(place "$INSTALL_LOG")"
}
fail() {
  printf '%s\n' "$*" >&2
  note "失败:$*"
  exit "${FAIL_CODE:-3}"
}

# Runs what changes the system itself (accounts, systemd); in a scratch root it is only written down.
on_system() {
  note "system: $*"
  [ -n "$SCRATCH" ] || "$@"
}
