using System.Text;
using NodaTime;

namespace SupportKit.BusinessTime.Tests;

/// <summary>What reading a text costs at most, whoever wrote it: steps and memory in proportion to its length.</summary>
[Trait("Category", "Long")]
public sealed class ICalendarBudgetTests
{
    private const int Length = 1_000_000;
    private const int MostBytes = 50_000_000;

    public static TheoryData<string, string, string> Texts { get; } =
        new()
        {
            { "", "BEGIN:VEVENT\nDTSTART:20260101\nRRULE:FREQ=YEARLY;COUNT=9999\nSUMMARY:x\nEND:VEVENT\n", "" },
            { "", "BEGIN:VEVENT\nUID:1\nRECURRENCE-ID:20260101\nDTSTART:20260101\nEND:VEVENT\n", "" },
            {
                "",
                "BEGIN:VEVENT\nDTSTART:20261031\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=SA;BYMONTHDAY=31\nEND:VEVENT\n",
                ""
            },
            { "BEGIN:VEVENT\nDTSTART:20260101\n", "EXDATE:20260101\nRDATE:20270101\n", "END:VEVENT\n" },
            { "BEGIN:VEVENT\nDTSTART:20260101\nEXDATE:", "20260101,", "20260101\nEND:VEVENT\n" },
            { "BEGIN:VEVENT\nDTSTART:20260101\nRRULE:FREQ=YEARLY", ";COUNT=2", "\nEND:VEVENT\n" },
            { "BEGIN:VEVENT\nDTSTART:20260101\nDESCRIPTION:", "a\\n\n ", "\nEND:VEVENT\n" },
            { "BEGIN:VEVENT\nDTSTART:20260101\nCATEGORIES:", ",", "\nEND:VEVENT\n" },
            { "", "X\n", "" },
            { "", "\n", "" },
            { "", "BEGIN:VEVENT\n", "" },
            { "BEGIN:VEVENT\nDTSTART:20260101\nRDATE:", "x,", "20260101\nEND:VEVENT\n" },
            { "BEGIN:VEVENT\nDTSTART:20260101\nRRULE:FREQ=YEARLY", ";X{i}=1", "\nEND:VEVENT\n" },
            {
                "",
                "BEGIN:VEVENT\nUID:1\nDTSTART:20260101\nEND:VEVENT\nBEGIN:VEVENT\nUID:1\nRECURRENCE-ID:{date}\nDTSTART:20260101\nEND:VEVENT\n",
                ""
            },
            {
                "",
                "BEGIN:VEVENT\nUID:1\nDTSTART:20260101\nRRULE:FREQ=YEARLY\nEND:VEVENT\nBEGIN:VEVENT\nUID:1\nRECURRENCE-ID:{date}\nDTSTART:20260101\nEND:VEVENT\n",
                ""
            },
            { "X-A", ";B=\"c\"", ":d\n" },
        };

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_megabyte_costs_a_bounded_number_of_steps_and_bytes(string before, string repeated, string after)
    {
        var text = new StringBuilder("BEGIN:VCALENDAR\n").Append(before);
        for (var i = 0; text.Length < Length; i++)
            text.Append(
                repeated
                    .Replace("{i}", $"{i}", StringComparison.Ordinal)
                    .Replace("{date}", $"{new LocalDate(1900, 1, 1).PlusDays(i):uuuuMMdd}", StringComparison.Ordinal)
            );
        var whole = text.Append(after).Append("END:VCALENDAR\n").ToString();
        var log = new ReadingLog();

        var allocated = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            ICalendarHolidays.Read(whole, ICalendarOptions.Default, log);
        }
        catch (BusinessCalendarException refused)
        {
            Assert.InRange(refused.Problems.Length, 1, ReadingLog.MostProblems);
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;

        Assert.InRange(log.Steps, 0, 5 * whole.Length);
        Assert.InRange(allocated, 0, MostBytes);
    }

    [Theory]
    [InlineData(4_000_001, 0)]
    [InlineData(0, 10_001)]
    public void More_than_one_file_may_have_is_refused(int characters, int events)
    {
        var text = new StringBuilder("BEGIN:VCALENDAR\n");
        for (var i = 0; i < events; i++)
            text.Append("BEGIN:VEVENT\nDTSTART:20260101\nEND:VEVENT\n");
        text.Append("END:VCALENDAR\n").Append('\n', Math.Max(0, characters - text.Length));

        var fault = Assert.Throws<BusinessCalendarException>(() => ICalendarHolidays.Parse(text.ToString()));

        Assert.Equal("ical.text_oversized", Assert.Single(fault.Problems).Code);
    }
}
