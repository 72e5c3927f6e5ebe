#!/usr/bin/env bash
# What opening, replying and firing cost, against a commit before: builds both, lets them take turns, and writes the ratios into
# benchmarks/results/reliability.md. The commit is that of the last change before the work on faults; another can be given.
set -euo pipefail
cd "$(dirname "$0")/.."
commit=${1:-9bff35c}
before=$(mktemp -d)
trap 'git worktree remove --force "$before"' EXIT
git worktree add --quiet --detach "$before" "$commit"
cp -r benchmarks/CommandCost "$before/benchmarks/"
rm -rf "$before/benchmarks/CommandCost/obj" "$before/benchmarks/CommandCost/bin"
for place in "$before" .; do
  dotnet build "$place/benchmarks/CommandCost" --configuration Release -v q -nologo -p:RunAnalyzers=false -p:ContinuousIntegrationBuild=false
done
program=benchmarks/CommandCost/bin/Release/net10.0/CommandCost.dll
dotnet "$program" compare "$before/$program" "$PWD/$program" benchmarks/results/reliability.md "$commit"
