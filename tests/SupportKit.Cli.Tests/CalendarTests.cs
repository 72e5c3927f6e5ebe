using System.Text.Json;
using System.Xml.Linq;

namespace SupportKit.Cli.Tests;

public sealed class CalendarTests : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly string policy;

    public CalendarTests() => policy = folder.Add("small.json", SmallPolicy.Text);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_year_fits_a_terminal_of_eighty_columns_and_names_its_holidays()
    {
        var run = ToolRun.In(80, "", "calendar", policy, "2026");

        Assert.Equal(("", ExitCodes.Success), (run.Error, run.Code));
        Assert.StartsWith("2026, office of small\n", run.Output, StringComparison.Ordinal);
        // January, February and March; New Year's Day is a Thursday.
        Assert.Contains("          1* 2  3. 4. ", run.Output, StringComparison.Ordinal);
        Assert.Contains("Mon 2026-04-06  Lundi de Pâques, closed\n", run.Output, StringComparison.Ordinal);
        Assert.All(run.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public void A_set_of_holidays_is_drawn_without_a_policy()
    {
        var run = ToolRun.Of("calendar", "fr", "2026");

        Assert.Equal(("", ExitCodes.Success), (run.Error, run.Code));
        Assert.Contains("Tue 2026-07-14  ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Hours_that_are_not_the_usual_ones_are_told()
    {
        var other = folder.Add(
            "other.json",
            SmallPolicy.Text.Replace(
                "\"holidays\": [\"fr\"]",
                "\"holidays\": [\"fr\"], \"openings\": [{ \"date\": \"2026-12-24\", \"hours\": [\"09:00-12:00\"], \"instead\": true }]",
                StringComparison.Ordinal
            )
        );

        var run = ToolRun.Of("calendar", other, "2026");

        Assert.Contains("Thu 2026-12-24  09:00-12:00\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("24~", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Hours_that_end_at_midnight_are_written_so()
    {
        var late = folder.Add(
            "late.json",
            SmallPolicy.Text.Replace("09:00-17:00", "18:00-24:00", StringComparison.Ordinal)
        );

        Assert.Contains(
            "18:00-24:00",
            ToolRun.Of("calendar", late, "2026", "--format", "json").Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_figures_are_those_of_the_calendar()
    {
        using var json = JsonDocument.Parse(ToolRun.Of("calendar", policy, "2026", "--format", "json").Output);
        var year = json.RootElement;

        Assert.Equal(365, year.GetProperty("days").GetArrayLength());
        // 261 days from Monday to Friday, of which eight are holidays.
        Assert.Equal(year.GetProperty("openDays").GetInt32() * 8 * 60, year.GetProperty("openMinutes").GetInt32());
        Assert.Equal(252, year.GetProperty("openDays").GetInt32());
    }

    [Theory]
    [InlineData("--svg")]
    [InlineData("--html")]
    public void A_drawing_is_well_formed_and_loads_nothing(string option)
    {
        var named = folder.Add(
            "named.json",
            SmallPolicy.Text.Replace(
                "\"holidays\": [\"fr\"]",
                "\"holidays\": [{ \"date\": \"2026-03-03\", \"name\": \"<script>alert(1)</script> & more\" }]",
                StringComparison.Ordinal
            )
        );

        var text = ToolRun.Of("calendar", named, "2026", option).Output;

        var svg = XDocument.Parse(
            text[text.IndexOf("<svg", StringComparison.Ordinal)..(text.IndexOf("</svg>", StringComparison.Ordinal) + 6)]
        );
        Assert.Equal(365, svg.Descendants().Count(element => element.Name.LocalName == "title"));
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; more", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", text, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", text, StringComparison.Ordinal);
        Assert.DoesNotContain("href", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("frr 2026", "Did you mean \"fr\"?")]
    [InlineData("fr 1800", "Calendars do not know the year 1800.")]
    [InlineData("fr 2026 --calendar office", "\"fr\" is a set of holidays, and has no calendars.")]
    [InlineData("POLICY 2026 --calendar ofice", "Did you mean \"office\"?")]
    public void What_there_is_not_is_refused(string arguments, string cause)
    {
        var run = ToolRun.Of(["calendar", .. arguments.Replace("POLICY", policy, StringComparison.Ordinal).Split(' ')]);

        Assert.Equal((ExitCodes.Unusable, ""), (run.Code, run.Output));
        Assert.Contains(cause, run.Error, StringComparison.Ordinal);
    }
}
