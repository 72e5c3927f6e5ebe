using NodaTime;
using SupportKit.Tests;
using static SupportKit.Tests.TicketLifeDeskFixture;

namespace SupportKit.Reliability.Attacks;

internal sealed class InsideStorm()
    : Attack(
        "8",
        "Five escalations in a minute, twenty replies of a machine in twenty, and a mail that is turned back every 61 minutes for a year.",
        "one mail and more for each: 10, 20, 8,617",
        "Mails to all readers in simulated time: for the escalations, for the replies, and of those turned back in a year."
    )
{
    public override async Task<Outcome> RunAsync(Place place, CancellationToken stop)
    {
        var escalated = await MailsAsync(
            5,
            Duration.FromSeconds(12),
            _ => new TicketCommand.Escalate(Bia, "stuck", "web", FactSet.Empty)
        );
        var replied = await MailsAsync(
            20,
            Duration.FromMinutes(1),
            i => new TicketCommand.Reply(Samples.Ana, $"Automatic answer {i}.")
        );
        var rejected = await MailsAsync(
            365 * 24 * 60 / 61,
            Duration.FromMinutes(61),
            i => new TicketCommand.RejectInboundMail(Tracker, $"mail {i}")
        );
        return new($"{escalated}, {replied}, {rejected}", (escalated, replied, rejected) is (<= 4, <= 3, <= 8));
    }

    private static async Task<int> MailsAsync(int count, Duration every, Func<int, TicketCommand> command)
    {
        var life = new TicketLifeDeskFixture(TicketLifePolicies.With(""" "sla": [] """));
        var ticket = await life.OpenAsync();
        await life.SentAsync();
        var sent = 0;
        for (var i = 0; i < count; i++)
        {
            await life.DoAsync(ticket, command(i));
            await PassAsync(life.Time.Now + every);
        }
        await PassAsync(life.Time.Now + Duration.FromDays(1));
        return sent;

        async Task PassAsync(Instant until)
        {
            while (await life.Store.NextDueAsync(default) is { } due && due <= until)
            {
                await life.WorkAtAsync(NodaTime.Text.InstantPattern.ExtendedIso.Format(due));
                sent += (await life.SentAsync()).Count;
            }
            life.Time.SetNow(until);
            sent += (await life.SentAsync()).Count;
        }
    }
}
