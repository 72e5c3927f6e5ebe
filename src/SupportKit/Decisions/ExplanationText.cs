using System.Text;
using NodaTime;
using NodaTime.Text;
using SupportKit.Rules;

namespace SupportKit.Decisions;

public sealed partial record Explanation
{
    // Two hundred business days list two hundred intervals; nobody reads them all in a text. The JSON form has every one.
    private const int IntervalsShown = 5;

    /// <summary>The explanation as plain text for a person of the desk: it names rules and the values seen.</summary>
    /// <param name="language">A two-letter code or culture name; English when SupportKit does not speak it (en, fr, pt).</param>
    /// <returns>Several lines; instants are in the zone they were counted in, with its offset.</returns>
    public string ToText(string language = "en")
    {
        var phrases = Phrases.In(language);
        var text = new StringBuilder();
        text.AppendLine(Outcome(phrases, language));
        foreach (var choice in Choices)
            Append(text, phrases, choice);
        foreach (var promise in Promises)
            Append(text, phrases, promise);
        text.AppendLine(Phrases.Fill(phrases.Versions, Policy, PolicyVersion, TimeZoneData));
        return text.ToString();
    }

    /// <summary>
    /// The explanation as plain text for the person who asked: the outcome, its reason, and what they were promised. No
    /// rule, no fact the host knows of them, no priority or queue.
    /// </summary>
    /// <param name="language">As for <see cref="ToText"/>.</param>
    public string ToRequesterText(string language = "en")
    {
        var phrases = Phrases.In(language);
        var text = new StringBuilder();
        text.AppendLine(Outcome(phrases, language));
        foreach (var (promise, _, zone, _) in Promises)
            text.AppendLine(Phrases.Fill(phrases.Told(promise.Kind), promise.Metric, Format(promise.Due, zone)));
        return text.ToString();
    }

    private string Outcome(Phrases phrases, string language)
    {
        var at = Format(At, "UTC");
        return RefusalCode is not null ? Phrases.Fill(phrases.Refused, at, Reason!.Get(language), RefusalCode)
            : Changed ? Phrases.Fill(phrases.Accepted, at)
            : Phrases.Fill(phrases.NotChanged, at);
    }

    private static void Append(StringBuilder text, Phrases phrases, ExplainedChoice choice)
    {
        var because = choice.Because;
        text.AppendLine(
            because.Winner is null
                ? Phrases.Fill(phrases.NoRule, because.RuleSet)
                : Phrases.Fill(phrases.Rule, because.RuleSet, choice.Outcome, because.Winner)
        );
        AppendRejections(text, phrases, because);
    }

    private static void Append(StringBuilder text, Phrases phrases, ExplainedPromise explained)
    {
        var promise = explained.Promise;
        var due = Format(promise.Due, explained.TimeZone);
        text.AppendLine(
            Phrases.Fill(phrases.Of(promise.Kind), promise.Metric, promise.Within, due, promise.Rule, promise.Status)
        );
        if (explained.Because is { } because)
            AppendRejections(text, phrases, because);
        foreach (var interval in explained.Counted.Take(IntervalsShown))
        {
            var (start, end) = (Format(interval.Start, explained.TimeZone), Format(interval.End, explained.TimeZone));
            text.Append("  ").AppendLine(Phrases.Fill(phrases.Counted, start, end));
        }
        if (explained.Counted.Length > IntervalsShown)
            text.AppendLine("  …");
    }

    private static void AppendRejections(StringBuilder text, Phrases phrases, RuleTrace trace)
    {
        foreach (var (rule, because) in trace.Earlier)
        {
            var seen = because.Seen?.ToString() ?? phrases.Unknown;
            text.Append("  ").AppendLine(Phrases.Fill(phrases.Passed, rule, because.Wanted, because.Fact, seen));
        }
    }

    private static string Format(Instant instant, string zone) =>
        OffsetDateTimePattern.GeneralIso.Format(instant.InZone(DateTimeZoneProviders.Tzdb[zone]).ToOffsetDateTime());
}
