using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace SupportKit.BusinessTime.Tests;

/// <summary>The project's own cases: the file is what the minute walk says, and the engine says the same.</summary>
public sealed class OwnVectorsTests
{
    [Fact]
    [Trait("Category", "Long")]
    public void The_file_is_what_the_minute_walk_works_out()
    {
        var walked = VectorFile.Generate();
        if (Environment.GetEnvironmentVariable("SUPPORTKIT_WRITE_VECTORS") == "1")
            File.WriteAllText(VectorFile.Path, walked);
        Assert.Equal(walked, File.ReadAllText(VectorFile.Path), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Every_case_in_the_file_is_answered_alike()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(VectorFile.Path));
        var count = 0;
        foreach (var group in file.RootElement.GetProperty("groups").EnumerateArray())
        {
            var calendar = BusinessCalendar.Read(group.GetProperty("calendar"));
            foreach (var c in group.GetProperty("cases").EnumerateArray())
            {
                Compare(calendar, c);
                count++;
            }
        }

        Assert.Equal(480, count);
    }

    private static void Compare(BusinessCalendar calendar, JsonElement c)
    {
        var (at, days) = (At(c, "at"), c.GetProperty("days").GetInt32());
        var open = Duration.FromMinutes((long)c.GetProperty("open").GetInt32());
        var between = Duration.FromMinutes(c.GetProperty("betweenMiddle").GetInt64());
        Assert.Equal(c.GetProperty("isOpen").GetBoolean(), calendar.IsOpen(at));
        Assert.Equal(At(c, "add"), calendar.Add(at, open));
        Assert.Equal(At(c, "subtract"), calendar.Subtract(at, open));
        Assert.Equal(between, calendar.Between(at, At(c, "middle")));
        Assert.Equal(At(c, "nextOpening"), calendar.NextOpening(at));
        Assert.Equal(At(c, "nextClosing"), calendar.NextClosing(at));
        Assert.Equal(At(c, "previousClosing"), calendar.PreviousClosing(at));
        Assert.Equal(At(c, "sameLocalTime"), calendar.AddBusinessDays(at, days, BusinessDayRule.SameLocalTime));
        Assert.Equal(At(c, "endOfDay"), calendar.AddBusinessDays(at, days, BusinessDayRule.EndOfDay));
    }

    private static Instant At(JsonElement c, string name) =>
        InstantPattern.General.Parse(c.GetProperty(name).GetString()!).Value;
}
