#!/usr/bin/env bash
# 在银河麒麟上安装、升级、卸载。与统信相同的部分在公共库里。
set -euo pipefail
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
SYSTEM_NAME='银河麒麟'
SYSTEM_IDS='kylin neokylin'
export SYSTEM_NAME SYSTEM_IDS

# The server edition takes rpm packages, the desktop edition deb.
install_advice() {
  if command -v apt-get >/dev/null; then
    printf 'apt-get install libcairo2 libpango-1.0-0 libpangocairo-1.0-0 fonts-noto-cjk'
  else
    printf 'yum install cairo pango google-noto-sans-cjk-ttc-fonts google-noto-serif-cjk-ttc-fonts'
  fi
}

LIBRARY=$HERE/../deploy
[ -d "$LIBRARY" ] || LIBRARY=$HERE/../src/deploy
# shellcheck source=src/deploy/install.sh
. "$LIBRARY/install.sh"
install_main "$@"
