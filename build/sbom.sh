# shellcheck shell=bash
# Verb sbom: what the program is made of, CycloneDX 1.5 in JSON, from the restored sources alone; nothing is asked of the network.

# Beside the program, where the assessment looks for it.
SBOM_NAME=guotu.cdx.json

verb_sbom() {
  need_dotnet
  need_node
  dotnet restore Guotu.slnx -v q -nologo >&2 || fail "restoring the packages failed"
  write_sbom "$OUT/sbom/$SBOM_NAME"
  say "$(jq '.components | length' "$OUT/sbom/$SBOM_NAME") components in out/sbom/$SBOM_NAME"
}

# FILE [ASSETS...]: as the hosts were restored last.
write_sbom() {
  local file=$1
  shift
  node build/sbom.mjs "$file" "$(project_version)" "$@" || fail "the bill of materials could not be written"
}

# Every package that the program's own list names is in the bill beside it.
sbom_is_whole() {
  local missing
  missing=$(LC_ALL=C comm -23 \
    <(jq -r '.libraries | to_entries[] | select(.value.type == "package" or .value.type == "runtimepack") | .key' "$1/guotu.deps.json" | sed 's/^runtimepack\.//' | LC_ALL=C sort) \
    <(jq -r '.components[] | "\(.name)/\(.version)"' "$1/$SBOM_NAME" | LC_ALL=C sort))
  [ -z "$missing" ] && return
  say "not in the bill of materials: $missing"
  return 1
}
