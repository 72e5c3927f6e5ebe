using NodaTime;
using SupportKit.Decisions;
using SupportKit.Policies;
using SupportKit.Rules;
using SupportKit.Storage;

namespace SupportKit.EntityFrameworkCore.Tests;

/// <summary>Real tickets for the tests of this package: each is promised a first response within the hour.</summary>
internal static class SampleTickets
{
    public static readonly Instant Morning = Instant.FromUtc(2026, 3, 2, 9, 0);

    public static readonly Policy Policy = Policy.Parse(
        """
        {
          "id": "sample",
          "channels": { "portal": {} },
          "categories": { "incident": {} },
          "scope": [{ "id": "everybody", "then": "accept" }],
          "priority": { "levels": ["high"], "rules": [{ "id": "all", "then": "high" }] },
          "routing": { "queues": { "desk": {} }, "rules": [{ "id": "all", "then": "desk" }] },
          "sla": [{ "id": "answer", "metric": "first-response", "within": "1h" }]
        }
        """
    );

    public static TicketCommit Open(
        string requester = "ana",
        string? commandId = null,
        string tenant = "default",
        string? organization = null,
        Instant? at = null
    )
    {
        var facts = FactSet.Of([
            KeyValuePair.Create<string, FactValue>(BuiltInFacts.Category, "incident"),
            KeyValuePair.Create<string, FactValue>(BuiltInFacts.Channel, "portal"),
            KeyValuePair.Create<string, FactValue>(BuiltInFacts.Language, "en"),
        ]);
        var open = new TicketCommand.Open(
            requester,
            tenant,
            TicketId.New(at ?? Morning),
            "Down",
            "All of it",
            Organization: organization
        );
        var accepted = (Decision.Accepted)Decider.Decide(Policy, null, open, facts, at ?? Morning);
        return new TicketCommit(accepted.Ticket, accepted.Events, accepted.Messages, 0, commandId);
    }

    public static TicketCommit Apply(Ticket ticket, TicketCommand command)
    {
        var accepted = (Decision.Accepted)Decider.Decide(Policy, ticket, command, ticket.Facts, ticket.UpdatedAt);
        return new TicketCommit(accepted.Ticket, accepted.Events, accepted.Messages, ticket.Version, null);
    }
}
