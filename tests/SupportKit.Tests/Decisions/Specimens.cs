using System.Collections.Immutable;
using System.Reflection;
using NodaTime;
using SupportKit.Localization;
using SupportKit.Redaction;
using SupportKit.Screening;
using SupportKit.Tickets;
using SupportKit.Workflows;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Decisions;

/// <summary>One of each command and of each event, made by reflection, so that a new one is among them by itself.</summary>
internal static class Specimens
{
    public static IEnumerable<Type> Commands => NestedIn(typeof(TicketCommand));

    public static IEnumerable<Type> Events => NestedIn(typeof(TicketEvent));

    /// <summary>The members of a command or an event that a person may have written.</summary>
    public static IEnumerable<PropertyInfo> WrittenIn(Type type) =>
        type.GetProperties().Where(member => IsWritten(member.PropertyType));

    /// <summary>A command or an event whose members fit <see cref="FullTicket"/>.</summary>
    /// <param name="type">Which.</param>
    /// <param name="member">Other values of members, by name; null for the usual ones.</param>
    public static object Make(Type type, Func<string, Type, object?>? member = null)
    {
        var primary = type.GetConstructors().MaxBy(one => one.GetParameters().Length)!;
        return primary.Invoke([
            .. primary
                .GetParameters()
                .Select(one =>
                    member?.Invoke(one.Name!, one.ParameterType) ?? Usual(type, one.Name!, one.ParameterType)
                ),
        ]);
    }

    /// <summary>A ticket of Ana's that has one of everything: what commands name is there.</summary>
    public static Ticket FullTicket(Policy policy, string state)
    {
        var ticket = Opened(policy, SmallQuestion);
        (Actor By, TicketEvent Event)[] events =
        [
            (TicketLifeDeskFixture.Rui, new TicketEvent.AttachmentAdded("file", "a.txt", "text/plain", 1)),
            (Ana, new TicketEvent.Shared("rui")),
            (TicketLifeDeskFixture.Bia, new TicketEvent.Assigned("bia")),
            (TicketLifeDeskFixture.Bia, new TicketEvent.Linked(LinkKind.Bug, "BUG-1")),
            (Ana, new TicketEvent.AttachmentApproved("file", "the vendor")),
            (Ana, new TicketEvent.AccessGranted("PROD", Monday + Duration.FromHours(1))),
            (TicketLifeDeskFixture.Bia, new TicketEvent.ChangeProposed("PROD", "A longer time-out.")),
            (
                Actor.System,
                new TicketEvent.TimerStarted("close", Monday, Monday + Duration.FromDays(2), null, null, Triggers.Close)
            ),
            (
                TicketLifeDeskFixture.Bia,
                new TicketEvent.StateChanged(ticket.State, state, policy.Workflow.CategoryOf(state), "test")
            ),
        ];
        return events.Aggregate(
            ticket,
            (before, one) =>
                TicketHistory.Apply(before, new RecordedEvent(before.Version + 1, Monday, one.By, one.Event))
        );
    }

    private static IEnumerable<Type> NestedIn(Type all) =>
        all.GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic).Where(type => type.IsAssignableTo(all));

    private static bool IsWritten(Type type) =>
        type == typeof(WrittenText) || type == typeof(WrittenName) || type == typeof(FactSet);

    private static object? Usual(Type of, string name, Type type) =>
        (name, Nullable.GetUnderlyingType(type) ?? type) switch
        {
            ("Reference", var written) when written == typeof(WrittenName) => (WrittenName)"BUG-1",
            ("ThirdParty", var written) when written == typeof(WrittenName) => (WrittenName)"the vendor",
            (_, var written) when written == typeof(WrittenName) => (WrittenName)"PROD",
            (_, var written) when written == typeof(WrittenText) => (WrittenText)"Some words.",
            (_, var facts) when facts == typeof(FactSet) => FactSet.Empty,
            ("Attachment", _) => of == typeof(TicketCommand.Attach) ? "another" : "file",
            ("Requester", _) => "ana",
            ("Timer", _) => of == typeof(TicketEvent.Routed) ? null : "close",
            ("Tenant", _) => "default",
            ("Trigger", _) => Triggers.Hold,
            ("State", _) => "open",
            ("Priority", _) => "high",
            ("Category", var id) when id == typeof(string) => "billing",
            ("Reason", var id) when id == typeof(string) => "stuck",
            ("Channel", _) => "web",
            (_, var id) when id == typeof(string) => "an-id",
            (_, var number) when number == typeof(long) => 1L,
            (_, var number) when number == typeof(int) => 1,
            (_, var flag) when flag == typeof(bool) => true,
            ("At", var instant) when instant == typeof(Instant) => Monday, // a call, which is over
            (_, var instant) when instant == typeof(Instant) => Monday + Duration.FromHours(1),
            (_, var ticket) when ticket == typeof(TicketId) => Id,
            (_, var called) when called == typeof(TicketNumber) => new TicketNumber("ACME", 7),
            (_, { IsEnum: true } names) => Enum.GetValues(names).GetValue(0),
            ("OnBehalf" or "Terms" or "SplitFrom" or "Continues", _) => null,
            ("By", _) => Actor.System,
            ("To", _) => TicketLifePolicies.Plain,
            ("Promise", _) => null,
            (_, var time) when time == typeof(SlaDuration) => SlaDuration.Parse("2h"),
            (_, var text) when text == typeof(LocalizedText) => LocalizedText.Invariant("busy days"),
            (_, var list) when list == typeof(ImmutableArray<string>) => ImmutableArray.Create("an-id"),
            (_, var list) when list == typeof(ImmutableArray<KeyValuePair<string, int>>) => ImmutableArray.Create(
                KeyValuePair.Create("escalated", 2)
            ),
            (_, var list) when list == typeof(ImmutableArray<ConsideredAgent>) => ImmutableArray.Create(
                new ConsideredAgent("an-id", AgentFitness.Fit, 1)
            ),
            (_, var list) when list == typeof(ImmutableArray<Instant>) => ImmutableArray<Instant>.Empty,
            (_, var list) when list == typeof(ImmutableArray<RedactedField>) => ImmutableArray<RedactedField>.Empty,
            (_, var list) when list == typeof(ImmutableArray<ScreeningFinding>) =>
                ImmutableArray<ScreeningFinding>.Empty,
            _ => throw new InvalidOperationException(
                $"{of.Name} has a member {name} of type {type.Name}, and nothing here makes one."
            ),
        };
}
