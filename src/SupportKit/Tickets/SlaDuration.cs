using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using SupportKit.BusinessTime;
using SupportKit.PolicyJson;

namespace SupportKit.Tickets;

/// <summary>
/// How long a promise gives: elapsed time, open time of a calendar, or business days of a calendar. Immutable.
/// Its text form is what policies and events hold: <c>30m</c>, <c>8h in office</c>, <c>1bd in office</c>,
/// <c>1bd in office, end of day</c>.
/// </summary>
[JsonConverter(typeof(SlaDurationJsonConverter))]
public sealed record SlaDuration : IParsable<SlaDuration>
{
    private const string EndOfDay = ", end of day";

    // Ten years of 260 days.
    private const int MostBusinessDays = 2600;

    private SlaDuration(Duration length, int days, string? calendar, BusinessDayRule rule) =>
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
    /// <param name="amount">The amount.</param>
    /// <param name="calendar">The id of the calendar; null for elapsed time.</param>
    /// <param name="rule">At which time of the last business day it ends.</param>
    /// <param name="time">The time; null when the method returns false.</param>
    /// <returns>False when the amount is not of that form, not positive, over ten years, or in business days without a calendar.</returns>
    public static bool TryCreate(
        string amount,
        string? calendar,
        BusinessDayRule rule,
        [NotNullWhen(true)] out SlaDuration? time
    )
    {
        time =
            DurationText.TryParse(amount, out var length) ? new SlaDuration(length, 0, calendar, rule)
            : calendar is not null
            && DurationText.TrySplit(amount, out var days, out var unit)
            && unit == "bd"
            && days is > 0 and <= MostBusinessDays
                ? new SlaDuration(Duration.Zero, days, calendar, rule)
            : null;
        return time is not null;
    }

    /// <summary>Whether it is surely shorter. Business days and hours cannot be compared: how long a day is differs from day to day.</summary>
    internal bool IsShorterThan(SlaDuration other) =>
        BusinessDays > 0 == other.BusinessDays > 0
        && (BusinessDays > 0 ? BusinessDays < other.BusinessDays : Length < other.Length);

    /// <summary>The same time, counted in another calendar.</summary>
    internal SlaDuration In(string calendar) => new(Length, BusinessDays, calendar, DayRule);

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
        var amount = BusinessDays > 0 ? Invariant($"{BusinessDays}bd") : DurationText.Write(Length);
        var calendar = Calendar is null ? "" : $" in {Calendar}";
        return amount + calendar + (BusinessDays > 0 && DayRule == BusinessDayRule.EndOfDay ? EndOfDay : "");
    }

    /// <summary>Reads the text form.</summary>
    /// <exception cref="FormatException">The text is not of that form.</exception>
    public static SlaDuration Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var time)
            ? time
            : throw new FormatException(
                $"\"{text}\" is not a promised time such as \"30m\", \"8h in office\" or \"1bd in office\"."
            );
    }

    /// <summary>Reads the text form.</summary>
    /// <param name="text">The text.</param>
    /// <param name="time">The time; null when the method returns false.</param>
    /// <returns>False when the text is not of that form.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out SlaDuration? time)
    {
        text ??= "";
        var toEndOfDay = text.EndsWith(EndOfDay, StringComparison.Ordinal);
        var parts = (toEndOfDay ? text[..^EndOfDay.Length] : text).Split(" in ", 2);
        return TryCreate(
            parts[0],
            parts.Length == 2 ? parts[1] : null,
            toEndOfDay ? BusinessDayRule.EndOfDay : BusinessDayRule.SameLocalTime,
            out time
        );
    }

    static SlaDuration IParsable<SlaDuration>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<SlaDuration>.TryParse(
        [NotNullWhen(true)] string? s,
        IFormatProvider? provider,
        [MaybeNullWhen(false)] out SlaDuration result
    ) => TryParse(s, out result);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}

/// <summary>The time of a promise in its text form. Public, so that a host's source-generated JSON context finds it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SlaDurationJsonConverter : JsonConverter<SlaDuration>
{
    /// <inheritdoc/>
    public override SlaDuration Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.GetString();
        return SlaDuration.TryParse(text, out var time)
            ? time
            : throw new JsonException($"\"{text}\" is not a promised time.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, SlaDuration value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
