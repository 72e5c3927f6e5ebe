using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SupportKit.Desk;
using SupportKit.Localization;

namespace SupportKit.AspNetCore;

/// <summary>Reads the JSON body of a request, no further than the desk's limits, and says what is wrong with it in terms of the body.</summary>
internal static class JsonBody
{
    // Of names, ids and answers that are no texts.
    private const int Rest = 64 * 1024;

    // A unit of UTF-16 as \u00e9; a body, a summary and the texts of a form.
    private const int BytesPerLetter = 6;
    private const int Texts = 3;

    /// <summary>The most bytes of a body.</summary>
    public static long MaxBytes(IServiceProvider services) =>
        Rest + (long)Texts * BytesPerLetter * services.GetRequiredService<IOptions<TextOptions>>().Value.MaxTextLength;

    /// <summary>The body as a value.</summary>
    /// <exception cref="ProblemException">400, 413 or 415.</exception>
    public static async Task<T> ReadAsync<T>(HttpContext http)
        where T : class
    {
        var bytes = await ReadAsync(http).ConfigureAwait(false);
        return Parse(() => JsonSerializer.Deserialize(bytes.Span, WebJson.TypeOf<T>()));
    }

    /// <summary>The body as a command in the name of an actor, who is never taken from the body.</summary>
    /// <exception cref="ProblemException">400, 413 or 415.</exception>
    public static async Task<TicketCommand> ReadCommandAsync(HttpContext http, JsonTypeInfo command, Actor by)
    {
        var bytes = await ReadAsync(http).ConfigureAwait(false);
        var node = Parse(() =>
            JsonNode.Parse(
                bytes.Span,
                documentOptions: new() { AllowDuplicateProperties = false, MaxDepth = WebJson.MaxDepth }
            )
        );
        if (node is not JsonObject members || members.ContainsKey("by"))
            throw Invalid("$", "The body is not an object with the members of the operation.");
        return Parse(() =>
        {
            members.Add("by", JsonSerializer.SerializeToNode(by, WebJson.TypeOf<Actor>()));
            return (TicketCommand?)members.Deserialize(command);
        });
    }

    /// <summary>An id that a body names, which every store can hold.</summary>
    public static string Id(string path, string id) =>
        HostId.IsValid(id) ? id : throw Invalid(path, "An id is blank, or holds a NUL or an unpaired surrogate.");

    private static T Parse<T>(Func<T?> parse)
        where T : class
    {
        try
        {
            return parse() ?? throw Invalid("$", "The body is null.");
        }
        catch (JsonException error)
        {
            throw Invalid(error.Path ?? "$", "The value is missing, unknown, or not of the kind that stands here.");
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            // An id that no host can have: blank, or with half a surrogate pair; and a text with half of one.
            throw Invalid("$", "An id is blank, or a text holds an unpaired surrogate.");
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContext http)
    {
        var request = http.Request;
        if (!request.HasJsonContentType())
            throw new ProblemException(
                new Problem(415, WebErrors.MediaTypeUnsupported, "Send the body as application/json, in UTF-8.")
            );
        var max = MaxBytes(http.RequestServices);
        if (request.ContentLength > max)
            throw Oversized(max);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = max + 1;
        // Servers hold a body to a number of bytes a second, at which one of a few bytes less than the most may come for hours.
        using var expiry = new CancellationTokenSource(
            http.RequestServices.GetRequiredService<IOptions<SupportEndpointOptions>>().Value.MaxBodyDuration,
            http.RequestServices.GetRequiredService<TimeProvider>()
        );
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, expiry.Token);
        try
        {
            return await ReadAsync(request.Body, max, stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!http.RequestAborted.IsCancellationRequested)
        {
            throw new ProblemException(Expired());
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream from, long max, CancellationToken stop)
    {
        var body = new ArrayBufferWriter<byte>();
        while (true)
        {
            var read = await from.ReadAsync(body.GetMemory(4096), stop).ConfigureAwait(false);
            if (read == 0)
                return WithoutMark(body.WrittenMemory);
            body.Advance(read);
            if (body.WrittenCount > max)
                throw Oversized(max);
        }
    }

    /// <summary>The answer to a body that takes too long, by the endpoint's time or the server's.</summary>
    public static Problem Expired() =>
        new(408, WebErrors.BodyExpired, "The body did not arrive in time. Send it again, all at once.");

    // Editors put a mark of the encoding before what they save; it says nothing here.
    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> body) =>
        body.Span.StartsWith("\uFEFF"u8) ? body[3..] : body;

    private static ProblemException Oversized(long max) =>
        new(new Problem(413, WebErrors.BodyOversized, $"The body is longer than {max} bytes."));

    private static ProblemException Invalid(string path, string what) =>
        new(
            new Problem(400, WebErrors.BodyInvalid, "The body is not the JSON that this endpoint takes.")
            {
                Errors = new Dictionary<string, string[]> { [path] = [what] },
            }
        );
}
