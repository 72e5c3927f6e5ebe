using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using SupportKit.BusinessTime;

namespace SupportKit.Tickets;

/// <summary>
/// How long a promise gives: elapsed time, open time of a calendar, or business days of a calendar. Immutable.
/// Its text form is what policies and events hold: <c>30m</c>, <c>8h in office</c>, <c>1bd in office</c>,
/// <c>1bd in office, end of day</c>.
/// </summary>
[JsonConverter(typeof(PromisedTimeJsonConverter))]
public sealed record PromisedTime
{
    private const string EndOfDay = ", end of day";

    private PromisedTime(Duration length, int days, string? calendar, BusinessDayRule rule) =>
        (Length, BusinessDays, Calendar, DayRule) = (length, days, calendar, rule);

    /// <summary>The length in elapsed or open time; zero when counted in business days.</summary>
    public Duration Length { get; }

    /// <summary>The number of business days; 0 when counted in time.</summary>
    public int BusinessDays { get; }

    /// <summary>The id of the calendar it is counted in; null for elapsed time.</summary>
    public string? Calendar { get; }

    /// <summary>At which time of the last business day it ends.</summary>
    public BusinessDayRule DayRule { get; }

    /// <summary>
    /// Reads an amount (<c>30m</c>, <c>4h</c>, <c>2d</c> of 24 hours, <c>3bd</c>) to be counted in a calendar.
    /// </summary>
    /// <returns>Null when the amount is not of that form, not positive, over ten years, or in business days without a calendar.</returns>
    public static PromisedTime? TryCreate(
        string amount,
        string? calendar,
        BusinessDayRule rule = BusinessDayRule.SameLocalTime
    )
    {
        var digits = amount.TakeWhile(char.IsAsciiDigit).Count();
        if (
            !int.TryParse(amount.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number == 0
        )
            return null;
        var length = amount[digits..] switch
        {
            "m" => Duration.FromMinutes(number),
            "h" => Duration.FromHours(number),
            "d" => Duration.FromDays(number),
            "bd" when calendar is not null && number <= 2600 => Duration.Zero,
            _ => Duration.MaxValue,
        };
        return length > Duration.FromDays(3653)
            ? null
            : new PromisedTime(length, length == Duration.Zero ? number : 0, calendar, rule);
    }

    /// <summary>
    /// The instant by which the time has passed from <paramref name="start"/>. In business days, a start outside the
    /// hours counts as the next opening: who asks on Sunday asks on Monday morning.
    /// </summary>
    /// <param name="start">Where the count starts.</param>
    /// <param name="calendar">The calendar named by <see cref="Calendar"/>; null for elapsed time.</param>
    public Instant From(Instant start, BusinessCalendar? calendar)
    {
        if (calendar is null)
            return start + Length;
        if (BusinessDays == 0)
            return calendar.Add(start, Length);
        var counted = calendar.IsOpen(start) ? start : calendar.NextOpening(start);
        return calendar.AddBusinessDays(counted, BusinessDays, DayRule);
    }

    /// <summary>The instant that lies so long before <paramref name="end"/>, in the same count.</summary>
    public Instant Before(Instant end, BusinessCalendar? calendar) =>
        calendar is null ? end - Length
        : BusinessDays == 0 ? calendar.Subtract(end, Length)
        : calendar.AddBusinessDays(end, -BusinessDays, BusinessDayRule.SameLocalTime);

    /// <summary>The text form; the same on every machine.</summary>
    public override string ToString()
    {
        var amount = BusinessDays > 0 ? Invariant($"{BusinessDays}bd") : Text(Length);
        var calendar = Calendar is null ? "" : $" in {Calendar}";
        return amount + calendar + (BusinessDays > 0 && DayRule == BusinessDayRule.EndOfDay ? EndOfDay : "");
    }

    /// <summary>Reads the text form.</summary>
    /// <exception cref="FormatException">The text is not of that form.</exception>
    public static PromisedTime Parse(string text)
    {
        var rule = text.EndsWith(EndOfDay, StringComparison.Ordinal)
            ? BusinessDayRule.EndOfDay
            : BusinessDayRule.SameLocalTime;
        var parts = (rule == BusinessDayRule.EndOfDay ? text[..^EndOfDay.Length] : text).Split(" in ", 2);
        return TryCreate(parts[0], parts.Length == 2 ? parts[1] : null, rule)
            ?? throw new FormatException(
                $"\"{text}\" is not a promised time such as \"30m\", \"8h in office\" or \"1bd in office\"."
            );
    }

    /// <summary>A length in whole minutes, as policies write it.</summary>
    internal static string Text(Duration length)
    {
        var minutes = (long)length.TotalMinutes;
        return minutes % 60 != 0 ? Invariant($"{minutes}m") : Invariant($"{minutes / 60}h");
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}

internal sealed class PromisedTimeJsonConverter : JsonConverter<PromisedTime>
{
    public override PromisedTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return PromisedTime.Parse(reader.GetString() ?? "");
        }
        catch (FormatException error)
        {
            throw new JsonException(error.Message, error);
        }
    }

    public override void Write(Utf8JsonWriter writer, PromisedTime value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
