#!/usr/bin/env bash
# Ical.Net 5.2.4: an event that lasts from one local midnight to another and recurs each year keeps its hours, not its days.
# A holiday week written with times in a zone so ends at 01:00 of the day after in years whose week holds the change to
# summer time, and a reader that takes the dates it touches closes a day more.
#
# The week from 2016-03-20 00:00 to 2016-03-27 00:00, Europe/Paris, holds no change in 2016; it does in 2017 (26 March) and
# 2018 (25 March). Seen:
#   2016-03-20T00:00 2016-03-27T00:00
#   2017-03-20T00:00 2017-03-27T01:00
#   2018-03-20T00:00 2018-03-27T01:00
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

var calendar = Calendar.Load(string.Join("\r\n",
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Made up//EN", "BEGIN:VEVENT", "UID:1@example.com", "DTSTAMP:20160101T000000Z",
    "DTSTART;TZID=Europe/Paris:20160320T000000", "DTEND;TZID=Europe/Paris:20160327T000000", "RRULE:FREQ=YEARLY;COUNT=3",
    "END:VEVENT", "END:VCALENDAR", ""))!;
foreach (var period in calendar.GetOccurrences().Select(o => o.Period))
    Console.WriteLine($"{period.StartTime.Value:yyyy-MM-ddTHH:mm} {period.EffectiveEndTime!.Value:yyyy-MM-ddTHH:mm}");
P
dotnet run > seen.txt
cat seen.txt
diff seen.txt - <<'S'
2016-03-20T00:00 2016-03-27T00:00
2017-03-20T00:00 2017-03-27T01:00
2018-03-20T00:00 2018-03-27T01:00
S
