# shellcheck shell=bash
# The systemd units and the command. The map services have a process of their own only where the administrator enables it: the platform
# answers the same addresses otherwise.

place_unit() {
  local unit
  for unit in "$UNIT_FILE" "$MAPS_UNIT_FILE"; do
    mkdir -p "$(dirname "$(place "$unit")")"
    install -m 0644 "$LIBRARY/systemd/$(basename "$unit")" "$(place "$unit")"
  done
  on_system systemctl daemon-reload
  on_system systemctl enable guotu.service
}

# Run by root, the command steps down to the service's account, so that no file of the home ever belongs to root.
place_command() {
  local command
  command=$(place "$COMMAND_FILE")
  mkdir -p "$(dirname "$command")"
  cat >"$command.new" <<TEXT
#!/bin/sh
export GUOTU_HOME="\${GUOTU_HOME:-$HOME_FOLDER}"
if [ "\$(id -u)" = 0 ]; then exec runuser -u $SERVICE_USER -- $PROGRAM_FOLDER/current/app/guotu "\$@"; fi
exec $PROGRAM_FOLDER/current/app/guotu "\$@"
TEXT
  chmod 0755 "$command.new"
  mv "$command.new" "$command"
}

stop_service() {
  [ -e "$(place "$UNIT_FILE")" ] || return 0
  on_system systemctl stop guotu.service
  [ ! -e "$(place "$MAPS_UNIT_FILE")" ] || on_system systemctl stop guotu-maps.service
}

start_service() {
  if [ -e "$(place "$HOME_FOLDER/node.json")" ]; then
    on_system systemctl restart guotu.service
    ! maps_enabled || on_system systemctl restart guotu-maps.service
  else
    say "节点尚未建立。先以 guotu db init 建立节点,再执行 systemctl start guotu"
  fi
}

# Whether the administrator enabled the process of the map services.
maps_enabled() { [ -e "$(place "/etc/systemd/system/multi-user.target.wants/$(basename "$MAPS_UNIT_FILE")")" ]; }
