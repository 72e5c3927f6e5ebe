using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;
using SupportKit.Localization;
using SupportKit.Rules;
using SupportKit.Tickets;

namespace SupportKit.Decisions;

public sealed partial record Explanation
{
    // Two hundred business days have two hundred intervals, too many for a text. The JSON form has every one.
    private const int IntervalsShown = 5;

    /// <summary>The explanation as plain text for a person of the desk: it names rules and the values seen.</summary>
    /// <param name="language">A two-letter code or culture name; a text that it lacks is said in English.</param>
    /// <param name="texts">The host's texts; null for those that SupportKit brings.</param>
    /// <returns>Several lines; instants are in the zone they were counted in, with its offset.</returns>
    public string ToText(string language = "en", TextCatalog? texts = null)
    {
        var words = new Words(texts ?? TextCatalog.Shipped, language);
        var text = new StringBuilder();
        text.AppendLine(Outcome(words, Format(At, "UTC"), Refusal?.ToText(language, texts)));
        foreach (var choice in Choices)
            Append(text, words, choice);
        AppendQuota(text, words);
        if (Assignment is { } assignment)
            Append(text, words, assignment);
        foreach (var promise in Promises)
            Append(text, words, promise);
        foreach (var timer in Timers)
            text.AppendLine(Line(words, timer));
        if (Handovers is var (count, queue))
            text.AppendLine(
                words.Say(
                    "explain.handovers",
                    ("count", count.ToString(CultureInfo.InvariantCulture)),
                    ("queue", queue)
                )
            );
        text.AppendLine(
            words.Say("explain.versions", ("policy", Policy), ("version", PolicyVersion), ("zones", TimeZoneData))
        );
        return text.ToString();
    }

    /// <summary>
    /// The explanation as plain text for the person who asked: the outcome, its reason, and what they were promised. No
    /// rule, no fact the host knows of them, no priority or queue.
    /// </summary>
    /// <param name="language">As for <see cref="ToText"/>.</param>
    /// <param name="texts">As for <see cref="ToText"/>.</param>
    /// <param name="timeZone">The person's own zone; null for the desk's, which is then named.</param>
    /// <returns>A line for the outcome and one for each promise, in local time.</returns>
    public string ToRequesterText(string language = "en", TextCatalog? texts = null, DateTimeZone? timeZone = null)
    {
        var words = new Words(texts ?? TextCatalog.Shipped, language);
        var text = new StringBuilder();
        text.AppendLine(Outcome(words, Local(At), Refusal?.ToRequesterText(language, texts)));
        if (Refusal is null)
            AppendQuota(text, words);
        foreach (var (promise, _, _, _) in Promises)
            text.AppendLine(
                words.Say(
                    $"promise.{NameOf(promise.Kind)}.told",
                    ("metric", words.NameOf("metric", promise.Metric)),
                    ("due", Local(promise.Due))
                )
            );
        foreach (var explained in Timers)
        {
            if (explained is { Next: { } next, Timer: { PausedAt: null, Due: var due } })
                text.AppendLine(
                    words.Say(
                        "timer.told",
                        ("at", Local(due)),
                        ("state", explained.Title?.Get(language) ?? words.NameOf("state", next))
                    )
                );
        }
        return text.ToString();

        string Local(Instant at) =>
            TimeText.Format(texts ?? TextCatalog.Shipped, language, at, timeZone ?? Zone, timeZone is not null);
    }

    /// <summary>The name of a kind of promise, as the catalog's keys have it.</summary>
    internal static string NameOf(PromiseKind kind) => kind == PromiseKind.Typical ? "typical" : "committed";

    private string Outcome(Words words, string at, string? reason) =>
        reason is not null ? words.Say("explain.refused", ("at", at), ("reason", reason), ("code", RefusalCode!))
        : Changed ? words.Say("explain.accepted", ("at", at))
        : words.Say("explain.not-changed", ("at", at));

    private static void Append(StringBuilder text, Words words, ExplainedChoice choice)
    {
        var because = choice.Because;
        text.AppendLine(
            because.Winner is null
                ? words.Say("explain.no-rule", ("rules", because.RuleSet))
                : words.Say(
                    "explain.rule",
                    ("rules", because.RuleSet),
                    ("outcome", choice.Outcome),
                    ("rule", because.Winner)
                )
        );
        AppendRejections(text, words, because);
    }

    private void AppendQuota(StringBuilder text, Words words)
    {
        if (Quota is not var (quota, use))
            return;
        if (quota is { Tickets: { } most, Within: { } span })
            text.AppendLine(
                words.Say(
                    "quota.tickets.told",
                    ("used", use.Tickets.ToString(CultureInfo.InvariantCulture)),
                    ("max", most.ToString(CultureInfo.InvariantCulture)),
                    ("span", span.ToPhrase())
                )
            );
        if (quota.Open is { } open)
            text.AppendLine(
                words.Say(
                    "quota.open.told",
                    ("used", use.Open.ToString(CultureInfo.InvariantCulture)),
                    ("max", open.ToString(CultureInfo.InvariantCulture))
                )
            );
    }

    private static void Append(StringBuilder text, Words words, TicketEvent.AssignmentDecided assignment)
    {
        var mode = Phrase.Of(
            assignment.Mode == AssignmentMode.RoundRobin ? "explain.mode.round-robin" : "explain.mode.least-loaded"
        );
        text.AppendLine(
            assignment.Agent is { } agent
                ? words.Say("explain.assigned", ("agent", agent), ("mode", mode))
                : words.Say("explain.unassigned", ("mode", mode))
        );
        foreach (var one in assignment.Considered)
            text.Append("  ")
                .AppendLine(
                    words.Say(
                        "explain.considered",
                        ("agent", one.Agent),
                        ("fitness", Phrase.Of(KeyOf(one.Fitness))),
                        ("open", one.OpenTickets.ToString(CultureInfo.InvariantCulture))
                    )
                );
    }

    private static string KeyOf(AgentFitness fitness) =>
        fitness switch
        {
            AgentFitness.Fit => "explain.fitness.fit",
            AgentFitness.OffDuty => "explain.fitness.off-duty",
            AgentFitness.OtherLanguage => "explain.fitness.other-language",
            AgentFitness.SkillMissing => "explain.fitness.skill-missing",
            _ => "explain.fitness.full",
        };

    private static void Append(StringBuilder text, Words words, ExplainedPromise explained)
    {
        var promise = explained.Promise;
        text.AppendLine(
            words.Say(
                $"explain.promise.{NameOf(promise.Kind)}",
                ("metric", promise.Metric),
                ("within", promise.Within.ToString()),
                ("due", Format(promise.Due, explained.TimeZone)),
                ("rule", promise.Rule),
                ("status", Phrase.Of(KeyOf(promise.Status)))
            )
        );
        if (explained.Because is { } because)
            AppendRejections(text, words, because);
        if (explained.CalendarChosenBy is var (fact, seen))
            text.Append("  ")
                .AppendLine(
                    words.Say(
                        "explain.calendar",
                        ("calendar", promise.Within.Calendar ?? ""),
                        ("fact", fact),
                        ("seen", seen is null ? Phrase.Of("explain.unknown") : seen)
                    )
                );
        foreach (var interval in explained.Counted.Take(IntervalsShown))
        {
            var (start, end) = (Format(interval.Start, explained.TimeZone), Format(interval.End, explained.TimeZone));
            text.Append("  ").AppendLine(words.Say("explain.counted", ("start", start), ("end", end)));
        }
        if (explained.Counted.Length > IntervalsShown)
            text.AppendLine("  …");
    }

    private static string Line(Words words, ExplainedTimer explained)
    {
        var (timer, zone, _) = explained;
        return timer switch
        {
            { PausedAt: { } since } => words.Say(
                "explain.timer.paused",
                ("timer", timer.Name),
                ("since", Format(since, zone))
            ),
            { Trigger: { } trigger } => words.Say(
                "explain.timer.move",
                ("timer", timer.Name),
                ("trigger", trigger),
                ("due", Format(timer.Due, zone))
            ),
            _ => words.Say("explain.timer.step", ("timer", timer.Name), ("due", Format(timer.Due, zone))),
        };
    }

    private static void AppendRejections(StringBuilder text, Words words, RuleTrace trace)
    {
        foreach (var (rule, because) in trace.Earlier)
        {
            var seen = because.Seen?.ToString() is { } value ? value : Phrase.Of("explain.unknown");
            text.Append("  ")
                .AppendLine(
                    words.Say(
                        "explain.passed",
                        ("rule", rule),
                        ("wanted", because.Wanted),
                        ("fact", because.Fact),
                        ("seen", seen)
                    )
                );
        }
    }

    private static string KeyOf(PromiseStatus status) =>
        status switch
        {
            PromiseStatus.Running => "explain.status.running",
            PromiseStatus.Paused => "explain.status.paused",
            PromiseStatus.Met => "explain.status.met",
            PromiseStatus.Breached => "explain.status.breached",
            _ => "explain.status.canceled",
        };

    private static string Format(Instant instant, string zone) =>
        OffsetDateTimePattern.GeneralIso.Format(
            instant.InZone(BusinessTime.TimeZoneData.Provider[zone]).ToOffsetDateTime()
        );

    private readonly struct Words(TextCatalog texts, string language)
    {
        private readonly TextCatalog texts = texts;
        private readonly string language = language;

        public string Say(string key, params (string Place, Phrase Value)[] values) =>
            Phrase.Of(key, values).In(texts, language);

        // Policies may have metrics of their own, which the catalog knows nothing of.
        public string NameOf(string kind, string id) => texts.Find(language, $"{kind}.{id}") ?? id;
    }
}
