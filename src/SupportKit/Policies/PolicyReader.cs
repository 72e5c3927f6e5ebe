using System.Collections.Immutable;
using System.Security.Cryptography;
using NodaTime;
using SupportKit.BusinessTime;
using SupportKit.Escalation;
using SupportKit.Intake;
using SupportKit.PolicyJson;
using SupportKit.Priority;
using SupportKit.Privacy;
using SupportKit.Quotas;
using SupportKit.Redaction;
using SupportKit.Routing;
using SupportKit.Rules;
using SupportKit.Scope;
using SupportKit.Screening;
using SupportKit.Shared;
using SupportKit.Sla;
using SupportKit.Timers;
using SupportKit.Workflows;

namespace SupportKit.Policies;

/// <summary>Reads the document section by section; each feature reads its own, in the order data flows through them.</summary>
internal static class PolicyReader
{
    // A policy of a thousand rules is about 200 KB; this leaves room and bounds the work on a hostile file.
    private const int MaxBytes = 4 * 1024 * 1024;
    private const int MaxEntries = 10_000;
    private const int MaxValues = 100_000;

    public static Policy Read(string json)
    {
        var problems = new ProblemList();
        var root = SourceText.Read(json, MaxBytes, problems, MaxEntries, MaxValues);
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
        // What they say is read by the tool for policies, which runs them.
        document.ItemsOf("examples");
        var id = document.RequiredText("id");
        var languages = ReadLanguages(document, problems);

        var channels = ChannelReader.Read(document, problems);
        var categories = CategoryReader.Read(document, problems);
        var prioritySection = Section("priority");
        var levels = prioritySection.TextsOf("levels").ToImmutableArray();
        var routingSection = Section("routing");
        var calendars = ReadCalendars(document, problems, out var requesters);
        var queues = RoutingReader.ReadQueues(routingSection, calendars.Keys, problems);
        var plans = PlanReader.Read(document, problems);
        var switches = SwitchReader.Read(
            document,
            problems,
            calendars.Keys.ToHashSet(StringComparer.Ordinal),
            out var subjects
        );
        FactDeclaration[] desk =
        [
            .. BuiltInFacts.Declare(
                channels.Where(channel => channel.Official).Select(channel => channel.Id),
                categories.Select(category => category.Id),
                languages,
                levels,
                queues.Select(queue => queue.Id)
            ),
            .. BuiltInFacts.Declare(plans, switches, calendars.Keys),
        ];
        var facts = new FactCatalog([
            .. FactReader.Read(document, problems, desk),
            .. desk.DistinctBy(fact => fact.Name),
        ]);
        switches = SwitchReader.WithConditions(switches, subjects, facts, problems);
        var conditions = new ConditionReader(facts, problems);
        var zone = ReadZone(document, problems);
        var channelIds = channels.Select(channel => channel.Id).ToHashSet(StringComparer.Ordinal);

        var queueIds = queues.Select(queue => queue.Id).ToImmutableArray();
        var escalation = EscalationReader.Read(document, channelIds, queueIds, facts, problems);
        var workflow = WorkflowReader.Read(document, calendars, conditions, problems);

        var sections = new PolicySections
        {
            Facts = facts,
            Screening = ScreeningReader.Read(document, problems),
            Redaction = RedactionReader.Read(document, problems),
            Scope = RuleSetReader.Read(
                "scope",
                document.ItemsOf("scope"),
                conditions,
                problems,
                rule => VerdictReader.Read(rule, problems, channelIds)
            ),
            Quotas = QuotaReader.Read(document, conditions, problems),
            Priority = PriorityReader.Read(prioritySection, levels, conditions, problems),
            Routing = RoutingReader.Read(routingSection, queues, conditions, problems),
            Sla = SlaReader.Read(document, calendars, requesters, conditions, problems),
            Timers = new TimerReader(workflow, calendars, queueIds, levels, escalation, conditions, problems).Read(
                document
            ),
            Escalation = escalation,
            Privacy = PrivacyReader.Read(document, facts, conditions, problems),
            Digest = DigestReader.Read(document, problems),
            Bounces = BounceReader.Read(document, problems),
            MailedFiles = MailedFilesReader.Read(document, problems),
            ClosedTickets = ClosedTicketsReader.Read(document, problems),
            Access = AccessReader.Read(document, conditions, problems),
            Macros = MacroReader.Read(document, problems),
            Plans = plans,
        };
        var policy = new Policy(sections, new FactDerivation(zone, plans, switches, calendars, conditions.Used), root)
        {
            Id = id,
            Version = VersionOf(root),
            TimeZone = ZoneToTell(),
            Name = document.OptionalLocalized("name") ?? LocalizedText.Invariant(id),
            NumberPrefix = ReadNumberPrefix(document, problems),
            Languages = languages,
            Channels = channels,
            Intake = new IntakeForms(categories, FormReader.Read(document, categories, facts, problems)),
            Workflow = workflow,
            RepliesAreRead = MessageTextReader.ReadReplies(document, problems),
            Texts = MessageTextReader.Read(document, problems),
            Terms = TermsReader.Read(document, problems),
            Switches = switches,
        };
        prioritySection.RejectUnknownProperties();
        routingSection.RejectUnknownProperties();
        document.RejectUnknownProperties();
        RefuseEmpty("scope", policy.Scope.Rules.IsEmpty);
        RefuseEmpty("priority", policy.Priority.Rules.Rules.IsEmpty);
        RefuseEmpty("routing", policy.Routing.Rules.Rules.IsEmpty);
        return policy;

        ObjectReader Section(string name) =>
            document.Required(name) is { } node
                ? ObjectReader.Of(node, problems)
                : new ObjectReader(root with { Members = [] }, new ProblemList());

        DateTimeZone ZoneToTell() =>
            !document.Has("timeZone")
            && calendars.Values.Select(calendar => calendar.TimeZone).Distinct().ToList() is [var only]
                ? only
                : zone;

        // A desk without rules of scope would refuse everybody, which nobody intends.
        void RefuseEmpty(string name, bool empty)
        {
            if (empty)
                problems.Add(
                    SupportKitErrors.PolicyRulesMissing,
                    $"$.{name}",
                    root.LineOf($"$.{name}"),
                    null,
                    $"\"{name}\" has no rules.",
                    "Write at least one rule; one with an empty \"when\" applies to all."
                );
        }
    }

    private static ImmutableArray<string> ReadLanguages(ObjectReader document, ProblemList problems)
    {
        var languages = document.TextsOf("languages").ToImmutableArray();
        foreach (var language in languages.Where(code => !TextReading.IsLanguage(code)))
            problems.Add(
                SupportKitErrors.PolicyLanguageUnknown,
                document.At("languages", language),
                $"\"{language}\" is not a valid language code.",
                "Write two lower-case letters, such as en, fr or pt."
            );
        return languages.IsEmpty ? ["en"] : languages;
    }

    private static string ReadNumberPrefix(ObjectReader document, ProblemList problems)
    {
        var prefix = document.OptionalText("numberPrefix") ?? TicketNumber.DefaultPrefix;
        if (!TicketNumber.IsPrefix(prefix))
            problems.Add(
                SupportKitErrors.PolicyNumberPrefixInvalid,
                document.Optional("numberPrefix")!,
                $"\"{prefix}\" cannot begin the numbers of tickets.",
                "Write 1 to 10 letters from A to Z or digits, the first a letter, such as ACME."
            );
        return prefix;
    }

    private static DateTimeZone ReadZone(ObjectReader document, ProblemList problems)
    {
        var id = document.OptionalText("timeZone") ?? "UTC";
        if (TimeZoneData.Provider.GetZoneOrNull(id) is { } zone)
            return zone;
        problems.Add(
            SupportKitErrors.PolicyTimeZoneUnknown,
            document.Optional("timeZone")!,
            $"There is no time zone \"{id}\".",
            TimeZoneData.Nearest(id) is { } near
                ? $"Did you mean \"{near}\"? Use a name of the tz database."
                : "Use a name of the tz database, such as Europe/Paris."
        );
        return DateTimeZone.Utc;
    }

    private static ImmutableSortedDictionary<string, BusinessCalendar> ReadCalendars(
        ObjectReader document,
        ProblemList problems,
        out RequesterCalendars requesters
    )
    {
        var calendars = ImmutableSortedDictionary.CreateBuilder<string, BusinessCalendar>(StringComparer.Ordinal);
        var templates = ImmutableSortedDictionary.CreateBuilder<string, BusinessCalendar>(StringComparer.Ordinal);
        foreach (var (name, node) in document.MembersOf("calendars"))
        {
            try
            {
                calendars[name] = IsOfRequester(node)
                    ? templates[name] = RequesterCalendars.In(
                        node.Element.GetRawText(),
                        document.OptionalText("timeZone") ?? "UTC"
                    )
                    : BusinessCalendar.Read(node.Element);
            }
            catch (BusinessCalendarException error)
            {
                // Paths in a calendar's problems start at the calendar; here they are prefixed with its place in the policy.
                var path = node.Path + error.Path.TrimStart('$');
                var seen = error.Value is null ? "This calendar" : $"\"{error.Value}\"";
                var at = node with { At = new SourcePath(path), Line = node.LineOf(path) };
                if (error.Code is BusinessCalendarErrors.PropertyUnknown or BusinessCalendarErrors.PropertyDuplicated)
                    problems.AddName(error.Code, error.Value ?? name, at, $"{seen} cannot be used.", error.Explanation);
                else
                    problems.Add(error.Code, at, $"{seen} cannot be used.", error.Explanation);
                calendars[name] = BusinessCalendar.Parse("""{ "timeZone": "UTC", "hours": "24/7" }""");
            }
        }
        requesters = new RequesterCalendars(templates.ToImmutable());
        return calendars.ToImmutable();
    }

    private static bool IsOfRequester(SourceNode calendar) =>
        calendar.IsObject
        && calendar.Members.Any(member =>
            member is { Key: "timeZone", Value: { IsText: true, Text: RequesterCalendars.Zone } }
        );

    private static string VersionOf(SourceNode root) =>
        "sha256:" + Convert.ToHexStringLower(SHA256.HashData(NodeJson.Write(root)));
}
