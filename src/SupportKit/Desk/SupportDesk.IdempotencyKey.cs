using System.Security.Cryptography;
using System.Text;
using SupportKit.Decisions;
using SupportKit.Localization;

namespace SupportKit;

/// <content>
/// The caller's own id of a command is its idempotency key: what was carried out under it is not carried out again. The key stands for
/// one command on one ticket; sent with anything else it is refused, for whoever sends it means something that was not done.
/// </content>
public sealed partial class SupportDesk
{
    private async Task<DeskResult?> RepeatedAsync(
        string tenant,
        Viewer viewer,
        IdempotencyKey? key,
        CancellationToken cancellationToken
    )
    {
        if (key is not { } sent)
            return null;
        var id = await store.FindByCommandAsync(tenant, sent.Trace, cancellationToken).ConfigureAwait(false);
        if (id is null)
            return null;
        var fingerprint = await store
            .FindCommandFingerprintAsync(tenant, sent.Trace, cancellationToken)
            .ConfigureAwait(false);
        if (fingerprint != sent.Fingerprint)
            return InUse();
        var ticket = await store
            .FindAsync(new TicketKey(tenant, id.Value), viewer, cancellationToken)
            .ConfigureAwait(false);
        return ticket is null ? InUse() : new DeskResult.Succeeded(ticket, null);
    }

    private async Task<bool> IsUsedAsync(string tenant, string? commandId, CancellationToken cancellationToken) =>
        IdempotencyKey.TraceOf(commandId) is { } trace
        && await store.FindByCommandAsync(tenant, trace, cancellationToken).ConfigureAwait(false) is not null;

    private static DeskResult.Refused InUse() => Refuse(SupportKitErrors.CommandIdInUse);

    /// <summary>What is kept of a command's id and of the command. Immutable.</summary>
    /// <param name="Trace">
    /// A hash of the id. Hosts make ids up of anything, names too; a hash tells a repetition as well, for good, even of a person who was erased.
    /// </param>
    /// <param name="Fingerprint">
    /// A hash of the tenant, the ticket and the command, keyed with the id, which is not kept: without it nobody can try out what was written.
    /// </param>
    private readonly record struct IdempotencyKey(string Trace, string Fingerprint)
    {
        /// <summary>Of a command on a ticket that is there.</summary>
        public static IdempotencyKey? Of(string? commandId, TicketKey key, TicketCommand command) =>
            commandId is null ? null : Of(commandId, [key.Tenant, key.Ticket.ToString(), .. CommandText.Of(command)]);

        /// <summary>Of a file, which gets its id in the store anew each time it is sent: its content tells it.</summary>
        public static IdempotencyKey? Of(
            string? commandId,
            TicketKey key,
            Actor by,
            string name,
            string contentType,
            string sha256
        ) =>
            commandId is null
                ? null
                : Of(
                    commandId,
                    [key.Tenant, key.Ticket.ToString(), "attach", by.Kind.ToString(), by.Id, name, contentType, sha256]
                );

        /// <summary>
        /// Of a request that opens a ticket. What the host states of it is left out: when it is sent again, the person may be signed in or out.
        /// </summary>
        public static IdempotencyKey? Of(OpenRequest request, TicketId? splitFrom) =>
            request.CommandId is null
                ? null
                : Of(
                    request.CommandId,
                    [
                        request.Tenant,
                        splitFrom?.ToString() ?? "",
                        "open",
                        request.OnBehalf?.Kind.ToString() ?? "",
                        request.OnBehalf?.Id ?? "",
                        request.Requester,
                        request.Category,
                        request.Channel,
                        request.Title,
                        request.Body,
                        request.AcceptsTerms ?? "",
                        .. request.CallSummary is { } said ? ["call", said] : Array.Empty<string>(),
                        .. CommandText.Of(request.Answers),
                    ]
                );

        /// <summary>The hash of an id; null for none.</summary>
        public static string? TraceOf(string? commandId) =>
            commandId is null
                ? null
                : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(HostId.Require(commandId))));

        private static IdempotencyKey Of(string commandId, IEnumerable<string> parts)
        {
            var id = Encoding.UTF8.GetBytes(HostId.Require(commandId));
            using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, id);
            foreach (var part in parts)
            {
                var bytes = Encoding.UTF8.GetBytes(part);
                // With its length before it, no part reads as two, nor two as one.
                hash.AppendData(BitConverter.GetBytes(bytes.Length));
                hash.AppendData(bytes);
            }
            return new IdempotencyKey(TraceOf(commandId)!, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
    }
}
