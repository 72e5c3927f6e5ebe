using SupportKit.Storage;

namespace SupportKit.Testing;

/// <summary>A case of <see cref="PersonalDataStoreCases"/>: a person who cannot be erased as it was asked for.</summary>
internal static class ErasureRefusals
{
    private const string Ben = "ben";

    /// <summary>Ben and Ana, who see one ticket of Ben's, are erased to one pseudonym: the second is refused whole.</summary>
    public static async Task TakenAsync(ITicketStore store, CancellationToken stop)
    {
        var (own, shared) = await ErasureCases.LiveAsync(store, stop).ConfigureAwait(false);
        await ErasureCases.EraseAsync(store, Ben, stop).ConfigureAwait(false);
        shared = await ErasureCases.FindAsync(store, shared, stop).ConfigureAwait(false);

        string? code = null;
        try
        {
            await ErasureCases.EraseAsync(store, ConformanceDeskFixture.Ana, stop).ConfigureAwait(false);
        }
        catch (SupportKitException refused)
        {
            code = refused.Code;
        }

        ConformanceAssert.Equal(SupportKitErrors.ErasurePseudonymTaken, code, "the code of the refusal");
        foreach (var before in (Ticket[])[own, shared])
        {
            var after = await ErasureCases.FindAsync(store, before, stop).ConfigureAwait(false);
            ConformanceAssert.Same(before, after, "a ticket of the person who was not erased");
        }
        var reply = new TicketCommand.Reply(Actor.Requester(ConformanceDeskFixture.Ana), "Still here.");
        var next = ConformanceDeskFixture.Apply(shared, reply, shared.UpdatedAt);
        await ConformanceAssert.CommittedAsync(store, next, stop).ConfigureAwait(false);
    }
}
