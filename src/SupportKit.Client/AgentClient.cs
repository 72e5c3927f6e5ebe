using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SupportKit.Client;

/// <summary>A desk in another process, as people of the desk use it.</summary>
/// <param name="http">Signs in, and has as its base address where the endpoints of agents are mapped, such as <c>https://acme.example/support/agents/</c>.</param>
/// <param name="time">By which is waited; null, the default, for the system's.</param>
/// <exception cref="ArgumentException">The base address is missing, or does not end with a slash.</exception>
public sealed class AgentClient(HttpClient http, TimeProvider? time = null) : DeskClient(http, time)
{
    /// <summary>
    /// Reads what has no method of its own, such as <c>workload</c> or <c>report?from=2026-01-01</c>, as the desk's OpenAPI document describes it.
    /// </summary>
    /// <param name="path">The path below the base address, escaped.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="SupportException">The desk refuses it.</exception>
    public Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken = default) =>
        GetAsync(path, ClientJson.Default.JsonElement, cancellationToken);

    /// <summary>Writes what has no method of its own, such as <c>switches/incident/start</c>, as the desk's OpenAPI document describes it.</summary>
    /// <param name="path">The path below the base address, escaped.</param>
    /// <param name="body">What it takes.</param>
    /// <param name="key">The caller's own id of the command.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="SupportException">The desk refuses it.</exception>
    public Task<JsonElement> PostAsync(
        string path,
        JsonObject body,
        string? key = null,
        CancellationToken cancellationToken = default
    ) =>
        PostAsync(
            path,
            JsonContent.Create(body, ClientJson.Default.JsonObject),
            ClientJson.Default.JsonElement,
            key,
            null,
            cancellationToken
        );

    /// <summary>The addresses that are not written to because mails came back from them, the latest first, page by page as they are read.</summary>
    /// <exception cref="SupportException">403: the caller does not lead agents.</exception>
    public async IAsyncEnumerable<SuppressedAddress> ListSuppressedAddressesAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var (skip, hasMore) = (0, true);
        while (hasMore)
        {
            var page = await GetAsync(
                    $"suppressed-addresses?skip={skip}",
                    ClientJson.Default.SuppressedPage,
                    cancellationToken
                )
                .ConfigureAwait(false);
            foreach (var one in page.Addresses)
                yield return one;
            (skip, hasMore) = (skip + page.Addresses.Count, page.HasMore && page.Addresses.Count > 0);
        }
    }

    /// <summary>Has an address written to again, because it was corrected or repaired.</summary>
    /// <returns>Whether it was on the list.</returns>
    /// <exception cref="SupportException">403: the caller does not lead agents.</exception>
    public async Task<bool> LiftSuppressedAddressAsync(string address, CancellationToken cancellationToken = default)
    {
        var (path, key) = ($"suppressed-addresses?address={Uri.EscapeDataString(address)}", NewKey());
        var lifted = await ReadAsync(
                () => Write(HttpMethod.Delete, path, null, key, null),
                ClientJson.Default.CountBody,
                cancellationToken
            )
            .ConfigureAwait(false);
        return lifted.Count > 0;
    }

    /// <summary>The queues of the policy.</summary>
    public async Task<IReadOnlyList<QueueSummary>> GetQueuesAsync(CancellationToken cancellationToken = default) =>
        await GetAsync("queues", ClientJson.Default.QueueSummaryArray, cancellationToken).ConfigureAwait(false);

    /// <summary>What waits in a queue, in the order in which the policy has it taken, page by page as it is read.</summary>
    /// <exception cref="SupportException">404: there is no such queue.</exception>
    public IAsyncEnumerable<TicketSummary> ListQueueAsync(
        string queue,
        CancellationToken cancellationToken = default
    ) => PagesAsync($"queues/{Uri.EscapeDataString(queue)}/tickets?limit=50", cancellationToken);

    /// <summary>Gives the caller the first ticket of a queue that is nobody's; null when nothing waits. Called twice, it gives two.</summary>
    /// <exception cref="SupportException">404: there is no such queue.</exception>
    public Task<TicketReceipt?> TakeNextAsync(string queue, CancellationToken cancellationToken = default) =>
        PostAsync(
            $"queues/{Uri.EscapeDataString(queue)}/next",
            null,
            ClientJson.Default.TicketReceipt,
            null,
            null,
            cancellationToken
        )!;

    /// <summary>How many tickets there are, in all and by state category; the desk counts no further than to 1,000.</summary>
    /// <param name="search">Which tickets; null, the default, for all that the caller sees.</param>
    /// <param name="exact">Whether all are counted, which takes the longer the more there are; false, unless set.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <exception cref="SupportException">The search is one that the caller cannot make.</exception>
    public Task<TicketCount> CountAsync(
        TicketSearch? search = null,
        bool exact = false,
        CancellationToken cancellationToken = default
    ) =>
        GetAsync(
            (search ?? new()).After("tickets/counts") + (exact ? "&exact=true" : ""),
            ClientJson.Default.TicketCount,
            cancellationToken
        );

    /// <summary>Opens a request for a person.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="key">The caller's own id of the command.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="SupportException">The desk refuses it.</exception>
    public Task<OpenedTicket> OpenAsync(
        NewRequestOnBehalf request,
        string? key = null,
        CancellationToken cancellationToken = default
    ) =>
        PostAsync(
            "tickets",
            JsonContent.Create(request, ClientJson.Default.NewRequestOnBehalf),
            ClientJson.Default.OpenedTicket,
            key,
            null,
            cancellationToken
        );

    /// <summary>Asks the requester something: the desk waits for them from then on.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <param name="body">The text.</param>
    /// <param name="version">The version that was read.</param>
    /// <param name="key">The caller's own id of the command.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="SupportException">The desk refuses it.</exception>
    public Task<TicketReceipt> AskBackAsync(
        string ticket,
        string body,
        long? version = null,
        string? key = null,
        CancellationToken cancellationToken = default
    ) =>
        WriteAsync(
            ticket,
            "replies",
            new JsonObject { ["body"] = body, ["asksBack"] = true },
            version,
            key,
            cancellationToken
        );

    /// <summary>Tells the requester that somebody has seen the request; the answer itself is still owed.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <param name="body">The text.</param>
    /// <param name="version">The version that was read.</param>
    /// <param name="key">The caller's own id of the command.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="SupportException">The desk refuses it.</exception>
    public Task<TicketReceipt> AcknowledgeAsync(
        string ticket,
        string body,
        long? version = null,
        string? key = null,
        CancellationToken cancellationToken = default
    ) =>
        WriteAsync(
            ticket,
            "replies",
            new JsonObject { ["body"] = body, ["isAcknowledgement"] = true },
            version,
            key,
            cancellationToken
        );

    /// <summary>Notes something that only the desk sees.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <param name="body">The text.</param>
    /// <param name="version">The version that was read.</param>
    /// <param name="key">The caller's own id of the command.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="SupportException">The desk refuses it.</exception>
    public Task<TicketReceipt> NoteAsync(
        string ticket,
        string body,
        long? version = null,
        string? key = null,
        CancellationToken cancellationToken = default
    ) => WriteAsync(ticket, "notes", new JsonObject { ["body"] = body }, version, key, cancellationToken);

    /// <summary>Records that a file is given to a third party, which the requester has approved and is told; then read it with <see cref="DeskClient.DownloadAsync"/>.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <param name="attachment">The id of the file.</param>
    /// <param name="thirdParty">To whom, as the requester approved it.</param>
    /// <param name="version">The version that was read.</param>
    /// <param name="key">The caller's own id of the command.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="SupportException">The desk refuses it, as without an approval.</exception>
    public Task<TicketReceipt> DiscloseAsync(
        string ticket,
        string attachment,
        string thirdParty,
        long? version = null,
        string? key = null,
        CancellationToken cancellationToken = default
    ) =>
        WriteAsync(
            ticket,
            $"attachments/{Uri.EscapeDataString(attachment)}/disclosures",
            new JsonObject { ["thirdParty"] = thirdParty },
            version,
            key,
            cancellationToken
        );

    /// <summary>Lets another ticket of the same requester carry this one on.</summary>
    /// <exception cref="SupportException">The desk refuses it.</exception>
    public Task<TicketReceipt> MergeAsync(string ticket, string into, CancellationToken cancellationToken = default) =>
        WriteAsync(ticket, "merge", new JsonObject { ["into"] = into }, null, null, cancellationToken);

    /// <summary>Makes a part of a ticket a request of its own, of the same requester.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <param name="part">The part; its requester is that of the ticket, whatever it says.</param>
    /// <param name="key">The caller's own id of the command.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="SupportException">The desk refuses it.</exception>
    public Task<TicketReceipt> SplitAsync(
        string ticket,
        NewRequestOnBehalf part,
        string? key = null,
        CancellationToken cancellationToken = default
    ) =>
        PostAsync(
            $"tickets/{Uri.EscapeDataString(ticket)}/split",
            JsonContent.Create(part, ClientJson.Default.NewRequestOnBehalf),
            ClientJson.Default.TicketReceipt,
            key,
            null,
            cancellationToken
        );
}
