using SupportKit.BusinessTime;

namespace SupportKit.Repository.Tests;

/// <summary>Code that documents show of time-zone data: it compiles, and nothing runs it.</summary>
internal static class TimeZoneSnippets
{
    internal static void UseFile()
    {
        using var file = File.OpenRead("tzdb2026f.nzd");
        TimeZoneData.Use(file); // before the first calendar or policy is read
    }
}
