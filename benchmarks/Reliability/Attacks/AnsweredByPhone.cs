using SupportKit.Tests;
using SupportKit.Tickets;
using static SupportKit.Tests.TicketLifeDeskFixture;

namespace SupportKit.Reliability.Attacks;

internal sealed class AnsweredByPhone()
    : Attack(
        "20",
        "A requester is called and told; the agent records the call, and nothing is sent.",
        "the first response was broken unless a mail was sent",
        "State of the promise of a first response two days later, and mails to the requester."
    )
{
    public override async Task<Outcome> RunAsync(Place place, CancellationToken stop)
    {
        var life = new TicketLifeDeskFixture(TicketLifePolicies.Plain);
        var ticket = await life.OpenAsync();
        await life.SentAsync();
        await life.DoAsync(ticket, new TicketCommand.RecordCall(Bia, life.Time.Now, "She was told."));
        await life.WorkAtAsync("2026-03-04T11:00:00Z");
        var status = (await life.ReadAsync(ticket))
            .Promises.Single(promise => promise.Metric == "first-response")
            .Status;
        var mails = (await life.SentAsync()).Count(sent => sent.To.Kind == Decisions.RecipientKind.Requester);
        return new($"{status}; {mails} mails", (status, mails) == (PromiseStatus.Met, 0));
    }
}
