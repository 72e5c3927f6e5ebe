using System.Collections.Immutable;
using NodaTime;

namespace SupportKit.BusinessTime;

/// <summary>The lines of one <c>VEVENT</c>, and what they say of it.</summary>
internal sealed class EventReader(ContentLine begin)
{
    private readonly Dictionary<string, ContentLine> single = new(StringComparer.Ordinal);
    private readonly List<ContentLine> categories = [];

    internal ContentLine Begin => begin;

    /// <summary>The lines that may come more than once and give dates.</summary>
    internal List<ContentLine> Exceptions { get; } = [];

    internal List<ContentLine> Extras { get; } = [];

    internal string? Uid => single.GetValueOrDefault("UID")?.Value;

    internal void Add(ContentLine line, ReadingLog log)
    {
        switch (line.Name)
        {
            case "EXDATE":
                Exceptions.Add(line);
                break;
            case "RDATE":
                Extras.Add(line);
                break;
            case "CATEGORIES":
                categories.Add(line);
                break;
            default:
                // The same said twice is said once.
                if (!single.TryAdd(line.Name, line) && single[line.Name].Value != line.Value)
                    log.Add(ICalendarErrors.EventInvalid, line, $"An event has {line.Name} once. Remove one of both.");
                break;
        }
    }

    internal ContentLine? Line(string name) => single.GetValueOrDefault(name);

    /// <summary>What a filter is told. Nothing that is wrong is reported: it does not matter in what is left out.</summary>
    internal ICalendarEvent Describe(DateTimeZone zone)
    {
        var start = Line("DTSTART") is { } line ? ICalendarTime.Read(line.Value, zone) : null;
        return new ICalendarEvent
        {
            Line = begin.Number,
            Uid = Uid,
            Summary = Text("SUMMARY"),
            Description = Text("DESCRIPTION"),
            Categories = [.. categories.SelectMany(list => ICalendarText.List(list.Value))],
            Status = Line("STATUS")?.Value.ToUpperInvariant(),
            IsTransparent = "TRANSPARENT".Equals(Line("TRANSP")?.Value, StringComparison.OrdinalIgnoreCase),
            SpecialDay = Line("X-APPLE-SPECIAL-DAY")?.Value.ToUpperInvariant(),
            IsAllDay = start is { } at && Days(at, zone) is > 0,
            Start = start is { } read && Horizon.Contains(read.Date) ? read.Date : null,
        };
    }

    /// <summary>How many whole days it lasts, from its start; null when they are not whole or cannot be read, negative when it ends before it starts.</summary>
    internal int? Days(ICalendarTime start, DateTimeZone zone)
    {
        if (Line("DTEND") is { } end)
            return ICalendarTime.Read(end.Value, zone) is { } read ? EventLength.Between(start, read) : null;
        if (Line("DURATION") is { } duration)
            return EventLength.Seconds(duration.Value) is { } seconds ? EventLength.Of(start, seconds) : null;
        return start.IsDate ? 1 : null;
    }

    private string? Text(string name)
    {
        var text = Line(name) is { } line ? ICalendarText.Unescape(line.Value).Trim() : "";
        return text.Length == 0 ? null : text;
    }
}
