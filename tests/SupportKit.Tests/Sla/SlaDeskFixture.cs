using SupportKit.Tickets;
using SupportKit.Workflows;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Sla;

/// <summary>A small desk for examples: two priorities, two plans, an office in Paris, and the promises an example is about.</summary>
internal static class SlaDeskFixture
{
    public static FactSet Free => SmallQuestion.With("plan", "free");

    public static readonly TicketCommand Hold = new TicketCommand.Fire(Agent, Triggers.Hold);
    public static readonly TicketCommand Resume = new TicketCommand.Fire(Agent, Triggers.Resume);
    public static readonly TicketCommand Resolve = new TicketCommand.Fire(Agent, Triggers.Resolve);
    public static readonly TicketCommand Reopen = new TicketCommand.Fire(Agent, Triggers.Reopen);
    public static readonly TicketCommand Answer = new TicketCommand.Reply(Agent, "Here is an answer.");
    public static readonly TicketCommand AskBack = new TicketCommand.Reply(Agent, "Which version?", AsksBack: true);
    public static readonly TicketCommand Write = new TicketCommand.Reply(Ana, "Something else.");
    public static readonly TicketCommand FireDeadlines = new TicketCommand.ProcessDeadlines();
    public static readonly TicketCommand Raise = new TicketCommand.ChangePriority(
        Agent,
        "p1",
        "The plant stands still."
    );

    public static Policy Promising(string sla, string metrics = "{}") =>
        Policy.Parse(
            $$"""
            {
              "id": "example",
              "channels": { "web": {} },
              "categories": { "question": {} },
              "plans": { "free": {}, "gold": { "entitlements": ["updates"] } },
              "scope": [{ "id": "all", "then": "accept" }],
              "priority": { "levels": ["p1", "p4"], "rules": [{ "id": "all", "then": "p4" }] },
              "routing": { "queues": { "desk": {} }, "rules": [{ "id": "all", "then": "desk" }] },
              "calendars": {
                "office": {
                  "timeZone": "Europe/Paris",
                  "hours": { "mon-thu": ["09:00-12:00", "13:00-18:00"], "fri": ["09:00-12:00"] }
                }
              },
              "escalation": { "queue": "desk", "reasons": { "slow": "It takes too long." } },
              "metrics": {{metrics}},
              "sla": {{sla}}
            }
            """
        );

    public static Ticket Asked(Policy policy, string at) => Opened(policy, Free, At(at));

    public static Ticket Then(this Ticket ticket, Policy policy, TicketCommand command, string at) =>
        After(policy, ticket, command, At(at));

    public static SlaPromise Resolution(this Ticket ticket) => ticket.PromiseOf("resolution")!;
}
