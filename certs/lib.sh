# shellcheck shell=bash
# What the certificate scripts share. Keys are made where the scripts run, mode 0600, and never inside a source checkout.

# The signer's id that GM/T 0009 fixes; openssl takes an empty one unless told.
SM2_ID=distid:1234567812345678
export SM2_ID

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "出错:$*"
  exit 2
}

need_openssl() {
  command -v openssl >/dev/null || fail "没有 openssl 命令"
  openssl ecparam -list_curves 2>/dev/null | grep -q 'SM2' || fail "这个 openssl 不支持 SM2,需要 1.1.1 以上且未裁剪国密的版本"
}

# A folder for keys: made with mode 0700, and refused inside a git checkout, so that no key is ever committed.
key_folder() {
  local folder=$1 above
  above=$(realpath -m "$folder")
  until [ -d "$above" ]; do above=$(dirname "$above"); done
  if git -C "$above" rev-parse --is-inside-work-tree >/dev/null 2>&1; then
    fail "$folder 在源码目录里;私钥不放在源码目录里,另选一处"
  fi
  mkdir -p "$folder"
  chmod 700 "$folder"
}

# new_key FILE: an SM2 key in PKCS #8, never over an existing one.
new_key() {
  [ ! -e "$1" ] || fail "$1 已经存在,不覆盖"
  (umask 077 && openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:SM2 -out "$1")
  # Some file systems do not mind the umask.
  chmod 600 "$1"
}

# A name inside -subj: slashes and control characters would end it.
subject_part() {
  [[ $1 != *[/+]* && $1 != *[[:cntrl:]]* && -n $1 ]] || fail "名称不能为空,也不能含 / 或 +:$1"
  printf '%s' "$1"
}

whole_number() {
  [[ $2 =~ ^[1-9][0-9]{0,4}$ ]] || fail "$1 要写天数"
}
