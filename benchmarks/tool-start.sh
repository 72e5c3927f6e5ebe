#!/usr/bin/env bash
# How long commands of the tool take from a cold process, and how many tests it runs in a second. Packs the tool as it is released, installs
# it, and prints medians of twenty runs; in benchmarks/results/tool.md the figures between the two marks are written anew, and the rest is kept.
set -euo pipefail
cd "$(dirname "$0")/.."
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
version=$(sed -n 's/.*<Version>\(.*\)<.*/\1/p' src/Directory.Build.props)
platform=$(dotnet --info | sed -n 's/^ RID: *//p')
dotnet pack src/SupportKit.Cli --configuration Release -p:ToolPlatforms="$platform+any" -p:RunAnalyzers=false --output "$place/feed" -v q
NUGET_PACKAGES=$place/packages dotnet tool install SupportKit.Cli --tool-path "$place/bin" --add-source "$place/feed" --version "$version" >/dev/null
tool=$place/bin/supportkit

# The median of twenty runs, in milliseconds: from the start of the process to its end, and of its own processor time.
median() {
  local runs=20 i
  for i in $(seq $runs); do
    { TIMEFORMAT='%R %U %S'; time "$@" >/dev/null 2>&1 || true; } 2>&1
  done | awk '{ wall[NR] = $1 * 1000; cpu[NR] = ($2 + $3) * 1000 }
    function middle(a, n,   i, j, t) { for (i = 2; i <= n; i++) for (j = i; j > 1 && a[j - 1] > a[j]; j--) { t = a[j]; a[j] = a[j - 1]; a[j - 1] = t } return a[int(n / 2) + 1] }
    END { printf "%d ms | %d ms", middle(wall, NR), middle(cpu, NR) }'
}

# Two policies of 200 rules each.
policies=$place/policies
mkdir "$policies"
dotnet run benchmarks/tool-policies.cs -- "$policies"

# About 20,000 tests: those that the tool writes for a sample, again and again under other names.
cp samples/policies/itil.json "$policies/long.json"
"$tool" test "$policies/long.json" --generate --cases 2000 | awk '
  /^  \]/ { inside = 0; for (k = 0; k < 131; k++) for (i = 1; i <= n; i++) { line = lines[i]; sub(/^      "name": "/, "&" k " ", line); print line (i == n && k < 130 ? "," : "") } }
  inside && !/^  \]/ { lines[++n] = $0; next }
  { print }
  /"tests": \[/ { inside = 1 }' >"$policies/long.test.json"
count=$("$tool" test "$policies/long.json" | sed -n 's/^ok .* of \([0-9]*\) tests pass$/\1/p')

result=benchmarks/results/tool.md
{
  sed '/^<!-- figures -->$/q' "$result"
  echo
  echo '| command | start to end | processor time |'
  echo '|---|--:|--:|'
  echo "| \`--help\` | $(median "$tool" --help) |"
  echo "| \`check\` of a sample (\`itil.json\`) | $(median "$tool" check samples/policies/itil.json) |"
  echo "| \`test\` of a sample (50 tests) | $(median "$tool" test samples/policies/itil.json) |"
  echo "| \`test\` of $count tests | $(median "$tool" test "$policies/long.json") |"
  echo "| \`diff\` of two policies of 200 rules | $(median "$tool" diff "$policies/old.json" "$policies/new.json") |"
  echo "| the same with \`--assert \"never promisedLess\"\` | $(median "$tool" diff "$policies/old.json" "$policies/new.json" --assert 'never promisedLess') |"
  echo
  echo '`bench` of the samples, in decisions a second on one core:'
  echo
  echo '| policy | requests | steps after them |'
  echo '|---|--:|--:|'
  for policy in itil digibee gitlab; do
    "$tool" bench "samples/policies/$policy.json" --json |
      awk -v name="$policy" '/"perSecond"/ { gsub(/[^0-9]/, "", $2); n[++i] = $2 } END { printf "| `%s.json` | %d | %d |\n", name, n[1], n[2] }'
  done
  echo
  sed -n '/^<!-- end of figures -->$/,$p' "$result"
} >"$place/result"
cp "$place/result" "$result"
cat "$result"
