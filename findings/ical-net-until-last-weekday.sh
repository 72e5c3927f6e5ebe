#!/usr/bin/env bash
# Ical.Net 5.2.4: a yearly rule on the nth weekday of a month loses its last occurrence when UNTIL is that very date and
# DTSTART lies later in its own year. RFC 5545, section 3.3.10, includes UNTIL: "the last instance of the recurrence".
#
# Thanksgiving (FREQ=YEARLY;BYMONTH=11;BYDAY=4TH) from 2024-11-28 is on 2025-11-27 and 2026-11-26. Seen, per UNTIL:
#   20261126: 2024-11-28 2025-11-27
#   20261127: 2024-11-28 2025-11-27 2026-11-26
#   20261128: 2024-11-28 2025-11-27 2026-11-26
set -e
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > finding.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
  </PropertyGroup>
  <ItemGroup><PackageReference Include="Ical.Net" Version="[5.2.4]" /></ItemGroup>
</Project>
P
cat > Program.cs <<'P'
using Ical.Net;

foreach (var until in new[] { "20261126", "20261127", "20261128" })
{
    var calendar = Calendar.Load(string.Join("\r\n",
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Made up//EN", "BEGIN:VEVENT", "UID:1@example.com", "DTSTAMP:20240101T000000Z",
        "DTSTART;VALUE=DATE:20241128", $"RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;UNTIL={until}", "END:VEVENT", "END:VCALENDAR", ""))!;
    Console.WriteLine($"{until}: {string.Join(' ', calendar.GetOccurrences().Select(o => o.Period.StartTime.Date.ToString("yyyy-MM-dd")))}");
}
P
dotnet run > seen.txt
cat seen.txt
diff seen.txt - <<'S'
20261126: 2024-11-28 2025-11-27
20261127: 2024-11-28 2025-11-27 2026-11-26
20261128: 2024-11-28 2025-11-27 2026-11-26
S
