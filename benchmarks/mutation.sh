#!/usr/bin/env bash
# Mutation testing with Stryker: how many small changes of the code do the tests notice?
#
#   bash benchmarks/mutation.sh SupportKit.BusinessTime '**/Hours/*.cs' '**/BusinessCalendar.Time.cs'
#   TESTS='Sla Scenarios' bash benchmarks/mutation.sh SupportKit '**/Sla/*.cs'
#
# The first argument is a project below src, whose tests are the project of the same name below tests; the others say which files
# are changed. TESTS names the folders whose tests are run; without it, all are: first to see which change each of them reaches, which
# takes long for SupportKit. It works on a copy of the last commit, so that nothing here changes, and leaves the report in
# artifacts/mutation. Ten to thirty minutes for some hundred mutants of SupportKit are usual when TESTS names the folders that reach them.
set -euo pipefail
cd "$(dirname "$0")/.."
project=$1
shift
files=$(printf '"%s",' "$@")
report=$PWD/artifacts/mutation
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
git clone --quiet --local . "$folder/copy"
dotnet tool install dotnet-stryker --version 5.1.0 --tool-path "$folder/tools" >/dev/null
cd "$folder/copy/tests/$project.Tests"

# Stryker runs every test that it finds: on this platform it has no filter. So the copy goes without its long category.
grep -rlE '^\[Trait\("Category", "Long"\)\]' --include='*.cs' . | xargs -r rm
find . -name '*.cs' -exec perl -0pi -e '
  s/\[(Fact|Theory)\](\s*\[Trait\("Category", "Long"\)\])/[$1(Skip = "long")]$2/g;
  s/\[Trait\("Category", "Long"\)\]\s*\[(Fact|Theory)\]/[$1(Skip = "long")]/g;
  s/\[Law\([^)]*\)\](\s*)\[Trait\("Category", "Long"\)\]/[Law(1)]/g;
' {} +

export RunAnalyzers=false # which would miss the data of what is skipped

# What stands in other folders stays, since the named tests use some of it, but is no test here: even one that is skipped costs time, as
# Stryker asks each test by itself which changes it reaches.
if [[ -n "${TESTS:-}" ]]; then
  find . -mindepth 2 -name '*.cs' -not -path './bin/*' -not -path './obj/*' | grep -vE "^\./(${TESTS// /|})/" | xargs perl -0pi -e '
    s/\[(Fact|Theory|Law)(\((?:[^()]|\([^()]*\))*\))?\]//g;
  '
fi

cat >stryker-config.json <<JSON
{
  "stryker-config": {
    "project": "$project.csproj",
    "test-runner": "mtp",
    "coverage-analysis": "perTest",
    "additional-timeout": ${EXTRA_MS:-5000},
    "concurrency": 1,
    "reporters": ["json", "cleartext"],
    "mutate": [${files%,}]
  }
}
JSON
"$folder/tools/dotnet-stryker" --output "$report"
