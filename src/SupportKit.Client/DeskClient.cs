using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SupportKit.Client;

/// <summary>
/// What both a requester and an agent do with a ticket of a desk in another process. The <see cref="HttpClient"/> signs in: the host gives it its
/// cookies or tokens, and the language as <c>Accept-Language</c>. Thread-safe, as the <see cref="HttpClient"/> is, which it does not dispose.
/// </summary>
/// <remarks>
/// Each write takes a key, the caller's own id of the command: the same key again does nothing more, so that a write whose answer got lost may
/// be sent again with it. Without one a new one is made. A write takes the <c>version</c> that was read, too, and is refused with
/// <c>ticket.version_stale</c> when the ticket has changed since; null for whatever it is.
/// </remarks>
public abstract partial class DeskClient
{
    // The desk ends a connection after ten minutes by default; one that is silent for longer is gone, and nobody has said so.
    private static readonly TimeSpan LongestConnection = TimeSpan.FromMinutes(11);
    private readonly HttpClient http;
    private readonly TimeProvider time;

    private protected DeskClient(HttpClient http, TimeProvider? time)
    {
        ArgumentNullException.ThrowIfNull(http);
        if (http.BaseAddress?.AbsolutePath.EndsWith('/') != true)
            throw new ArgumentException(
                "The base address is missing, or does not end with \"/\". Set it to where the endpoints are mapped.",
                nameof(http)
            );
        (this.http, this.time) = (http, time ?? TimeProvider.System);
    }

    /// <summary>How often a request is sent again that was refused with a time to wait: 3 times, unless set; 0 for never.</summary>
    public int MaxRetries { get; init; } = 3;

    /// <summary>The longest time that is waited before a request is sent again: 30 seconds, unless set. What is to wait longer fails at once.</summary>
    public TimeSpan MaxRetryWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The ticket with its messages, its promises and what can be done.</summary>
    /// <exception cref="SupportException">404: there is none, or the caller does not see it.</exception>
    public Task<Conversation> ReadAsync(string ticket, CancellationToken cancellationToken = default) =>
        GetAsync(Of(ticket), ClientJson.Default.Conversation, cancellationToken);

    /// <summary>The tickets that the caller sees, page by page as they are read.</summary>
    /// <exception cref="SupportException">The search is one that the caller cannot make.</exception>
    public IAsyncEnumerable<TicketSummary> ListAsync(
        TicketSearch? search = null,
        CancellationToken cancellationToken = default
    ) => PagesAsync((search ?? new()).After("tickets"), cancellationToken);

    /// <summary>What has happened, the oldest first, as far as the caller is shown it.</summary>
    /// <exception cref="SupportException">404: there is none, or the caller does not see it.</exception>
    public async Task<IReadOnlyList<JsonElement>> GetHistoryAsync(
        string ticket,
        CancellationToken cancellationToken = default
    ) =>
        (
            await GetAsync($"{Of(ticket)}/history", ClientJson.Default.HistoryBody, cancellationToken)
                .ConfigureAwait(false)
        ).Events;

    /// <summary>Carries out an operation that the ticket lists among its actions.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <param name="operation">Its name, such as <c>share</c>.</param>
    /// <param name="members">What it takes, such as <c>{ "with": "bob" }</c>.</param>
    /// <param name="version">The version that was read.</param>
    /// <param name="key">The caller's own id of the command.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="SupportException">The desk refuses it.</exception>
    public Task<TicketReceipt> ApplyAsync(
        string ticket,
        string operation,
        JsonObject members,
        long? version = null,
        string? key = null,
        CancellationToken cancellationToken = default
    ) =>
        PostAsync(
            $"{Of(ticket)}/actions/{Uri.EscapeDataString(operation)}",
            JsonContent.Create(members, ClientJson.Default.JsonObject),
            ClientJson.Default.TicketReceipt,
            key,
            version,
            cancellationToken
        );

    /// <summary>Writes on: for a requester to the desk, for an agent to the requester.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <param name="body">The text.</param>
    /// <param name="version">The version that was read.</param>
    /// <param name="key">The caller's own id of the command.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="SupportException">The desk refuses it.</exception>
    public Task<TicketReceipt> ReplyAsync(
        string ticket,
        string body,
        long? version = null,
        string? key = null,
        CancellationToken cancellationToken = default
    ) => WriteAsync(ticket, "replies", new JsonObject { ["body"] = body }, version, key, cancellationToken);

    /// <summary>Attaches a file to a ticket.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <param name="name">The name to show.</param>
    /// <param name="mediaType">Its media type, such as <c>image/png</c>.</param>
    /// <param name="content">The content, which is read once, to its end, and disposed; it is not sent again by itself.</param>
    /// <param name="key">The caller's own id of the command.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="SupportException">The desk refuses it, or is to be asked again later.</exception>
    public async Task<AttachedFile> AttachAsync(
        string ticket,
        string name,
        string mediaType,
        Stream content,
        string? key = null,
        CancellationToken cancellationToken = default
    )
    {
        using var body = new StreamContent(content);
        body.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        var path = $"{Of(ticket)}/attachments?name={Uri.EscapeDataString(name)}";
        using var request = Write(HttpMethod.Post, path, body, key ?? NewKey(), null);
        using var response = await SendAsync(() => request, retries: 0, cancellationToken).ConfigureAwait(false);
        return await OfAsync(response, ClientJson.Default.AttachedFile, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The content of a file as it arrives, which the caller disposes.</summary>
    /// <exception cref="SupportException">404: there is none, or the caller does not see it.</exception>
    public async Task<Stream> DownloadAsync(
        string ticket,
        string attachment,
        CancellationToken cancellationToken = default
    )
    {
        var path = $"{Of(ticket)}/attachments/{Uri.EscapeDataString(attachment)}";
        var response = await SendAsync(() => new(HttpMethod.Get, path), MaxRetries, cancellationToken)
            .ConfigureAwait(false);
        return await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes a file back.</summary>
    /// <exception cref="SupportException">The desk refuses it.</exception>
    public Task<TicketReceipt> WithdrawAttachmentAsync(
        string ticket,
        string attachment,
        CancellationToken cancellationToken = default
    )
    {
        var (path, key) = ($"{Of(ticket)}/attachments/{Uri.EscapeDataString(attachment)}", NewKey());
        return ReadAsync(
            () => Write(HttpMethod.Delete, path, null, key, null),
            ClientJson.Default.TicketReceipt,
            cancellationToken
        );
    }

    /// <summary>
    /// What happens on a ticket, as it happens, each once and in order. However often the connection breaks, it goes on after the last event;
    /// it ends when it is cancelled.
    /// </summary>
    /// <param name="ticket">The ticket.</param>
    /// <param name="after">The version that is known, such as that of what was read; 0 for all from the beginning.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="SupportException">The caller does not see the ticket, or no longer does.</exception>
    public async IAsyncEnumerable<TicketNews> FollowAsync(
        string ticket,
        long after,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        for (var failures = 0; ; failures++)
        {
            using var connection = new CancellationTokenSource(LongestConnection, time);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, connection.Token);
            var news = ListenAsync(ticket, after, stop.Token).GetAsyncEnumerator(stop.Token);
            await using (news.ConfigureAwait(false))
                while (await HasNextAsync(news, cancellationToken).ConfigureAwait(false))
                {
                    (after, failures) = (news.Current.Sequence, -1);
                    yield return news.Current;
                }
            await Task.Delay(
                    TimeSpan.FromSeconds(Math.Min(30, 1 << Math.Clamp(failures, 0, 5))),
                    time,
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
    }

    private async IAsyncEnumerable<TicketNews> ListenAsync(
        string ticket,
        long after,
        [EnumeratorCancellation] CancellationToken stop
    )
    {
        using var response = await SendAsync(Request, MaxRetries, stop).ConfigureAwait(false);
        var stream = await response.Content.ReadAsStreamAsync(stop).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
            await foreach (var item in SseParser.Create(stream).EnumerateAsync(stop).ConfigureAwait(false))
                if (long.TryParse(item.EventId, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
                    yield return new TicketNews(sequence, JsonElement.Parse(item.Data));

        HttpRequestMessage Request()
        {
            var request = new HttpRequestMessage(HttpMethod.Get, $"{Of(ticket)}/events");
            request.Headers.Accept.ParseAdd("text/event-stream");
            request.Headers.Add("Last-Event-ID", after.ToString(CultureInfo.InvariantCulture));
            return request;
        }
    }

    // False when the connection is over, and is to be made anew.
    private static async Task<bool> HasNextAsync(IAsyncEnumerator<TicketNews> news, CancellationToken stop)
    {
        try
        {
            return await news.MoveNextAsync().ConfigureAwait(false);
        }
        catch (Exception lost)
            when (lost is IOException or HttpRequestException or SupportException { Status: >= 500 or 429 })
        {
            return false;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return false;
        }
    }
}
