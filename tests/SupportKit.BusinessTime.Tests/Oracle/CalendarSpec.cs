using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace SupportKit.BusinessTime.Tests;

/// <summary>A calendar as plain data, from which both the engine's (through JSON) and the oracle's are made.</summary>
internal sealed record CalendarSpec(
    string Zone,
    IReadOnlyList<WeeklySpec> Weekly,
    IReadOnlyList<HolidaySpec> Holidays,
    IReadOnlyList<ClosureSpec> Closures,
    IReadOnlyList<OpeningSpec> Openings
)
{
    internal BusinessCalendar Build() => BusinessCalendar.Parse(ToString());

    /// <summary>The calendar, or nothing when it never opens; any other fault is the test's to report.</summary>
    internal BusinessCalendar? BuildOrNull()
    {
        try
        {
            return Build();
        }
        catch (BusinessCalendarException e) when (e.Code == BusinessCalendarErrors.OpeningsMissing)
        {
            return null;
        }
    }

    public override string ToString()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("timeZone", Zone);
            json.WriteStartObject("hours");
            foreach (var day in Weekly)
                Write(json, day.Days, day.Hours);
            json.WriteEndObject();
            json.WriteStartArray("holidays");
            foreach (var holiday in Holidays)
                json.WriteRawValue(holiday.Json);
            json.WriteEndArray();
            json.WriteStartArray("closures");
            foreach (var closure in Closures)
                Write(json, closure.First, closure.Last, closure.Hours, instead: false);
            json.WriteEndArray();
            json.WriteStartArray("openings");
            foreach (var opening in Openings)
                Write(json, opening.Date, opening.Date, opening.Hours, opening.Instead);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(
        Utf8JsonWriter json,
        LocalDate first,
        LocalDate last,
        IReadOnlyList<HoursSpec> hours,
        bool instead
    )
    {
        if (hours.Count == 0)
        {
            json.WriteStringValue($"{LocalDatePattern.Iso.Format(first)}/{LocalDatePattern.Iso.Format(last)}");
            return;
        }

        json.WriteStartObject();
        json.WriteString("date", LocalDatePattern.Iso.Format(first));
        Write(json, "hours", hours);
        if (instead)
            json.WriteBoolean("instead", true);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<HoursSpec> hours)
    {
        json.WriteStartArray(name);
        foreach (var range in hours)
            json.WriteStringValue(range.ToString());
        json.WriteEndArray();
    }
}

/// <summary>Hours by minute of day; an end at or before the start is on the next day.</summary>
internal sealed record HoursSpec(int Start, int End)
{
    /// <summary>Whether a minute counted from the day's midnight, past 1440 on the next day, is inside.</summary>
    internal bool Contains(int minute) => minute >= Start && minute < (End <= Start ? End + 1440 : End);

    public override string ToString() => $"{Start / 60:00}:{Start % 60:00}-{End / 60:00}:{End % 60:00}";
}

internal sealed record WeeklySpec(string Days, IReadOnlyList<IsoDayOfWeek> On, IReadOnlyList<HoursSpec> Hours);

/// <summary>A holiday as JSON, and what it means, worked out date by date.</summary>
internal sealed record HolidaySpec(string Json, Func<LocalDate, bool> Falls);

/// <summary>Whole days when there are no hours.</summary>
internal sealed record ClosureSpec(LocalDate First, LocalDate Last, IReadOnlyList<HoursSpec> Hours);

internal sealed record OpeningSpec(LocalDate Date, IReadOnlyList<HoursSpec> Hours, bool Instead);
