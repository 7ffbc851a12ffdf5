#!/usr/bin/env bash
# Revokes certificates, or none, and writes a fresh revocation list.
set -euo pipefail
# shellcheck source=certs/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

usage() {
  cat <<'TEXT'
用法:make-crl.sh --ca 机构目录 [--revoke 证书.crt]... [--reason keyCompromise|superseded|cessationOfOperation|affiliationChanged]

撤销所写的证书,重新做出 ca.crl。撤销列表有有效期(默认30天),到期前要再做一次:过期的列表应按不可信处理。
TEXT
}

main() {
  local ca='' reason=cessationOfOperation revoked=() file
  while (($#)); do
    case $1 in
      --ca) ca=$(cd "${2:?}" && pwd) ;;
      --revoke) revoked+=("$(realpath "${2:?}")") ;;
      --reason) reason=${2:?} ;;
      --help) usage && exit 0 ;;
      *) usage >&2 && exit 2 ;;
    esac
    shift 2
  done
  [ -n "$ca" ] || { usage >&2 && exit 2; }
  need_openssl
  [ -f "$ca/ca.key" ] || fail "$ca 不是证书机构目录"
  cd "$ca"
  for file in "${revoked[@]}"; do
    openssl ca -config ca.cnf -sigopt "$SM2_ID" -revoke "$file" -crl_reason "$reason" 2>ca.log || fail "没有撤销 $file:$(cat ca.log)"
  done
  openssl ca -config ca.cnf -gencrl -sigopt "$SM2_ID" -out ca.crl.new 2>ca.log || fail "没有做出撤销列表:$(cat ca.log)"
  mv ca.crl.new ca.crl
  say "$ca/ca.crl"
}

main "$@"
