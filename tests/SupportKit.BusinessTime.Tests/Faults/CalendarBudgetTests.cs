using System.Text;
using NodaTime;

namespace SupportKit.BusinessTime.Tests;

/// <summary>What a calendar of the largest size costs, whoever wrote it: to read it, and to ask it for the first time.</summary>
public sealed class CalendarBudgetTests
{
    private const int Length = 1_000_000;
    private const int MostBytes = 50_000_000;

    [Theory]
    [InlineData("holidays", "\"2026-{i}\"", "\"01-01\"")]
    [InlineData("holidays", "\"01-02/12-30\"", "\"01-01\"")]
    [InlineData("holidays", "\"2027-01-01/2200-12-31\"", "\"01-01\"")]
    [InlineData("holidays", "{ \"nth\": 5, \"weekday\": \"mon\", \"month\": 2, \"days\": 366 }", "\"01-01\"")]
    [InlineData("holidays", "{ \"easter\": 366, \"days\": 366, \"observed\": \"nextMonday\" }", "\"01-01\"")]
    [InlineData("closures", "\"2027-01-01/2200-12-31\"", "\"2026-01-01\"")]
    [InlineData("closures", "\"1900-01-01/2200-12-31\"", "\"2026-01-01\"")]
    [InlineData("closures", "{ \"date\": \"2026-01-05\", \"hours\": [\"10:00-11:00\"] }", "\"2026-01-01\"")]
    [InlineData(
        "openings",
        "{ \"date\": \"2026-01-05\", \"hours\": [\"10:00-11:00\"] }",
        "{ \"date\": \"2026-01-05\", \"hours\": [\"10:00-11:00\"] }"
    )]
    public void A_megabyte_is_read_and_asked_within_a_budget(string list, string entry, string last)
    {
        var text = new StringBuilder(
            $$"""{ "timeZone": "Europe/Paris", "hours": { "mon-fri": ["09:00-17:00"] }, "{{list}}": ["""
        );
        for (var i = 0; i < 9_999 && text.Length < Length - 200; i++)
            text.Append(entry.Replace("{i}", $"{(i % 12) + 1:00}-{(i % 28) + 1:00}", StringComparison.Ordinal))
                .Append(',');
        var whole = text.Append(last).Append("] }").ToString();

        var allocated = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            BusinessCalendar.Parse(whole).IsOpen(Instant.FromUtc(2026, 5, 4, 10, 0));
        }
        catch (BusinessCalendarException refused)
        {
            Assert.Equal("calendar.openings_missing", refused.Code);
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;

        Assert.InRange(allocated, 0, MostBytes);
    }
}
