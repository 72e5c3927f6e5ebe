using System.Security.Cryptography;
using System.Text;

namespace SupportKit;

/// <content>The caller's own id of a command is its idempotency key: what was carried out under it is not carried out again.</content>
public sealed partial class SupportDesk
{
    private async Task<DeskResult?> RepeatedAsync(
        string tenant,
        Viewer viewer,
        string? commandId,
        CancellationToken cancellationToken
    )
    {
        if (TraceOf(commandId) is not { } trace)
            return null;
        var id = await store.FindByCommandAsync(tenant, trace, cancellationToken).ConfigureAwait(false);
        if (id is null)
            return null;
        var ticket = await store
            .FindAsync(new TicketKey(tenant, id.Value), viewer, cancellationToken)
            .ConfigureAwait(false);
        return ticket is null ? Refuse(SupportKitErrors.CommandIdInUse) : new DeskResult.Succeeded(ticket, null);
    }

    // Hosts make ids up of anything, names too. A hash tells a repetition as well, for good, even of a person who was erased.
    private static string? TraceOf(string? commandId) =>
        commandId is null ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(commandId)));
}
