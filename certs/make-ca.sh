#!/usr/bin/env bash
# Makes an SM2 authority in a new folder: key, certificate, database of what it issued, first revocation list.
set -euo pipefail
# shellcheck source=certs/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

usage() {
  cat <<'TEXT'
用法:make-ca.sh --out 目录 --org 单位 --name 名称 [--days 3650] [--crl-days 30] [--parent 上级目录]

在新目录里建立一个 SM2 证书机构:ca.key(0600)、ca.crt、ca.chain.crt、ca.crl。写了 --parent 的由上级签发,否则为自签根证书。
TEXT
}

main() {
  local out='' org='' name='' days=3650 crl_days=30 parent=''
  while (($#)); do
    case $1 in
      --out) out=${2:?} ;;
      --org) org=$(subject_part "${2:?}") ;;
      --name) name=$(subject_part "${2:?}") ;;
      --days) days=${2:?} ;;
      --crl-days) crl_days=${2:?} ;;
      --parent) parent=$(cd "${2:?}" && pwd) ;;
      --help) usage && exit 0 ;;
      *) usage >&2 && exit 2 ;;
    esac
    shift 2
  done
  { [ -n "$out" ] && [ -n "$org" ] && [ -n "$name" ]; } || { usage >&2 && exit 2; }
  whole_number --days "$days"
  whole_number --crl-days "$crl_days"
  need_openssl
  [ ! -e "$out/ca.crt" ] || fail "$out 里已有证书机构"
  key_folder "$out"
  cd "$out"
  new_key ca.key
  write_configuration "$crl_days"
  mkdir -p issued
  : >index.txt
  openssl rand -hex 16 >serial
  printf '01\n' >crlnumber
  local subject="/C=CN/O=$org/CN=$name"
  if [ -z "$parent" ]; then
    openssl req -x509 -new -utf8 -config ca.cnf -extensions root -key ca.key -sm3 -sigopt "$SM2_ID" -subj "$subject" -days "$days" -out ca.crt
  else
    openssl req -new -utf8 -config ca.cnf -key ca.key -sm3 -sigopt "$SM2_ID" -subj "$subject" -out ca.csr
    local here=$PWD
    (cd "$parent" && openssl ca -batch -notext -config ca.cnf -extensions authority -sigopt "$SM2_ID" -vfyopt "$SM2_ID" \
      -days "$days" -in "$here/ca.csr" -out "$here/ca.crt") 2>ca.log || fail "上级没有签发:$(cat ca.log)"
  fi
  cat ca.crt ${parent:+"$parent/ca.chain.crt"} >ca.chain.crt
  openssl ca -config ca.cnf -gencrl -sigopt "$SM2_ID" -out ca.crl 2>ca.log || fail "没有做出撤销列表:$(cat ca.log)"
  say "证书机构在 $out;ca.key 是私钥,只留在这台机器上"
}

write_configuration() {
  cat >ca.cnf <<TEXT
[req]
distinguished_name = subject
string_mask = utf8only
utf8 = yes
[subject]
[ca]
default_ca = authority_here
[authority_here]
dir = .
database = \$dir/index.txt
serial = \$dir/serial
crlnumber = \$dir/crlnumber
new_certs_dir = \$dir/issued
certificate = \$dir/ca.crt
private_key = \$dir/ca.key
default_md = sm3
default_crl_days = $1
policy = names
unique_subject = no
string_mask = utf8only
utf8 = yes
copy_extensions = none
crl_extensions = list
[names]
countryName = optional
organizationName = optional
organizationalUnitName = optional
commonName = supplied
[list]
authorityKeyIdentifier = keyid
[root]
basicConstraints = critical,CA:TRUE,pathlen:1
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[authority]
basicConstraints = critical,CA:TRUE,pathlen:0
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
TEXT
}

main "$@"
