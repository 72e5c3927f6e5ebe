using System.Collections.Immutable;
using System.Security.Cryptography;
using NodaTime;
using SupportKit.BusinessTime;
using SupportKit.Conduct;
using SupportKit.Escalation;
using SupportKit.Intake;
using SupportKit.Priority;
using SupportKit.Privacy;
using SupportKit.Reading;
using SupportKit.Routing;
using SupportKit.Rules;
using SupportKit.Scope;
using SupportKit.Sla;
using SupportKit.Texts;
using SupportKit.Workflows;

namespace SupportKit.Policies;

/// <summary>Reads the document section by section; each feature reads its own, in the order data flows through them.</summary>
internal static class PolicyReader
{
    public static Policy Read(string json)
    {
        var problems = new ProblemList();
        var root = SourceText.Read(json, problems);
        problems.ThrowIfAny();
        var policy = ReadSections(root!, problems);
        problems.ThrowIfAny();
        return policy;
    }

    private static Policy ReadSections(SourceNode root, ProblemList problems)
    {
        var document = ObjectReader.Of(root, problems);
        document.OptionalText("$schema");
        document.Optional("comment");
        var id = document.RequiredText("id");
        var languages = ReadLanguages(document, problems);

        var channels = Channel.Read(document, problems);
        var categories = Category.Read(document, problems);
        var prioritySection = Section("priority");
        var levels = prioritySection.TextsOf("levels").ToImmutableArray();
        var routingSection = Section("routing");
        var queues = Queue.Read(routingSection, problems);

        var calendars = ReadCalendars(document, problems);
        var plans = Plan.Read(document, problems);
        var switches = Switch.Read(document, problems, [.. calendars.Keys]);
        FactDeclaration[] desk =
        [
            .. DeskFacts.Declare(
                channels.Where(channel => channel.Official).Select(channel => channel.Id),
                categories.Select(category => category.Id),
                languages,
                levels,
                queues.Select(queue => queue.Id)
            ),
            .. DeskFacts.Declare(plans, switches, calendars.Keys),
        ];
        var facts = new FactCatalog([
            .. FactCatalog.Read(document, problems, desk),
            .. desk.DistinctBy(fact => fact.Name),
        ]);
        var conditions = new ConditionReader(facts, problems);
        var zone = ReadZone(document, problems);
        string[] channelIds = [.. channels.Select(channel => channel.Id)];

        var policy = new Policy(new FactDerivation(zone, plans, switches, calendars, conditions.Used), root)
        {
            Id = id,
            Version = VersionOf(root),
            Name = document.OptionalLocalized("name") ?? LocalizedText.Of(id),
            Languages = languages,
            Channels = channels,
            Facts = facts,
            Intake = new IntakeForms(categories, Form.Read(document, categories, facts, problems)),
            Conduct = ConductRules.Read(document, problems),
            Scope = RuleSet<Verdict>.Read(
                "scope",
                document.ItemsOf("scope"),
                conditions,
                problems,
                rule => Verdict.Read(rule, problems, channelIds)
            ),
            Priority = PriorityRules.Read(prioritySection, levels, conditions, problems),
            Routing = RoutingRules.Read(routingSection, queues, conditions, problems),
            Sla = SlaReader.Read(document, calendars, conditions, problems),
            Workflow = WorkflowReader.Read(document, calendars, conditions, problems),
            Texts = MessageText.Read(document, problems),
            Escalation = EscalationRules.Read(
                document,
                channelIds,
                [.. queues.Select(queue => queue.Id)],
                facts,
                problems
            ),
            Privacy = PrivacyRules.Read(document, facts, conditions, problems),
            Terms = TermsOfUse.Read(document, problems),
            Access = AccessRules.Read(document, conditions, problems),
            Plans = plans,
            Switches = switches,
        };
        prioritySection.RefuseOthers();
        routingSection.RefuseOthers();
        document.RefuseOthers();
        RefuseEmpty("scope", policy.Scope.Rules.IsEmpty);
        RefuseEmpty("priority", policy.Priority.Rules.Rules.IsEmpty);
        RefuseEmpty("routing", policy.Routing.Rules.Rules.IsEmpty);
        return policy;

        ObjectReader Section(string name) =>
            document.Required(name) is { } node
                ? ObjectReader.Of(node, problems)
                : new ObjectReader(root with { Members = [] }, new ProblemList());

        // A desk without rules would refuse everybody; whoever wrote the file meant something else.
        void RefuseEmpty(string name, bool empty)
        {
            if (empty)
                problems.Add(
                    "policy.rules_missing",
                    $"$.{name}",
                    root.LineOf($"$.{name}"),
                    $"\"{name}\" has no rules.",
                    "Write at least one rule; one with an empty \"when\" applies to all."
                );
        }
    }

    private static ImmutableArray<string> ReadLanguages(ObjectReader document, ProblemList problems)
    {
        var languages = document.TextsOf("languages").ToImmutableArray();
        foreach (var language in languages.Where(code => code.Length != 2 || !code.All(char.IsAsciiLetterLower)))
            problems.Add(
                "policy.language_unknown",
                document.Optional("languages")!,
                $"\"{language}\" is no language code.",
                "Write two lower-case letters, such as en, fr or pt."
            );
        return languages.IsEmpty ? ["en"] : languages;
    }

    private static DateTimeZone ReadZone(ObjectReader document, ProblemList problems)
    {
        var id = document.OptionalText("timeZone") ?? "UTC";
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is { } zone)
            return zone;
        problems.Add(
            "policy.time_zone_unknown",
            document.Optional("timeZone")!,
            $"There is no time zone \"{id}\".",
            "Use a name of the tz database, such as Europe/Paris."
        );
        return DateTimeZone.Utc;
    }

    private static ImmutableSortedDictionary<string, BusinessCalendar> ReadCalendars(
        ObjectReader document,
        ProblemList problems
    )
    {
        var calendars = ImmutableSortedDictionary.CreateBuilder<string, BusinessCalendar>(StringComparer.Ordinal);
        foreach (var (name, node) in document.MembersOf("calendars"))
        {
            try
            {
                calendars[name] = BusinessCalendar.Parse(System.Text.Encoding.UTF8.GetString(node.ToJson()));
            }
            catch (BusinessCalendarException error)
            {
                // The calendar's own paths start at its root; ours go on from where it stands.
                var path = node.Path + error.Path.TrimStart('$');
                var seen = error.Value is null ? "This calendar" : $"\"{error.Value}\"";
                problems.Add(error.Code, path, node.LineOf(path), $"{seen} cannot be used.", error.Explanation);
                calendars[name] = BusinessCalendar.Parse("""{ "timeZone": "UTC", "hours": "24/7" }""");
            }
        }
        return calendars.ToImmutable();
    }

    private static string VersionOf(SourceNode root) =>
        "sha256:" + Convert.ToHexStringLower(SHA256.HashData(root.ToJson()));
}
