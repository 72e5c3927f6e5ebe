using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;
using SupportKit.Json;
using SupportKit.PolicyJson;

namespace SupportKit.Rules;

/// <summary>A fact that a policy's rules may use: its name, its domain, and who may state it. Immutable.</summary>
/// <param name="Name">Unique in the policy, e.g. <c>environment</c>.</param>
/// <param name="Type">What values it takes.</param>
/// <param name="Source">Who may state it; a value from any other source is refused.</param>
/// <param name="Values">The closed list of a <see cref="FactType.Choice"/>, in the policy's order; empty for other types.</param>
/// <param name="Label">What a form calls it.</param>
/// <param name="Help">What a form explains about it; null for nothing.</param>
public sealed record FactDeclaration(
    string Name,
    FactType Type,
    FactSource Source,
    ImmutableArray<string> Values,
    LocalizedText Label,
    LocalizedText? Help = null
)
{
    /// <summary>The least number that the fact may have; null when there is none, and for other types.</summary>
    public decimal? Min { get; init; }

    /// <summary>The greatest number that the fact may have; null when there is none, and for other types.</summary>
    public decimal? Max { get; init; }

    /// <summary>Whether the fact takes whole numbers only; false for other types.</summary>
    public bool IsInteger { get; init; }

    /// <summary>Whether a file that is attached to the request answers it too, as a screenshot does; false when nothing is said.</summary>
    public bool IsAnsweredByAttachment { get; init; }

    /// <summary>The first day that a fact can be, as forms of pages take it.</summary>
    internal static LocalDate FirstDay { get; } = new(1, 1, 1);

    /// <summary>The last day that a fact can be.</summary>
    internal static LocalDate LastDay { get; } = new(9999, 12, 31);

    /// <summary>Whether the value is in the declared domain.</summary>
    public bool Admits(FactValue value) =>
        Type switch
        {
            FactType.Choice => value.Kind == FactValueKind.Text && Values.Contains(value.Text),
            FactType.Boolean => value.Kind == FactValueKind.Boolean,
            FactType.Number => value.Kind == FactValueKind.Number && IsInDomain(value.Number),
            FactType.Email => value.Kind == FactValueKind.Text && IsEmail(value.Text),
            FactType.Url => value.Kind == FactValueKind.Text && IsUrl(value.Text),
            FactType.Instant => value.Kind == FactValueKind.Text
                && InstantPattern.ExtendedIso.Parse(value.Text).Success,
            FactType.Date => DayOf(value) is { } day && day >= FirstDay && day <= LastDay,
            FactType.Text => value.Kind == FactValueKind.Text,
        };

    /// <summary>The day that a value of this fact stands for; null when the fact is of another type, or the value is no day.</summary>
    public LocalDate? DayOf(FactValue value) =>
        Type == FactType.Date
        && value.Kind == FactValueKind.Text
        && LocalDatePattern.Iso.Parse(value.Text) is { Success: true, Value: var day }
            ? day
            : null;

    /// <summary>How a message names the domain, e.g. <c>one of PROD, TEST</c>.</summary>
    public string DescribeDomain() =>
        Type switch
        {
            FactType.Choice => $"one of {Spelling.List(Values)}",
            FactType.Boolean => "true or false",
            FactType.Number => DescribeNumbers(),
            FactType.Email => "an e-mail address",
            FactType.Url => "an http or https address",
            FactType.Instant => "an instant such as 2026-03-02T09:00:00Z",
            FactType.Date => "a date such as 2026-03-02",
            FactType.Text => "a text",
        };

    /// <summary>A number of the domain between two, both excluded, and a short one where there is one; null when there is none.</summary>
    internal decimal? NumberBetween(decimal? above, decimal? below)
    {
        // The bounds of the domain are included, and those asked for are not.
        decimal?[] candidates = (above, below) switch
        {
            (null, null) => [0, Min, Max],
            (null, { } high) => [Next(high, -1), Middle(Min, high), Min, Max, decimal.MinValue],
            ({ } low, null) => [Next(low, 1), Middle(low, Max), Max, Min, decimal.MaxValue],
            ({ } low, { } high) =>
            [
                Next(low, 1),
                Middle(low, high),
                Middle(Min > low ? Min : low, Max < high ? Max : high),
                Min,
                Max,
            ],
        };
        return Array.Find(
            candidates,
            number => number is { } known && IsInDomain(known) && !(known <= above) && !(known >= below)
        );
    }

    private bool IsInDomain(decimal number) =>
        !(number < Min) && !(number > Max) && (!IsInteger || decimal.Truncate(number) == number);

    private string DescribeNumbers()
    {
        var kind = IsInteger ? "a whole number" : "a number";
        return FormattableString.Invariant(
            (FormattableString)(
                (Min, Max) switch
                {
                    ({ } min, { } max) => $"{kind} from {min} to {max}",
                    ({ } min, null) => $"{kind} of at least {min}",
                    (null, { } max) => $"{kind} of at most {max}",
                    _ => $"{kind}",
                }
            )
        );
    }

    // The nearest whole number above or below, which reads better in an example; null beyond what a decimal can hold.
    private static decimal? Next(decimal number, int by)
    {
        var whole = by > 0 ? decimal.Floor(number) : decimal.Ceiling(number);
        return (by > 0 && whole > decimal.MaxValue - 1) || (by < 0 && whole < decimal.MinValue + 1) ? null : whole + by;
    }

    private static decimal? Middle(decimal? low, decimal? high) => low is { } a && high is { } b ? a / 2 + b / 2 : null;

    // One @ with something on both sides and no white space: whether the address exists, only a message can tell.
    private static bool IsEmail(string text) =>
        text.Split('@') is [{ Length: > 0 }, { Length: > 0 }] && !text.Any(char.IsWhiteSpace);

    private static bool IsUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);
}

/// <summary>What values a fact takes.</summary>
[JsonConverter(typeof(EnumJsonConverter<FactType>))]
public enum FactType
{
    /// <summary>The fact takes any text.</summary>
    Text,

    /// <summary>One of a closed list of texts.</summary>
    Choice,

    /// <summary>The fact is yes or no.</summary>
    Boolean,

    /// <summary>The fact is a decimal number.</summary>
    Number,

    /// <summary>A text that has the form of an e-mail address.</summary>
    Email,

    /// <summary>A text that is an absolute http or https address.</summary>
    Url,

    /// <summary>A text that is an instant in ISO 8601, UTC.</summary>
    Instant,

    /// <summary>A text that is a day of the calendar in ISO 8601, without time and zone, of the years 1 to 9999.</summary>
    Date,
}

/// <summary>Who states a fact. A fact is taken only from its declared source, so a requester cannot claim a contract in a form.</summary>
[JsonConverter(typeof(EnumJsonConverter<FactSource>))]
public enum FactSource
{
    /// <summary>The requester, in the form.</summary>
    Form,

    /// <summary>The host's directory of requesters: contract, plan, role…</summary>
    Requester,

    /// <summary>The host, for this one request: whether the person is signed in, for example.</summary>
    Request,

    /// <summary>The desk itself: category, channel, language, priority, queue, calendars, switches, entitlements.</summary>
    Desk,
}
