# shellcheck shell=bash
# Verb package: the packages that administrators install.

verb_package() { fail "packages are made once the command line host is there"; }
