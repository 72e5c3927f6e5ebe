using Microsoft.Extensions.DependencyInjection;
using SupportKit.Tests;
using static SupportKit.Tests.Samples;
using static SupportKit.Tests.TicketLifeDeskFixture;

namespace SupportKit.Reliability.Attacks;

internal sealed class ErasedToOne()
    : Attack(
        "18",
        "Two people on one ticket are erased to one pseudonym, and ten replies follow.",
        "each reply failed with 23505",
        "Code of the second erasure, and replies that failed."
    )
{
    public override IReadOnlyList<string> Engines => Place.All;

    public override async Task<Outcome> RunAsync(Place place, CancellationToken stop)
    {
        var services = place.Open(TicketLifePolicies.Plain);
        var desk = services.GetRequiredService<SupportDesk>();
        var data = services.GetRequiredService<PersonalDataService>();
        var key = (await desk.OpenAsync(Question(), stop)).OrThrow().Ticket.Key;
        (await desk.ApplyAsync(key, new TicketCommand.Share(Ana, "rui"), cancellationToken: stop)).OrThrow();
        await data.EraseAsync("default", "ana", "erased-1", stop);
        var second = "accepted";
        try
        {
            await data.EraseAsync("default", "rui", "erased-1", stop);
        }
        catch (SupportKitException error)
        {
            second = error.Code;
        }
        var failed = 0;
        for (var i = 0; i < 10; i++)
        {
            try
            {
                (
                    await desk.ApplyAsync(key, new TicketCommand.Reply(Bia, $"Answer {i}."), cancellationToken: stop)
                ).OrThrow();
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                failed++;
            }
        }
        return new($"`{second}`; {failed} of 10", second == SupportKitErrors.ErasurePseudonymTaken && failed == 0);
    }
}
