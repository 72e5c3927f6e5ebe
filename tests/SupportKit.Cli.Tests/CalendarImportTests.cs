using System.Globalization;
using System.Text.Json;

namespace SupportKit.Cli.Tests;

/// <summary>Holidays from a file that others wrote, with what is wrong with it.</summary>
public sealed class CalendarImportTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_holidays_of_a_file_can_be_put_into_a_policy()
    {
        var file = Add(Event("Carnival", "20260217"), Event("Founders' day", "20260604", "RRULE:FREQ=YEARLY"));

        var run = ToolRun.Of("calendar", "import", file);

        Assert.Equal(ExitCodes.Success, run.Code);
        Assert.Equal("2 holidays, 0 faults, 0 events left out.\n", run.Error);
        var policy = SmallPolicy.Text.Replace("[\"fr\"]", run.Output.Trim(), StringComparison.Ordinal);
        Assert.NotEqual(SmallPolicy.Text, policy);
        Assert.Contains(
            "Tue 2026-02-17  Carnival, closed\n",
            ToolRun.Of("calendar", folder.Add("small.json", policy), "2026").Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Every_fault_is_listed_once_with_its_line_and_nothing_is_taken()
    {
        var file = Add(Event("Good", "20260217"), Event("No date", "soon"), Event("Timed", "20260604T101500"));

        var run = ToolRun.Of("calendar", "import", file);

        Assert.Equal((ExitCodes.Failure, ""), (run.Code, run.Output));
        Assert.Contains(", line 8: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(", line 12: ", run.Error, StringComparison.Ordinal);
        var (first, second) = (
            run.Error.IndexOf(", line 8: ", StringComparison.Ordinal),
            run.Error.IndexOf(", line 12: ", StringComparison.Ordinal)
        );
        Assert.True(first < second, "The faults are not in the order of the file.");
        Assert.Contains("0 holidays, 2 faults, 0 events left out.\n", run.Error, StringComparison.Ordinal);
        Assert.Contains("--take-good", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_good_events_are_taken_when_asked_for_and_the_faults_still_fail()
    {
        var file = Add(
            Event("Good", "20260217"),
            Event("No date", "soon"),
            Event("Broken line", "20260305", "this is no line"),
            Event("Last", "20261231")
        );

        var run = ToolRun.Of("calendar", "import", file, "--take-good");

        Assert.Equal(ExitCodes.Failure, run.Code);
        Assert.Contains("2 holidays, 2 faults", run.Error, StringComparison.Ordinal);
        Assert.Contains("\"Good\"", run.Output, StringComparison.Ordinal);
        Assert.Contains("\"Last\"", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Broken", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void More_faults_than_the_reader_tells_at_a_time_are_all_told()
    {
        var events = Enumerable.Range(0, 2500).Select(i => Event($"Bad {i}", "soon")).Append(Event("Good", "20260217"));
        var file = Add([.. events]);

        using var json = JsonDocument.Parse(ToolRun.Of("calendar", "import", file, "--take-good", "--json").Output);

        var faults = json
            .RootElement.GetProperty("faults")
            .EnumerateArray()
            .Select(fault => fault.GetProperty("at").GetString())
            .ToList();
        Assert.Equal(2500, faults.Distinct().Count());
        Assert.Equal(2500, faults.Count);
        Assert.Equal(1, json.RootElement.GetProperty("holidays").GetArrayLength());
    }

    [Theory]
    [InlineData("", 1, 2)]
    [InlineData("--all", 3, 0)]
    [InlineData("--all --category holiday", 1, 2)]
    [InlineData("--all --without swap", 2, 1)]
    public void What_is_no_holiday_is_left_out_and_named(string options, int taken, int leftOut)
    {
        var file = Add(
            Event("Day off", "20260217", "CATEGORIES:Holiday"),
            Event("Day of thanks", "20260218", "CATEGORIES:Observance"),
            Event("Working day (swap)", "20260221")
        );

        using var json = JsonDocument.Parse(
            ToolRun
                .Of([
                    "calendar",
                    "import",
                    file,
                    "--json",
                    .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries),
                ])
                .Output
        );

        Assert.Equal(
            (taken, leftOut),
            (
                json.RootElement.GetProperty("holidays").GetArrayLength(),
                json.RootElement.GetProperty("leftOut").GetArrayLength()
            )
        );
    }

    [Fact]
    public void An_event_with_a_time_can_be_left_out_by_an_option()
    {
        var file = Add(Event("Good", "20260217"), Event("Timed", "20260604T101500"));

        var run = ToolRun.Of("calendar", "import", file, "--whole-days");

        Assert.Equal(ExitCodes.Success, run.Code);
        Assert.Contains("1 holiday, 0 faults, 1 event left out.\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_breaks_off_is_not_taken_in_parts()
    {
        var whole = File.ReadAllText(Add(Event("Good", "20260217"), Event("Cut", "20260604")));
        var cut = folder.Add(
            "cut.ics",
            whole[
                ..whole.IndexOf("END:VEVENT", whole.IndexOf("Cut", StringComparison.Ordinal), StringComparison.Ordinal)
            ]
        );

        var listed = ToolRun.Of("calendar", "import", cut);
        var asked = ToolRun.Of("calendar", "import", cut, "--take-good");

        Assert.Equal((ExitCodes.Failure, ""), (listed.Code, listed.Output));
        Assert.Contains("is the text cut off?", listed.Error, StringComparison.Ordinal);
        Assert.Equal((ExitCodes.Unusable, ""), (asked.Code, asked.Output));
        Assert.Contains(ToolErrors.CalendarInvalid, asked.Error, StringComparison.Ordinal);
    }

    private string Add(params string[] events) =>
        folder.Add(
            "holidays.ics",
            string.Create(CultureInfo.InvariantCulture, $"BEGIN:VCALENDAR\r\n{string.Concat(events)}END:VCALENDAR\r\n")
        );

    private static string Event(string summary, string start, params string[] more) =>
        string.Concat(
            new List<string> { "BEGIN:VEVENT", $"SUMMARY:{summary}", $"DTSTART:{start}" }
                .Concat(more)
                .Append("END:VEVENT")
                .Select(line => $"{line}\r\n")
        );
}
