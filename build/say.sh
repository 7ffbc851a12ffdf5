# shellcheck shell=bash
# Messages, timing and what must be undone at the end.

say() { printf '== %s\n' "$*" >&2; }
fail() {
  printf 'build.sh: %s\n' "$*" >&2
  exit "${FAIL_CODE:-1}"
}

CLEAN_UP=()
# Registers a command (a function name) that runs when build.sh ends, however it ends; the last registered runs first.
at_end() { CLEAN_UP+=("$1"); }
clean_up() {
  local code=$? at
  trap - EXIT INT TERM
  for ((at = ${#CLEAN_UP[@]} - 1; at >= 0; at--)); do "${CLEAN_UP[at]}" || true; done
  exit "$code"
}

TEMP=
temp_folder() {
  [ -n "$TEMP" ] && return
  TEMP=$(mktemp -d "${TMPDIR:-/tmp}/guotu-build.XXXXXX")
  chmod 755 "$TEMP"
  at_end drop_temp_folder
}
drop_temp_folder() { rm -rf "$TEMP"; }
