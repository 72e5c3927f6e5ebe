#!/usr/bin/env bash
# Records the public surface of the packages anew, in src/*/PublicAPI.Unshipped.txt. Review the difference it makes.
# With empty records the analyzer names every public symbol as missing, in the words in which it wants it recorded.
set -euo pipefail
cd "$(dirname "$0")/.."
for folder in $(dirname src/*/*.csproj | sed "s:$:/:"); do printf '#nullable enable\n' >"${folder}PublicAPI.Unshipped.txt"; done
log=$(mktemp)
trap 'rm -f "$log"' EXIT
for package in SupportKit.EntityFrameworkCore SupportKit.Testing SupportKit.AspNetCore SupportKit.Client SupportKit.Mail; do
  dotnet build "src/$package" -p:TreatWarningsAsErrors=false -tl:off -v quiet -nologo >>"$log" || { cat "$log"; exit 1; }
done
for folder in $(dirname src/*/*.csproj | sed "s:$:/:"); do
  package=$(basename "$folder")
  sed -n "s/.*warning RS0016: Symbol '\(.*\)' is not part of the declared public API.*\[.*\/$package\.csproj\]\$/\1/p" "$log" |
    LC_ALL=C sort -u >>"${folder}PublicAPI.Unshipped.txt"
  printf '%s: %s symbols\n' "$package" "$(($(wc -l <"${folder}PublicAPI.Unshipped.txt") - 1))"
done
