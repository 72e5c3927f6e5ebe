using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace SupportKit.Client;

/// <content>How requests are sent, sent again, and read.</content>
public abstract partial class DeskClient
{
    private protected Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken stop) =>
        ReadAsync(() => new(HttpMethod.Get, path), type, stop);

    private protected async IAsyncEnumerable<TicketSummary> PagesAsync(
        string path,
        [EnumeratorCancellation] CancellationToken stop
    )
    {
        var next = path;
        while (next is not null)
        {
            var page = await GetAsync(next, ClientJson.Default.TicketPage, stop).ConfigureAwait(false);
            foreach (var ticket in page.Tickets)
                yield return ticket;
            next = page.Next is { } after ? $"{path}&after={Uri.EscapeDataString(after)}" : null;
        }
    }

    private protected Task<TicketReceipt> WriteAsync(
        string ticket,
        string what,
        JsonObject body,
        long? version,
        string? key,
        CancellationToken stop
    ) =>
        PostAsync(
            $"{Of(ticket)}/{what}",
            JsonContent.Create(body, ClientJson.Default.JsonObject),
            ClientJson.Default.TicketReceipt,
            key,
            version,
            stop
        );

    private protected async Task<T> PostAsync<T>(
        string path,
        HttpContent? body,
        JsonTypeInfo<T> type,
        string? key,
        long? version,
        CancellationToken stop
    )
    {
        // Written out once, so that each try is the same command.
        var bytes = body is null ? null : await body.ReadAsByteArrayAsync(stop).ConfigureAwait(false);
        var own = key ?? NewKey();
        return await ReadAsync(() => Write(HttpMethod.Post, path, Content(bytes), own, version), type, stop)
            .ConfigureAwait(false);

        static ByteArrayContent? Content(byte[]? bytes) =>
            bytes is null ? null : new(bytes) { Headers = { ContentType = new("application/json", "utf-8") } };
    }

    private protected async Task<T> ReadAsync<T>(
        Func<HttpRequestMessage> make,
        JsonTypeInfo<T> type,
        CancellationToken stop
    )
    {
        using var response = await SendAsync(make, MaxRetries, stop).ConfigureAwait(false);
        return await OfAsync(response, type, stop).ConfigureAwait(false);
    }

    private static async Task<T> OfAsync<T>(
        HttpResponseMessage response,
        JsonTypeInfo<T> type,
        CancellationToken stop
    ) =>
        response.StatusCode == HttpStatusCode.NoContent
            ? default!
            : (await response.Content.ReadFromJsonAsync(type, stop).ConfigureAwait(false))!;

    // Only what was refused with a time to wait is sent again: nothing of it was done.
    private async Task<HttpResponseMessage> SendAsync(
        Func<HttpRequestMessage> make,
        int retries,
        CancellationToken stop
    )
    {
        for (var tries = 0; ; tries++)
        {
            using var request = make();
            var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop)
                .ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
                return response;
            using (response)
            {
                var refused = await SupportException.OfAsync(response, stop).ConfigureAwait(false);
                if (tries >= retries || refused.RetryAfter is not { } wait || wait > MaxRetryWait)
                    throw refused;
                await Task.Delay(wait, time, stop).ConfigureAwait(false);
            }
        }
    }

    private protected static HttpRequestMessage Write(
        HttpMethod method,
        string path,
        HttpContent? body,
        string key,
        long? version
    )
    {
        var request = new HttpRequestMessage(method, path) { Content = body };
        request.Headers.Add("Idempotency-Key", key);
        if (version is { } known)
            request.Headers.IfMatch.Add(new($"\"{known.ToString(CultureInfo.InvariantCulture)}\""));
        return request;
    }

    private protected static string NewKey() => Guid.NewGuid().ToString();

    private static string Of(string ticket) => $"tickets/{Uri.EscapeDataString(ticket)}";
}
