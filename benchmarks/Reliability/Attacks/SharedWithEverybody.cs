using SupportKit.Tests;
using static SupportKit.Tests.TicketLifeDeskFixture;

namespace SupportKit.Reliability.Attacks;

internal sealed class SharedWithEverybody()
    : Attack(
        "13",
        "Ten tickets are shared with fifty accounts each, which never asked, and answered.",
        "1,003 messages to 500 accounts",
        "Messages to those accounts, and how many of them are something else than an invitation."
    )
{
    public override async Task<Outcome> RunAsync(Place place, CancellationToken stop)
    {
        var life = new TicketLifeDeskFixture(TicketLifePolicies.Plain);
        for (var i = 0; i < 10; i++)
        {
            var ticket = await life.OpenAsync();
            for (var j = 0; j < 50; j++)
                await life.ApplyAsync(ticket, new TicketCommand.Share(Samples.Ana, $"person {i * 50 + j}"));
            await life.DoAsync(ticket, new TicketCommand.Reply(Bia, "Here is an answer."));
        }
        var told = (await life.SentAsync()).Where(one => one.To.Id.StartsWith("person", StringComparison.Ordinal));
        var (messages, others) = (told.Count(), told.Count(one => one.Template != "invited"));
        return new($"{messages}; {others}", (messages, others) is (<= 50, 0));
    }
}
