# shellcheck shell=bash
# The service's own account and its folders. Data and keys are never overwritten.

make_account() {
  if [ -z "$SCRATCH" ] && id "$SERVICE_USER" >/dev/null 2>&1; then return; fi
  on_system useradd --system --user-group --home-dir "$HOME_FOLDER" --no-create-home --shell /usr/sbin/nologin "$SERVICE_USER"
}

make_folders() {
  own_folder "$HOME_FOLDER" 0750
  own_folder "$HOME_FOLDER/logs" 0750
  own_folder "$SETTINGS_FOLDER" 0755
  own_folder "$KEY_FOLDER" 0700
  mkdir -p "$(dirname "$(place "$LOG_LINK")")"
  if [ ! -L "$(place "$LOG_LINK")" ]; then ln -s "$HOME_FOLDER/logs" "$(place "$LOG_LINK")"; fi
  write_settings
}

own_folder() {
  mkdir -p "$(place "$1")"
  chmod "$2" "$(place "$1")"
  on_system chown "$SERVICE_USER:$SERVICE_USER" "$1"
}

# What the administrator may change; kept at every upgrade.
write_settings() {
  local file
  file=$(place "$SETTINGS_FOLDER/guotu.env")
  [ -e "$file" ] && return
  printf '# 本机监听端口,只监听 127.0.0.1,由网关转发。改后执行 systemctl restart guotu\nGUOTU_PORT=8080\n' >"$file"
  chmod 0644 "$file"
}
