#!/usr/bin/env bash
# Makes keys and certificates of one holder: a server, a pair for TLCP, a signer, or a person with double certificates (GM/T 0015).
set -euo pipefail
# shellcheck source=certs/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

usage() {
  cat <<'TEXT'
用法:make-certificate.sh --ca 机构目录 --kind 种类 --org 单位 --name 名称 --out 目录 [--host 域名或地址]... [--code 统一社会信用代码] [--days 365]

种类:
  server      TLS 服务器证书一张(Nginx)
  tlcp        国密 TLS(TLCP)服务器证书一对:签名、加密
  signing     签名证书一张(签章、检查点)
  encryption  加密证书一张
  user        人员双证书:签名、加密
每张写出 名称.key(0600)、名称.crt、名称.chain.crt(本证书加各级机构);成对的名称后加 -sign、-enc。
TEXT
}

main() {
  local ca='' kind='' org='' name='' out='' code='' days=365 hosts=()
  while (($#)); do
    case $1 in
      --ca) ca=$(cd "${2:?}" && pwd) ;;
      --kind) kind=${2:?} ;;
      --org) org=$(subject_part "${2:?}") ;;
      --name) name=$(subject_part "${2:?}") ;;
      --out) out=${2:?} ;;
      --host) hosts+=("${2:?}") ;;
      --code) code=${2:?} ;;
      --days) days=${2:?} ;;
      --help) usage && exit 0 ;;
      *) usage >&2 && exit 2 ;;
    esac
    shift 2
  done
  { [ -n "$ca" ] && [ -n "$kind" ] && [ -n "$org" ] && [ -n "$name" ] && [ -n "$out" ]; } || { usage >&2 && exit 2; }
  whole_number --days "$days"
  [[ -z $code || $code =~ ^[0-9A-Z-]{8,18}$ ]] || fail "--code 是统一社会信用代码,18 位数字或大写字母"
  need_openssl
  [ -f "$ca/ca.key" ] || fail "$ca 不是证书机构目录"
  key_folder "$out"
  out=$(cd "$out" && pwd)
  case $kind in
    server)
      need_hosts
      issue "$name" server
      ;;
    tlcp)
      need_hosts
      issue "$name-sign" server
      issue "$name-enc" server_encryption
      ;;
    signing | encryption) issue "$name" "$kind" ;;
    user)
      issue "$name-sign" signing
      issue "$name-enc" encryption
      ;;
    *) usage >&2 && exit 2 ;;
  esac
}

need_hosts() {
  local host
  ((${#hosts[@]})) || fail "服务器证书要用 --host 写域名或地址"
  for host in "${hosts[@]}"; do
    [[ $host =~ ^[A-Za-z0-9.:-]+$ ]] || fail "不是域名或地址:$host"
  done
}

# issue FILE PROFILE
issue() {
  local file=$1 profile=$2 work
  work=$(mktemp -d)
  # shellcheck disable=SC2064  # the folder as it is now
  trap "rm -rf '$work'" RETURN
  new_key "$out/$file.key"
  extensions "$profile" >"$work/extensions"
  openssl req -new -utf8 -config "$ca/ca.cnf" -key "$out/$file.key" -sm3 -sigopt "$SM2_ID" -subj "/C=CN/O=$org/CN=$name" -out "$work/request"
  (cd "$ca" && openssl ca -batch -notext -config ca.cnf -extfile "$work/extensions" -sigopt "$SM2_ID" -vfyopt "$SM2_ID" \
    -days "$days" -in "$work/request" -out "$out/$file.crt") 2>"$work/log" || fail "没有签发 $file:$(cat "$work/log")"
  cat "$out/$file.crt" "$ca/ca.chain.crt" >"$out/$file.chain.crt"
  say "$out/$file.crt"
}

extensions() {
  local usage
  case $1 in
    server) usage=digitalSignature ;;
    signing) usage=digitalSignature,nonRepudiation ;;
    *) usage=keyEncipherment,dataEncipherment,keyAgreement ;;
  esac
  printf '%s\n' 'basicConstraints = critical,CA:FALSE' "keyUsage = critical,$usage" 'subjectKeyIdentifier = hash' 'authorityKeyIdentifier = keyid'
  [[ $1 != server* ]] || printf '%s\n' 'extendedKeyUsage = serverAuth' "subjectAltName = $(host_names)"
  # 企业组织机构代码 of GM/T 0015.
  [ -z "$code" ] || printf '1.2.156.10260.4.1.4 = ASN1:PRINTABLESTRING:%s\n' "$code"
}

host_names() {
  local host names=()
  for host in "${hosts[@]}"; do
    if [[ $host =~ ^[0-9.]+$ || $host == *:* ]]; then names+=("IP:$host"); else names+=("DNS:$host"); fi
  done
  (
    IFS=,
    printf '%s' "${names[*]}"
  )
}

main "$@"
