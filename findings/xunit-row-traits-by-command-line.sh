#!/usr/bin/env bash
# xunit.v3 4.0.2: a test program leaves out other tests by trait, depending on which of its two command lines it has. A row of a
# theory may carry traits of its own ([InlineData(2, Traits = [...])]). By the command line of the Microsoft testing platform,
# --filter-not-trait leaves such a row out. By the program's own command line, -trait- runs it all the same, and -trait finds nothing
# to run, without a word: there the rows of a theory are made only when it runs, so that the filter sees the theory and not its
# rows. The same program, built with UseMicrosoftTestingPlatformRunner or without it, hence runs the slow rows that it was told to leave out.
#
# Seen, for two rows of which the second has the trait Category=Long:
#   platform without Long: row 1
#   platform with Long: row 2
#   own without Long: row 1, row 2
#   own with Long: nothing
set -e
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > Rows.cs <<'P'
using System;
using Xunit;

public class Rows
{
    [Theory]
    [InlineData(1)]
    [InlineData(2, Traits = new[] { "Category", "Long" })]
    public void Row(int number) => Console.WriteLine($"row {number}");
}
P
build() {
  mkdir "$1"
  cp Rows.cs "$1/"
  cat > "$1/rows.csproj" <<P
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <UseMicrosoftTestingPlatformRunner>$2</UseMicrosoftTestingPlatformRunner>
  </PropertyGroup>
  <ItemGroup><PackageReference Include="xunit.v3" Version="[4.0.2]" /></ItemGroup>
</Project>
P
  dotnet build "$1" --verbosity quiet --nologo >/dev/null
}
rows() {
  local found
  found=$("$@" 2>/dev/null | grep -o '^row [0-9]' | sort | paste -sd, | sed 's/,/, /g') || true
  echo "${found:-nothing}"
}
build platform true
build own false
seen=$(
  echo "platform without Long: $(rows platform/bin/Debug/net10.0/rows --filter-not-trait Category=Long)"
  echo "platform with Long: $(rows platform/bin/Debug/net10.0/rows --filter-trait Category=Long)"
  echo "own without Long: $(rows own/bin/Debug/net10.0/rows -trait- Category=Long -noColor)"
  echo "own with Long: $(rows own/bin/Debug/net10.0/rows -trait Category=Long -noColor)"
)
expected='platform without Long: row 1
platform with Long: row 2
own without Long: row 1, row 2
own with Long: nothing'
echo "$seen"
[ "$seen" = "$expected" ]
