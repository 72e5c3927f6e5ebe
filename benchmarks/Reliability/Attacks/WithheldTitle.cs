using SupportKit.Tests;
using static SupportKit.Tests.Samples;

namespace SupportKit.Reliability.Attacks;

internal sealed class WithheldTitle()
    : Attack(
        "11",
        "A requester who may not read a ticket's title and facts replies to it, twice under one command id, and reads it.",
        "the reply returned the withheld title and facts",
        "Results that hold the withheld words: two replies, their explanations, and what is read."
    )
{
    public override async Task<Outcome> RunAsync(Place place, CancellationToken stop)
    {
        var life = new TicketLifeDeskFixture(
            TicketLifePolicies.With(
                """
                "privacy": { "withhold": { "visibleIf": { "role": "admin" }, "facts": ["environment", "contact"], "messages": true } }
                """
            )
        );
        var opened = await life.OpenAsync(
            TicketLifeDeskFixture.Question() with
            {
                Title = "A secret title",
                Body = "A secret body",
                Answers = FactSet.Empty.With("environment", "PROD"),
            }
        );
        var told = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            var reply = (
                await life.Desk.ApplyAsync(
                    opened.Key,
                    new TicketCommand.Reply(Ana, "My words."),
                    commandId: "once",
                    cancellationToken: stop
                )
            ).OrThrow();
            told.Add($"{reply.Ticket}");
            told.Add(reply.Decision?.Explain().ToJson() ?? "");
        }
        told.Add($"{await life.Desk.FindAsync(opened.Key, Viewer.OfRequester("ana"), stop)}");
        var shown = told.Count(text =>
            text.Contains("secret", StringComparison.OrdinalIgnoreCase)
            || text.Contains("PROD", StringComparison.Ordinal)
        );
        var isSeenByDesk = $"{await life.ReadAsync(opened)}".Contains("secret", StringComparison.Ordinal);
        return new($"{shown} of {told.Count}", shown == 0 && isSeenByDesk);
    }
}
