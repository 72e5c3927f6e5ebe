using System.Collections.Immutable;
using System.Diagnostics;
using SupportKit.PolicyJson;
using SupportKit.Rules;
using SupportKit.Shared;

namespace SupportKit.Sla;

/// <summary>
/// A calendar that a fact chooses: <c>{ "by": "region", "EU": "eu-office", "otherwise": "us-office" }</c>. Immutable.
/// </summary>
/// <param name="Fact">The fact.</param>
/// <param name="Cases">The calendar of each value that has one.</param>
/// <param name="Otherwise">The calendar of other values, and of requests of which the fact is not known; null when there are none.</param>
internal sealed record CalendarChoice(string Fact, ImmutableSortedDictionary<string, string> Cases, string? Otherwise)
{
    private const string By = "by";
    private const string Other = "otherwise";

    // What every request that is promised something has.
    private static readonly string[] AlwaysKnown =
    [
        DeskFactNames.Category,
        DeskFactNames.Priority,
        DeskFactNames.Queue,
    ];

    /// <summary>All the calendars it may choose.</summary>
    public IEnumerable<string> Calendars => Otherwise is null ? Cases.Values : Cases.Values.Append(Otherwise);

    /// <summary>The calendar for these facts.</summary>
    public string Of(FactSet facts) =>
        (facts[Fact] is { } value ? Cases.GetValueOrDefault(value.ToString()) : null)
        ?? Otherwise
        ?? throw new UnreachableException($"\"{Fact}\" has a value without a calendar, which no policy is read with.");

    /// <summary>Reads it; what is wrong is among the problems.</summary>
    public static CalendarChoice Read(
        SourceNode node,
        IReadOnlyCollection<string> calendars,
        ConditionReader conditions,
        ProblemList problems
    )
    {
        var reader = ObjectReader.Of(node, problems);
        var name = reader.RequiredText(By);
        var otherwise = reader.OptionalText(Other);
        var fact = conditions.Use(name);
        var values = fact switch
        {
            { Type: FactType.Choice } => fact.Values,
            { Type: FactType.Boolean } => ["true", "false"],
            _ => [],
        };
        if (values.IsEmpty)
            problems.Add(
                SupportKitErrors.PolicyCalendarFactUnfit,
                reader.Optional(By) ?? node,
                fact is null
                    ? $"There is no fact \"{name}\"."
                    : $"\"{name}\" takes more values than a list could name.",
                "Choose the calendar by a fact with \"values\", by a yes or no, or by category, channel, language, priority or queue."
            );

        var cases = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (value, at) in node.Members.Where(member => member.Key is not (By or Other)))
        {
            cases[value] = reader.RequiredText(value);
            Known(cases[value], at);
            if (!values.IsEmpty && !values.Contains(value))
                problems.AddName(
                    SupportKitErrors.PolicyCalendarValueUnknown,
                    value,
                    at,
                    $"\"{name}\" is never \"{value}\".",
                    $"Write one of: {Spelling.List(values)}; or \"{Other}\" for all the others."
                );
        }
        if (otherwise is not null)
            Known(otherwise, reader.Optional(Other)!);
        else if (!values.IsEmpty)
            RequireAll();
        return new CalendarChoice(name, cases.ToImmutable(), otherwise);

        void Known(string calendar, SourceNode at)
        {
            if (!calendars.Contains(calendar))
                problems.Add(
                    SupportKitErrors.PolicyCalendarUnknown,
                    at,
                    $"There is no calendar \"{calendar}\".",
                    $"Declare it under \"calendars\"{problems.OrWrite(calendar, calendars)}."
                );
        }

        void RequireAll()
        {
            var missing = values.Where(value => !cases.ContainsKey(value)).ToList();
            if (missing.Count > 0 || !AlwaysKnown.Contains(name))
                problems.Add(
                    SupportKitErrors.PolicyCalendarValueMissing,
                    node,
                    missing.Count > 0
                        ? $"No calendar is chosen where \"{name}\" is {Spelling.List(missing)}."
                        : $"No calendar is chosen for a request of which \"{name}\" is not known.",
                    $"Name one for each, or one for all the others under \"{Other}\"."
                );
        }
    }
}
