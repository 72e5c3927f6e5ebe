using System.CommandLine;
using NodaTime;
using SupportKit.Policies;
using SupportKit.Rules;

namespace SupportKit.Cli;

/// <summary><c>supportkit deadline</c>: by when something is due that is promised now, and how that is counted.</summary>
internal static class DeadlineCommand
{
    /// <summary>What it does, in one line of help.</summary>
    public const string Summary = "Says by when something is due, and how that is counted.";

    public static Command Create(Terminal terminal)
    {
        var policy = new Argument<string>("POLICY") { Description = "The policy file." };
        var priority = new Option<string?>("--priority") { Description = "The priority of the request." };
        var from = new Option<string?>("--from")
        {
            Description = "When the clock starts, e.g. 2026-03-06T16:30 in the policy's zone; without it now.",
        };
        var metric = new Option<string?>("--metric")
        {
            Description = "The promise that is asked for, e.g. first-response; without it all.",
        };
        var facts = new Option<string[]>("--fact")
        {
            Description = "What is known of the request, e.g. plan=pro. May be given several times.",
            DefaultValueFactory = _ => [],
        };
        var pauses = new Option<string[]>("--pause")
        {
            Description =
                "A span in which the clock stands still, e.g. 2026-03-09T10:00/2026-03-09T12:00. May be given several times.",
            DefaultValueFactory = _ => [],
        };
        var zone = new Option<string?>("--requester-zone")
        {
            Description = "The person's own time zone, for calendars that follow it, e.g. Asia/Tokyo.",
        };
        var json = new Option<bool>("--json") { Description = "Write JSON." };
        var command = new Command("deadline", Summary) { policy, priority, from, metric, facts, pauses, zone, json };
        command.SetAction(parsed =>
        {
            var loaded = PolicyDocument.Load(parsed.GetValue(policy)!, terminal);
            var known = FactsOf(loaded, parsed.GetValue(priority), parsed.GetValue(facts)!);
            var start = parsed.GetValue(from) is { } text
                ? ReadInstant(text, "--from", loaded)
                : Instant.FromDateTimeOffset(terminal.Clock.GetUtcNow());
            var spans = DeadlineSpans.Read(parsed.GetValue(pauses)!, start, loaded);
            var metrics = MetricsOf(loaded, parsed.GetValue(metric));
            var deadlines = metrics
                .Select(one => Deadline.Of(loaded, one, known, start, spans, parsed.GetValue(zone)))
                .ToList();
            if (parsed.GetValue(json))
                terminal.Out.Write(DeadlineReport.Json(deadlines, loaded));
            else
                DeadlineReport.WriteText(deadlines, loaded, new Screen(terminal));
            return ExitCodes.Success;
        });
        return command;
    }

    /// <summary>An instant of an option.</summary>
    public static Instant ReadInstant(string text, string option, Policy policy) =>
        InstantText.Read(text, policy.TimeZone, out var cause)
        ?? throw new ToolException(ToolErrors.InstantInvalid, option, cause, InstantText.Remedy);

    private static List<string> MetricsOf(Policy policy, string? asked)
    {
        var all = policy.Sla.Targets.Select(targets => targets.Name).ToList();
        if (asked is null)
            return all;
        return all.Contains(asked)
            ? [asked]
            : throw new ToolException(
                ToolErrors.ArgumentInvalid,
                "--metric",
                $"The policy promises nothing called \"{asked}\".",
                $"Use one of: {PolicyJson.Spelling.List(all)}."
            );
    }

    private static FactSet FactsOf(Policy policy, string? priority, string[] stated)
    {
        var facts = FactSet.Empty.With(BuiltInFacts.Language, policy.Languages[0]);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in stated)
        {
            var parts = text.Split('=', 2);
            if (parts.Length < 2)
                throw Refuse(text, "does not have a name and a value.", "Write one such as plan=pro.");
            if (!names.Add(parts[0]))
                throw Refuse(parts[0], "is given twice.", "Keep one of the two.");
            facts = facts.With(parts[0], ValueOf(policy, parts[0], parts[1], "--fact"));
        }
        return priority is null
            ? facts
            : facts.With(BuiltInFacts.Priority, ValueOf(policy, BuiltInFacts.Priority, priority, "--priority"));
    }

    private static FactValue ValueOf(Policy policy, string name, string text, string option)
    {
        if (policy.Facts.Find(name) is not { } fact)
            throw Refuse(
                name,
                "is not a fact of the policy.",
                $"{PolicyJson.Spelling.DidYouMean(name, policy.Facts.Names)}Use one of: {PolicyJson.Spelling.List([.. policy.Facts.Names])}."
            );
        FactValue? value = fact.Type switch
        {
            FactType.Boolean => bool.TryParse(text, out var flag) ? flag : null,
            FactType.Number => decimal.TryParse(
                text,
                System.Globalization.NumberStyles.Float,
                System.Globalization.CultureInfo.InvariantCulture,
                out var number
            )
                ? number
                : null,
            _ => text,
        };
        return value is { } read && fact.Admits(read)
            ? read
            : throw new ToolException(
                ToolErrors.ArgumentInvalid,
                option,
                $"\"{name}={text}\" is not a value of that fact.",
                $"Write {fact.DescribeDomain()}."
            );
    }

    private static ToolException Refuse(string what, string cause, string remedy) =>
        new(ToolErrors.ArgumentInvalid, "--fact", $"\"{what}\" {cause}", remedy);
}
