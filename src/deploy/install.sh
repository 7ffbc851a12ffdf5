# shellcheck shell=bash
# The flow that UOS and Kylin share. The caller has set SYSTEM_NAME, SYSTEM_IDS, and has the functions native_packages and install_advice.

LIBRARY=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=src/deploy/place.sh
. "$LIBRARY/place.sh"
# shellcheck source=src/deploy/release.sh
. "$LIBRARY/release.sh"
# shellcheck source=src/deploy/account.sh
. "$LIBRARY/account.sh"
# shellcheck source=src/deploy/service.sh
. "$LIBRARY/service.sh"

PACKAGE=$(dirname "$LIBRARY")
REMOVE_DATA=0
ANY_SYSTEM=0

usage() {
  cat <<TEXT
用法:install.sh [install|uninstall|status] [选项]

  install      安装;已装旧版本时升级,数据、密钥与设置原样保留(默认)
  uninstall    卸载程序与服务,保留数据、密钥与设置
    --remove-data   连同数据、密钥、设置与日志一起删除,不可恢复
  status       显示已装版本

  --package DIR    安装包目录(默认:本脚本所在的安装包)
  --root DIR       装进试装目录,不建账号、不碰 systemd
  --any-system     不核对操作系统是不是$SYSTEM_NAME
TEXT
}

install_main() {
  local action=install
  while (($#)); do
    case $1 in
      install | uninstall | status) action=$1 ;;
      --package) PACKAGE=${2:?--package 要有目录}; shift ;;
      --root) SCRATCH=${2:?--root 要有目录}; shift ;;
      --remove-data) REMOVE_DATA=1 ;;
      --any-system) ANY_SYSTEM=1 ;;
      -h | --help) usage; return ;;
      *) usage >&2; FAIL_CODE=2 fail "不认识的参数:$1" ;;
    esac
    shift
  done
  SCRATCH=${SCRATCH%/}
  if [ -z "$SCRATCH" ] && ((EUID != 0)); then FAIL_CODE=2 fail "要以 root 身份执行。"; fi
  "do_$action"
}

do_install() {
  local version before
  check_system
  check_package "$PACKAGE"
  check_native_libraries
  version=$(release_field "$PACKAGE" version)
  before=$(current_version)
  note "安装 $version(原有 ${before:-无})"
  make_account
  make_folders
  stop_service
  place_release "$PACKAGE" "$version"
  switch_release "$version"
  drop_old_releases "$version" "${before:-$version}"
  place_unit
  place_command
  start_service
  note "完成 $version"
  if [ -n "$before" ] && [ "$before" != "$version" ]; then say "已由 $before 升级到 $version,数据未动。"; else say "已安装 $version。"; fi
}

do_uninstall() {
  note "卸载"
  stop_service
  if [ -e "$(place "$UNIT_FILE")" ]; then
    on_system systemctl disable guotu.service guotu-maps.service
    rm -f "$(place "$UNIT_FILE")" "$(place "$MAPS_UNIT_FILE")"
    on_system systemctl daemon-reload
  fi
  rm -f "$(place "$COMMAND_FILE")"
  rm -rf "$(place "$PROGRAM_FOLDER")"
  if ((REMOVE_DATA)); then
    rm -rf "$(place "$HOME_FOLDER")" "$(place "$SETTINGS_FOLDER")" "$(place "$LOG_LINK")"
    on_system userdel "$SERVICE_USER"
    say "已卸载,数据、密钥与设置已删除。"
  else
    say "已卸载。数据在 $HOME_FOLDER,密钥与设置在 $SETTINGS_FOLDER,均保留。"
  fi
}

do_status() {
  local version
  version=$(current_version)
  if [ -n "$version" ]; then say "已安装 $version"; else say "未安装"; FAIL_CODE=1 && return 1; fi
}

check_system() {
  local id like
  ((ANY_SYSTEM)) && return
  id=$(os_field ID)
  like=$(os_field ID_LIKE)
  [[ " $SYSTEM_IDS " == *" $id "* ]] ||
    FAIL_CODE=2 fail "本机系统是 ${id:-不明}${like:+(类 $like)},本脚本用于$SYSTEM_NAME。确知可用时加 --any-system。"
}

os_field() { sed -n "s/^$1=\"\\{0,1\\}\\([^\"]*\\)\"\\{0,1\\}$/\\1/p" "$(place /etc/os-release)" 2>/dev/null | head -n 1; }

# Drawing needs them; the network is cut off, so they are named and not fetched.
check_native_libraries() {
  local library missing=()
  [ -z "$SCRATCH" ] || return 0
  for library in libcairo.so.2 libpango-1.0.so.0 libpangocairo-1.0.so.0; do
    ldconfig -p | grep -qF "$library" || missing+=("$library")
  done
  ((${#missing[@]} == 0)) || fail "缺系统库:${missing[*]}。先从系统安装源装好:$(install_advice)"
}
