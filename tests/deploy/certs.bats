#!/usr/bin/env bats
# The certificate scripts: what they make is judged by the openssl command with usage and revocation, and keys stay where they belong.

load deploy.bash

ID=distid:1234567812345678

setup() {
  cd "$CHECKOUT" || return
  CA=$BATS_TEST_TMPDIR/ca
  certs/make-ca.sh --out "$CA/root" --org 西乡县自然资源局 --name 测试根证书
  certs/make-ca.sh --out "$CA/issuing" --org 西乡县自然资源局 --name 测试签发机构 --parent "$CA/root"
}

certify() { certs/make-certificate.sh --ca "$CA/issuing" --org 西乡县自然资源局 --out "$CA/out" "$@"; }

# openssl 3.0 tells the signer's id to its verification of the last certificate only, so each step of the path is judged by itself;
judge() {
  openssl verify -x509_strict -vfyopt "$ID" -CAfile "$CA/root/ca.crt" "$CA/issuing/ca.crt"
  openssl verify -x509_strict -vfyopt "$ID" -partial_chain -trusted "$CA/issuing/ca.crt" "$@"
}

# and to that of a revocation list not at all: the list is taken apart.
list_is_signed_by() {
  local list=$CA/list tbs signature
  openssl crl -in "$1/ca.crl" -outform DER -out "$list"
  tbs=$(openssl asn1parse -inform DER -in "$list" | awk -F: 'NR == 2 { print $1 + 0 }')
  signature=$(openssl asn1parse -inform DER -in "$list" | awk -F: 'END { print $1 + 0 }')
  openssl asn1parse -inform DER -in "$list" -strparse "$tbs" -noout -out "$list.tbs"
  openssl asn1parse -inform DER -in "$list" -strparse "$signature" -noout -out "$list.sig"
  openssl x509 -in "$2/ca.crt" -noout -pubkey >"$list.pub"
  openssl pkeyutl -verify -pubin -inkey "$list.pub" -rawin -digest sm3 -pkeyopt "$ID" -in "$list.tbs" -sigfile "$list.sig"
}

serial_of() { openssl x509 -in "$1" -noout -serial | cut -d= -f2; }

usage_of() { openssl x509 -in "$1" -noout -ext keyUsage,extendedKeyUsage,subjectAltName,basicConstraints 2>/dev/null; }

@test "a person's double certificates: one signs, one receives keys, each with its own key of mode 0600" {
  certify --kind user --name 王晓燕 --code 11610724MB2911111X
  judge "$CA/out/王晓燕-sign.crt" "$CA/out/王晓燕-enc.crt"
  [[ $(usage_of "$CA/out/王晓燕-sign.crt") == *"Digital Signature, Non Repudiation"* ]]
  [[ $(usage_of "$CA/out/王晓燕-enc.crt") == *"Key Encipherment, Data Encipherment, Key Agreement"* ]]
  [ "$(stat -c %a "$CA/out/王晓燕-sign.key")" = 600 ]
  [ "$(stat -c %a "$CA/root/ca.key")" = 600 ]
  run cmp -s "$CA/out/王晓燕-sign.key" "$CA/out/王晓燕-enc.key"
  [ "$status" -eq 1 ]
  openssl x509 -in "$CA/out/王晓燕-sign.crt" -noout -text | grep -A1 1.2.156.10260.4.1.4 | grep -q 11610724MB2911111X
  openssl x509 -in "$CA/out/王晓燕-sign.crt" -noout -text | grep -q 'Signature Algorithm: SM2-with-SM3'
}

@test "what the person's key signs, the certificate verifies" {
  certify --kind signing --name 检查点
  printf '审查结论' >"$CA/text"
  openssl pkeyutl -sign -inkey "$CA/out/检查点.key" -rawin -digest sm3 -pkeyopt "$ID" -in "$CA/text" -out "$CA/signature"
  openssl x509 -in "$CA/out/检查点.crt" -noout -pubkey >"$CA/public.pem"
  openssl pkeyutl -verify -pubin -inkey "$CA/public.pem" -rawin -digest sm3 -pkeyopt "$ID" -in "$CA/text" -sigfile "$CA/signature"
}

@test "the pair of a TLCP server and the one of a TLS server name their hosts and carry their chain" {
  certify --kind tlcp --name gateway --host guotu.local --host 10.1.3.7
  certify --kind server --name web --host guotu.local
  judge -purpose sslserver -verify_hostname guotu.local "$CA/out/gateway-sign.crt"
  judge -purpose sslserver -verify_hostname guotu.local "$CA/out/web.crt"
  judge "$CA/out/gateway-enc.crt"
  [[ $(usage_of "$CA/out/gateway-enc.crt") == *"Key Encipherment"*"IP Address:10.1.3.7"* ]]
  [ "$(grep -c 'BEGIN CERTIFICATE' "$CA/out/web.chain.crt")" = 3 ]
}

@test "a revoked certificate is in the next list with its reason, its sister is not, and the authority signed the list" {
  certify --kind user --name 王晓燕
  list_is_signed_by "$CA/issuing" "$CA/issuing"
  list_is_signed_by "$CA/root" "$CA/root"
  run list_is_signed_by "$CA/issuing" "$CA/root"
  [ "$status" -ne 0 ]
  [[ $(openssl crl -in "$CA/issuing/ca.crl" -noout -text) == *"No Revoked Certificates"* ]]

  certs/make-crl.sh --ca "$CA/issuing" --revoke "$CA/out/王晓燕-sign.crt" --reason keyCompromise
  list_is_signed_by "$CA/issuing" "$CA/issuing"
  local text
  text=$(openssl crl -in "$CA/issuing/ca.crl" -noout -text)
  [[ $text == *"Serial Number: $(serial_of "$CA/out/王晓燕-sign.crt")"*"Key Compromise"* ]]
  [[ $text != *"$(serial_of "$CA/out/王晓燕-enc.crt")"* ]]
  [[ $text == *"Next Update"* ]]
}

@test "a person's certificate certifies nobody and an authority of another root is not trusted" {
  certify --kind signing --name 甲
  [[ $(usage_of "$CA/out/甲.crt") == *"CA:FALSE"* ]]
  certs/make-ca.sh --out "$CA/stranger" --org 西乡县自然资源局 --name 测试签发机构
  certs/make-certificate.sh --ca "$CA/stranger" --kind signing --org 西乡县自然资源局 --name 乙 --out "$CA/out"
  run judge "$CA/out/乙.crt"
  [ "$status" -ne 0 ]
}

@test "keys are never made inside a checkout and never over others" {
  git init -q "$CA/checkout"
  run certs/make-ca.sh --out "$CA/checkout/ca" --org 西乡县自然资源局 --name 测试
  [ "$status" -eq 2 ]
  [ ! -e "$CA/checkout/ca" ]
  cp "$CA/root/ca.key" "$CA/before"
  run certs/make-ca.sh --out "$CA/root" --org 西乡县自然资源局 --name 测试
  [ "$status" -eq 2 ]
  cmp "$CA/root/ca.key" "$CA/before"
}

@test "what is missing or no name is said, and nothing is certified" {
  local arguments
  for arguments in '--kind server' '--kind tlcp' '--kind nothing' '--kind signing --days 0' '--kind signing --code x;y' '--kind server --host a_b'; do
    # shellcheck disable=SC2086  # several words
    run certify --name x $arguments
    [ "$status" -eq 2 ]
    [ ! -e "$CA/out/x.crt" ]
  done
}
