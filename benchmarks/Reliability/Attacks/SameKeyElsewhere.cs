using Microsoft.Extensions.DependencyInjection;
using SupportKit.Tests;
using static SupportKit.Tests.TicketLifeDeskFixture;

namespace SupportKit.Reliability.Attacks;

internal sealed class SameKeyElsewhere()
    : Attack(
        "12",
        "A command id that was used is used again: on another ticket, and with another command.",
        "\"Accepted\", with the other ticket",
        "The code of each refusal."
    )
{
    public override IReadOnlyList<string> Engines => Place.All;

    public override async Task<Outcome> RunAsync(Place place, CancellationToken stop)
    {
        var desk = place.Open(TicketLifePolicies.Plain).GetRequiredService<SupportDesk>();
        var one = (await desk.OpenAsync(Question(), stop)).OrThrow().Ticket.Key;
        var other = (await desk.OpenAsync(Question(), stop)).OrThrow().Ticket.Key;
        (
            await desk.ApplyAsync(one, new TicketCommand.Acknowledge(Bia), commandId: "once", cancellationToken: stop)
        ).OrThrow();
        var elsewhere = Said(
            await desk.ApplyAsync(other, new TicketCommand.Acknowledge(Bia), commandId: "once", cancellationToken: stop)
        );
        var another = Said(
            await desk.ApplyAsync(one, new TicketCommand.Note(Bia, "Seen."), commandId: "once", cancellationToken: stop)
        );
        return new(
            $"`{elsewhere}`, `{another}`",
            elsewhere == SupportKitErrors.CommandIdInUse && another == SupportKitErrors.CommandIdInUse
        );

        static string Said(DeskResult result) =>
            result is DeskResult.Refused refused ? refused.Refusal.Code : "accepted";
    }
}
