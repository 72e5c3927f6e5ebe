using System.Collections.Immutable;
using SupportKit.Decisions;
using SupportKit.Localization;
using SupportKit.Privacy;
using SupportKit.Queries;
using SupportKit.Rules;
using SupportKit.Tickets;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Decisions;

/// <summary>What a person may type is known by its type, and all that is done to it goes by one map beside each declaration.</summary>
public class WrittenMemberLaws
{
    // Ids of the host's and names of the policy: all that may be a plain string.
    private static readonly string[] IdsAndPolicyNames =
    [
        "AcceptTerms.Version",
        "ApproveAttachment.Attachment",
        "Assign.Agent",
        "Assigned.Agent",
        "Assigned.Language",
        "Assigned.TimeZone",
        "AssignmentDecided.Agent",
        "AssignmentDecided.Language",
        "AssignmentDecided.TimeZone",
        "Attach.Attachment",
        "Attach.Sha256",
        "AttachmentAdded.Attachment",
        "AttachmentAdded.Sha256",
        "AttachmentApprovalRequested.Attachment",
        "AttachmentApprovalWithdrawn.Attachment",
        "AttachmentApproved.Attachment",
        "AttachmentDisclosed.Attachment",
        "AttachmentWithdrawn.Attachment",
        "CategoryChanged.From",
        "CategoryChanged.To",
        "ChangeCategory.Category",
        "ChangePriority.Priority",
        "DigestSent.Agent",
        "DigestSent.Person",
        "DigestSent.Queue",
        "Disclose.Attachment",
        "Escalate.Channel",
        "Escalate.Reason",
        "Escalated.Queue",
        "Escalated.Reason",
        "Fire.Trigger",
        "ImportState.State",
        "InvitationAccepted.Person",
        "InvitationDeclined.Person",
        "Invited.Language",
        "Invited.Person",
        "Invited.TimeZone",
        "MergeInto.Requester",
        "Open.Organization",
        "Open.Requester",
        "Open.Tenant",
        "Open.TimeZone",
        "Opened.Category",
        "Opened.Channel",
        "Opened.Language",
        "Opened.Policy",
        "Opened.Organization",
        "Opened.Requester",
        "Opened.ScopeRule",
        "Opened.State",
        "Opened.Tenant",
        "Opened.TimeZone",
        "PersonErased.Replacement",
        "PolicyMigrated.From",
        "PolicyMigrated.To",
        "PriorityChanged.From",
        "PriorityChanged.To",
        "PrioritySet.Priority",
        "PrioritySet.Rule",
        "PromiseBreached.Metric",
        "PromiseCanceled.Metric",
        "PromiseCompletedLate.Metric",
        "PromiseMet.Metric",
        "PromisePaused.Metric",
        "PromiseResumed.Metric",
        "PromiseResumed.TimeZoneData",
        "PromiseWarned.Metric",
        "ReceiveMerge.Requester",
        "RequestApproval.Attachment",
        "Routed.Queue",
        "Routed.Rule",
        "Routed.Timer",
        "Share.With",
        "Shared.Language",
        "Shared.TimeZone",
        "Shared.With",
        "StateChanged.From",
        "StateChanged.To",
        "StateChanged.Trigger",
        "SwitchEnded.Subject",
        "SwitchEnded.Switch",
        "SwitchesRecorded.Switches",
        "TellSwitchEnded.Subject",
        "TellSwitchEnded.Switch",
        "TermsAccepted.Person",
        "TermsAccepted.Version",
        "TimerFired.Timer",
        "TimerPaused.Timer",
        "TimerResumed.Timer",
        "TimerStarted.Timer",
        "TimerStarted.Trigger",
        "TimerStopped.Timer",
        "TimerWarned.Timer",
        "TimerWarned.Trigger",
        "Unknown.Json",
        "Unknown.Type",
        "Unshare.With",
        "Unshared.With",
        "WithdrawApproval.Attachment",
        "WithdrawAttachment.Attachment",
    ];

    public static TheoryData<string> Written =>
        [.. Specimens.Commands.Concat(Specimens.Events).Where(type => Specimens.WrittenIn(type).Any()).Select(NameOf)];

    public static TheoryData<string> WrittenEvents =>
        [.. Specimens.Events.Where(type => Specimens.WrittenIn(type).Any()).Select(NameOf)];

    [Fact]
    public void Only_ids_and_names_of_the_policy_are_plain_strings()
    {
        var strings =
            from type in Specimens.Commands.Concat(Specimens.Events)
            from member in type.GetProperties()
            where
                member.PropertyType == typeof(string) || member.PropertyType.IsAssignableTo(typeof(IEnumerable<string>))
            select $"{type.Name}.{member.Name}";

        Assert.Equal(IdsAndPolicyNames.Order(StringComparer.Ordinal), strings.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Written))]
    public void A_map_is_shown_each_member_that_a_person_wrote_and_what_it_gives_is_taken(string type)
    {
        var before = Distinct(type);
        var map = new MarkingMap();

        var after = Map(before, map);

        var members = Specimens.WrittenIn(before.GetType()).ToList();
        Assert.Equal(
            members.Select(member => $"{member.GetValue(before)}").Order(StringComparer.Ordinal),
            map.Seen.Order(StringComparer.Ordinal)
        );
        Assert.All(members, member => Assert.Contains(MarkingMap.Mark, TextOf(member.GetValue(after)!)));
    }

    [Theory]
    [MemberData(nameof(Written))]
    public void What_a_map_leaves_alone_is_given_back_as_it_was(string type)
    {
        var before = Distinct(type);

        Assert.Same(before, Map(before, new LeavingMap()));
    }

    [Fact]
    public void A_command_without_secrets_is_masked_into_itself()
    {
        foreach (var type in Specimens.Commands)
        {
            var command = (TicketCommand)Distinct(NameOf(type));
            var facts = FactSet.Empty.With("contact", "by telephone");
            var masked = RedactedCommand.Of(TicketLifePolicies.Plain, command, facts);
            Assert.Same(command, masked.Command);
            Assert.Same(facts, masked.Facts);
            Assert.Null(masked.UnfitName);
        }
    }

    [Fact]
    public void Of_each_event_it_is_said_who_sees_it_who_finds_it_and_what_goes_with_its_person()
    {
        var events = Specimens.Events.Select(type => (Type: type, Event: (TicketEvent)Specimens.Make(type))).ToList();

        // Each flag of a specimen is set, so the call is internal.
        Assert.Equal(
            [
                "AssignmentDecided",
                "AutomaticMailReceived",
                "CallRecorded",
                "DigestSent",
                "InternalNoteAdded",
                "SecretsRevealed",
                "TimerFired",
                "TimerPaused",
                "TimerResumed",
                "TimerStarted",
                "TimerStopped",
                "Unknown",
            ],
            Named(happened => happened.Outside == Outside.Hidden)
        );
        Assert.Equal(["SecretsRedacted"], Named(happened => happened.Outside == Outside.AsNamedEvent));
        Assert.Equal(
            ["AgentReplied", "FurtherHelpRequested", "LinkedIssueUpdated", "Opened", "RequesterReplied"],
            Named(happened => happened.Search == Search.Texts)
        );
        Assert.Equal(["Unknown"], Named(happened => happened.Erasure == Erasure.Unknown));
        // What was written goes, but for names.
        Assert.Equal(
            events
                .Where(one => Specimens.WrittenIn(one.Type).Any(member => member.PropertyType != typeof(WrittenName)))
                .Select(one => one.Type.Name)
                .Order(StringComparer.Ordinal),
            Named(happened => happened.Erasure == Erasure.Written)
        );

        IEnumerable<string> Named(Func<TicketEvent, bool> which) =>
            events.Where(one => which(one.Event)).Select(one => one.Type.Name).Order(StringComparer.Ordinal);
    }

    [Theory]
    [MemberData(nameof(WrittenEvents))]
    public void No_text_and_no_open_fact_outlives_the_erasing_of_its_person(string type)
    {
        var happened = (TicketEvent)Distinct(type);
        ImmutableArray<RecordedEvent> history =
        [
            new(1, Monday, Ana, (TicketEvent)Specimens.Make(typeof(TicketEvent.Opened))),
            new(2, Monday, Ana, happened),
        ];

        var erased = TicketErasure.Erase(history, "ana", "erased-1", (_, _) => false, Monday);

        AssertNothingOf(happened, typeof(WrittenText), TicketJson.Write(erased[1]));
        AssertNothingOf(happened, typeof(FactSet), TicketJson.Write(erased[1]));
    }

    [Theory]
    [MemberData(nameof(WrittenEvents))]
    public void Who_is_shown_no_messages_reads_no_text_and_who_is_not_shown_a_fact_reads_it_nowhere(string type)
    {
        var happened = (TicketEvent)Distinct(type);
        var rules = new VisibilityRule(Condition.Always, ["fact"], HidesMessages: true);

        var shown = FieldVisibility.Apply([new RecordedEvent(1, Monday, Ana, happened)], rules);

        Assert.All(
            shown.Select(TicketJson.Write),
            json =>
            {
                AssertNothingOf(happened, typeof(WrittenText), json);
                AssertNothingOf(happened, typeof(FactSet), json);
            }
        );
    }

    [Theory]
    [MemberData(nameof(WrittenEvents))]
    public void A_ticket_is_found_by_each_text_of_an_event_that_says_so_and_by_nothing_else(string type)
    {
        var happened = (TicketEvent)Distinct(type);
        var texts = Specimens
            .WrittenIn(happened.GetType())
            .Where(member => happened.Search != Search.None && member.PropertyType == typeof(WrittenText))
            .SelectMany(member => SearchTokenizer.Tokenize($"{member.GetValue(happened)}"))
            // A number is no text that anybody wrote, and found all the same.
            .Concat(SearchTokenizer.Tokenize($"{(happened as TicketEvent.Opened)?.Number}"))
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();

        Assert.Equal(texts, SearchTokenizer.Tokenize(happened, Viewer.Desk).Order(StringComparer.Ordinal));
        // What nobody outside may read, nobody outside finds.
        Assert.Equal(
            happened.Outside == Outside.Shown ? texts : [],
            SearchTokenizer.Tokenize(happened, Viewer.OfRequester("ana")).Order(StringComparer.Ordinal)
        );
    }

    private static void AssertNothingOf(TicketEvent happened, Type kind, string json) =>
        Assert.All(
            Specimens.WrittenIn(happened.GetType()).Where(member => member.PropertyType == kind),
            member => Assert.DoesNotContain(TextOf(member.GetValue(happened)!), json)
        );

    // Each member holds its own name, so that none stands for another.
    private static object Distinct(string type) =>
        Specimens.Make(
            Specimens.Commands.Concat(Specimens.Events).Single(one => NameOf(one) == type),
            (name, kind) =>
                kind == typeof(WrittenText) ? (WrittenText)$"text{name}"
                : kind == typeof(WrittenName) ? (WrittenName)$"name{name}"
                : kind == typeof(FactSet) ? FactSet.Empty.With("fact", $"fact{name}")
                : null
        );

    private static object Map(object one, TextMap map) =>
        one is TicketCommand command ? command.MapTexts(map) : ((TicketEvent)one).MapTexts(map);

    private static string TextOf(object written) => written is FactSet facts ? facts["fact"]?.Text ?? "" : $"{written}";

    private static string NameOf(Type type) => $"{type.DeclaringType!.Name}.{type.Name}";

    private sealed class MarkingMap : TextMap
    {
        public const string Mark = " (mapped)";

        public List<string> Seen { get; } = [];

        protected override WrittenText Map(string field, WrittenText text) => Marked(text);

        protected override WrittenName Map(string field, WrittenName name, string? erased) => Marked(name);

        protected override FactSet Map(FactSet facts)
        {
            Seen.Add($"{facts}");
            return facts.With("fact", facts["fact"]!.Value.Text + Mark);
        }

        private string Marked(object written)
        {
            Seen.Add($"{written}");
            return written + Mark;
        }
    }

    private sealed class LeavingMap : TextMap;
}
