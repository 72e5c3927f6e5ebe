using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace SupportKit.BusinessTime.Tests;

/// <summary>Cases computed by another engine. The file lives outside the project; without it the test is skipped.</summary>
public sealed class IndependentVectorsTests
{
    [Fact]
    [Trait("Category", "Long")]
    public void Every_case_of_the_independent_engine_is_answered_alike()
    {
        var file = Find();
        if (file is null)
            Assert.Skip("shared/data/business-time-vectors.json is not beside the repository.");
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        var calendars = document
            .RootElement.GetProperty("schedules")
            .EnumerateObject()
            .ToDictionary(schedule => schedule.Name, schedule => Calendar(schedule.Value));
        var wrong = new List<string>();
        var count = 0;
        foreach (var vector in document.RootElement.GetProperty("vectors").EnumerateArray())
        {
            count++;
            var calendar = calendars[vector.GetProperty("schedule").GetString()!];
            var (expected, actual) = Answer(calendar, vector);
            if (expected != actual)
                wrong.Add($"{vector.GetRawText()} but was {actual}");
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} of {count} differ:\n{string.Join('\n', wrong.Take(20))}");
        Assert.True(count > 1000, $"Only {count} cases were found.");
    }

    private static (string Expected, string Actual) Answer(BusinessCalendar calendar, JsonElement vector)
    {
        var expected = vector.GetProperty("expected");
        return vector.GetProperty("op").GetString() switch
        {
            "add" => (expected.GetString()!, Text(calendar.Add(At(vector, "start"), Seconds(vector)))),
            "subtract" => (expected.GetString()!, Text(calendar.Subtract(At(vector, "start"), Seconds(vector)))),
            "within" => (
                expected.GetInt64().ToString(),
                calendar.Between(At(vector, "from"), At(vector, "to")).TotalSeconds.ToString()
            ),
            "in_hours" => (expected.GetBoolean().ToString(), calendar.IsOpen(At(vector, "at")).ToString()),
            "add_days" => (
                expected.GetString()!,
                Text(calendar.AddBusinessDays(At(vector, "start"), Days(vector), default))
            ),
            "subtract_days" => (
                expected.GetString()!,
                Text(calendar.AddBusinessDays(At(vector, "start"), -Days(vector), default))
            ),
            var other => throw new InvalidOperationException($"A case asks for '{other}'."),
        };
    }

    /// <summary>There a holiday wins over a shift, here an opening over a holiday: so its holidays become closures.</summary>
    private static BusinessCalendar Calendar(JsonElement schedule)
    {
        var builder = BusinessCalendar.In(schedule.GetProperty("timeZone").GetString()!);
        foreach (var day in schedule.GetProperty("hours").EnumerateObject())
            builder.Open(day.Name, Hours(day.Value));
        foreach (var shift in Dates(schedule, "shifts"))
            builder.OpenInsteadOn(Date(shift.Name), Hours(shift.Value));
        foreach (var pause in Dates(schedule, "breaks"))
            builder.Closed(Date(pause.Name), Hours(pause.Value));
        if (schedule.TryGetProperty("holidays", out var holidays))
        {
            foreach (var holiday in holidays.EnumerateArray())
                builder.Closed(Date(holiday.GetString()!));
        }

        return builder.Build();
    }

    private static JsonElement.ObjectEnumerator Dates(JsonElement schedule, string name) =>
        schedule.TryGetProperty(name, out var dates) ? dates.EnumerateObject() : default;

    private static string[] Hours(JsonElement hours) =>
        [.. hours.EnumerateObject().Select(range => $"{range.Name}-{range.Value.GetString()}")];

    private static LocalDate Date(string text) => LocalDatePattern.Iso.Parse(text).Value;

    private static Instant At(JsonElement vector, string name) =>
        InstantPattern.ExtendedIso.Parse(vector.GetProperty(name).GetString()!).Value;

    private static Duration Seconds(JsonElement vector) =>
        Duration.FromSeconds(vector.GetProperty("durationSeconds").GetInt64());

    private static int Days(JsonElement vector) => vector.GetProperty("days").GetInt32();

    private static string Text(Instant instant) => InstantPattern.ExtendedIso.Format(instant);

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(RepositoryRoot.Path); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "shared", "data", "business-time-vectors.json");
            if (File.Exists(file))
                return file;
        }

        return null;
    }
}
