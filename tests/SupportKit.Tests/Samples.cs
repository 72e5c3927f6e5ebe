using NodaTime;
using NodaTime.Text;
using SupportKit.Decisions;
using SupportKit.Rules;

namespace SupportKit.Tests;

/// <summary>Small things that many tests start from.</summary>
internal static class Samples
{
    /// <summary>A Monday morning in São Paulo (08:00 there), no holiday.</summary>
    public static readonly Instant Monday = At("2026-03-02T11:00:00Z");

    public static readonly TicketId Id = TicketId.Parse("0198c0de0000700080000000000000aa");

    public static Policy Digibee { get; } =
        Policy.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "policies", "digibee.json")));

    /// <summary>A policy of one rule each; <paramref name="sla"/> is the list of its promises.</summary>
    public static Policy Small(string sla = "[]", string calendars = "{}") =>
        Policy.Parse(
            $$"""
            {
              "id": "small",
              "channels": { "web": {} },
              "categories": { "question": {} },
              "scope": [{ "id": "all", "then": "accept" }],
              "priority": { "levels": ["normal"], "rules": [{ "id": "all", "then": "normal" }] },
              "routing": { "queues": { "desk": {} }, "rules": [{ "id": "all", "then": "desk" }] },
              "calendars": {{calendars}},
              "sla": {{sla}}
            }
            """
        );

    public static Instant At(string iso) => InstantPattern.ExtendedIso.Parse(iso).GetValueOrThrow();

    public static FactSet Facts(params (string Name, FactValue Value)[] facts) =>
        FactSet.Of(facts.Select(fact => KeyValuePair.Create(fact.Name, fact.Value)));

    /// <summary>What a complete incident of a signed-in customer brings; later facts replace earlier ones.</summary>
    public static FactSet Incident(params (string Name, FactValue Value)[] facts) =>
        Facts(
                ("category", "incident"),
                ("channel", "platform"),
                ("language", "en"),
                ("contract", true),
                ("signedIn", true),
                ("pipelineName", "orders-sync"),
                ("environment", "PROD"),
                ("impact", "total"),
                ("workaround", false),
                ("pipelineKey", "a1b2"),
                ("errorMessage", "connect timed out"),
                ("errorAt", "2026-03-02 07:58"),
                ("expected", "orders arrive"),
                ("actual", "nothing arrives"),
                ("analysis", "retried three times")
            )
            .With(Facts(facts));

    public static FactSet Question(params (string Name, FactValue Value)[] facts) =>
        Facts(
                ("category", "question"),
                ("channel", "platform"),
                ("language", "en"),
                ("contract", true),
                ("signedIn", true)
            )
            .With(Facts(facts));

    public static FactSet SmallQuestion => Facts(("category", "question"), ("channel", "web"), ("language", "en"));

    public static Decision Open(Policy policy, FactSet facts, Instant? at = null) =>
        Decider.Decide(
            policy,
            null,
            new TicketCommand.Open("ana", "default", Id, "A title", "Some words."),
            facts,
            at ?? Monday
        );

    public static Ticket Opened(Policy policy, FactSet facts, Instant? at = null) =>
        Accepted(Open(policy, facts, at)).Ticket;

    public static Decision.Accepted Accepted(Decision decision) => Assert.IsType<Decision.Accepted>(decision);

    public static T Refused<T>(Decision decision)
        where T : Refusal => RefusalText.Told(Assert.IsType<T>(Assert.IsType<Decision.Refused>(decision).Refusal));

    /// <summary>The ticket after one more command.</summary>
    public static Ticket After(Policy policy, Ticket ticket, TicketCommand command, Instant at) =>
        Accepted(Decider.Decide(policy, ticket, command, ticket.Facts, at)).Ticket;

    public static readonly Actor Agent = Actor.Agent("bia");

    public static readonly Actor Ana = Actor.Requester("ana");
}
