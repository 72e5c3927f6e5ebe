using System.Globalization;
using NodaTime;
using SupportKit.Localization;

namespace SupportKit.Quotas;

/// <summary>In which span tickets are counted: a day, week, month or year of the policy's zone, or so much time before now. Immutable.</summary>
/// <param name="Period">The part of the calendar; null for a rolling span.</param>
/// <param name="Rolling">How long a rolling span is; zero for a part of the calendar.</param>
internal sealed record QuotaSpan(QuotaPeriod? Period, Duration Rolling)
{
    private static readonly Duration OneMicrosecond = Duration.FromTicks(10);

    /// <summary>What happened at this instant or earlier does not count now.</summary>
    public Instant After(Instant now, DateTimeZone zone) =>
        Period is { } period ? Begin(period, now.InZone(zone).Date, zone) - OneMicrosecond : now - Rolling;

    /// <summary>From when a ticket no longer counts.</summary>
    /// <param name="opened">When the ticket was opened, within the span of now.</param>
    /// <param name="now">The instant.</param>
    /// <param name="zone">The policy's zone.</param>
    public Instant FreeFrom(Instant opened, Instant now, DateTimeZone zone) =>
        Period is { } period
            ? Begin(period, Next(period, First(period, now.InZone(zone).Date)), zone)
            : opened + Rolling;

    /// <summary>The span as part of a sentence, such as <c>this month</c>.</summary>
    public Phrase ToPhrase() =>
        Period switch
        {
            QuotaPeriod.Day => Phrase.Of("quota.day"),
            QuotaPeriod.Week => Phrase.Of("quota.week"),
            QuotaPeriod.Month => Phrase.Of("quota.month"),
            QuotaPeriod.Year => Phrase.Of("quota.year"),
            _ when Rolling.TotalDays % 1 == 0 && Rolling.TotalDays > 1 => Phrase.Of(
                "quota.days",
                ("days", Number(Rolling.TotalDays))
            ),
            _ => Phrase.Of("quota.hours", ("hours", Number(Rolling.TotalHours))),
        };

    /// <summary>The span as policies write it.</summary>
    public override string ToString() => Period?.ToString().ToLowerInvariant() ?? $"{Number(Rolling.TotalHours)}h";

    private static Instant Begin(QuotaPeriod period, LocalDate date, DateTimeZone zone) =>
        zone.AtStartOfDay(First(period, date)).ToInstant();

    private static LocalDate First(QuotaPeriod period, LocalDate date) =>
        period switch
        {
            QuotaPeriod.Day => date,
            QuotaPeriod.Week => date.PlusDays(1 - (int)date.DayOfWeek),
            QuotaPeriod.Month => new LocalDate(date.Year, date.Month, 1),
            QuotaPeriod.Year => new LocalDate(date.Year, 1, 1),
        };

    private static LocalDate Next(QuotaPeriod period, LocalDate first) =>
        period switch
        {
            QuotaPeriod.Day => first.PlusDays(1),
            QuotaPeriod.Week => first.PlusDays(7),
            QuotaPeriod.Month => first.PlusMonths(1),
            QuotaPeriod.Year => first.PlusYears(1),
        };

    private static string Number(double number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A part of the calendar in which tickets are counted.</summary>
internal enum QuotaPeriod
{
    /// <summary>From midnight to midnight.</summary>
    Day,

    /// <summary>From Monday on, as ISO 8601 has it.</summary>
    Week,

    /// <summary>From the first of the month on.</summary>
    Month,

    /// <summary>From the first of January on.</summary>
    Year,
}
