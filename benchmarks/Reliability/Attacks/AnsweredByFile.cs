using SupportKit.Tests;
using static SupportKit.Tests.Samples;
using static SupportKit.Tests.TicketLifeDeskFixture;

namespace SupportKit.Reliability.Attacks;

internal sealed class AnsweredByFile()
    : Attack(
        "19",
        "A requester who was asked for a file gives it, and writes nothing.",
        "closed as unanswered, and nobody at the desk was told",
        "State of the ticket two weeks later, where an unanswered one closes after two days; mails to the desk."
    )
{
    public override async Task<Outcome> RunAsync(Place place, CancellationToken stop)
    {
        var life = new TicketLifeDeskFixture(
            TicketLifePolicies.With(
                """
                "sla": null,
                "workflow": {
                  "initial": "new",
                  "states": {
                    "new": { "category": "new", "permit": { "answer": "answered" }, "ignore": ["requester-reply"] },
                    "open": { "category": "open", "permit": { "answer": "answered", "close": "closed" }, "ignore": ["requester-reply"] },
                    "answered": { "category": "answered", "permit": { "requester-reply": "open", "close": "closed" }, "ignore": ["answer"] },
                    "closed": { "category": "closed" }
                  },
                  "autoClose": [{ "states": ["answered"], "after": "48h" }]
                }
                """
            )
        );
        var ticket = await life.OpenAsync();
        await life.DoAsync(ticket, new TicketCommand.Reply(Bia, "Send the log, please."));
        await life.SentAsync();
        using var content = new MemoryStream([1, 2, 3]);
        await life.Desk.AttachAsync(ticket.Key, Ana, "trace.log", "text/plain", content, cancellationToken: stop);
        var told = (await life.SentAsync()).Count;
        await life.WorkAtAsync("2026-03-16T10:00:00Z");
        var state = (await life.ReadAsync(ticket)).State;
        return new($"{state}; {told} mail", state == "open" && told == 1);
    }
}
