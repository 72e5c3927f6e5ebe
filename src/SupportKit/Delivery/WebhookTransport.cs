using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using NodaTime.Extensions;

namespace SupportKit.Delivery;

/// <summary>Posts notifications to the endpoints, signed as Standard Webhooks has it. Follows no redirect and reads no answer.</summary>
internal sealed class WebhookTransport(IOptions<WebhookOptions> options, TimeProvider time)
    : INotificationTransport,
        IDisposable
{
    private readonly WebhookOptions options = options.Value;
    private readonly HttpClient outside = NewClient(publicOnly: true);
    private readonly HttpClient inside = NewClient(publicOnly: false);

    public ImmutableArray<string> Destinations { get; } =
    [.. options.Value.Endpoints.Select(endpoint => endpoint.Destination)];

    public async Task SendAsync(Notification notification, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new WebhookPayload("notification", notification),
            WebhookJsonContext.Default.WebhookPayload
        );
        var id = $"msg_{StableId.Of(notification)}";
        // The outbox names one destination; a send without a name goes to all.
        foreach (var endpoint in options.Endpoints)
            if (notification.Destination.Length == 0 || notification.Destination == endpoint.Destination)
                await PostAsync(endpoint, id, body, cancellationToken).ConfigureAwait(false);
    }

    public void Dispose()
    {
        outside.Dispose();
        inside.Dispose();
    }

    private async Task PostAsync(WebhookEndpoint endpoint, string id, byte[] body, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(options.Timeout.ToTimeSpan(), time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        using var request = NewRequest(endpoint, id, body);
        try
        {
            using var response = await (endpoint.Internal ? inside : outside)
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop.Token)
                .ConfigureAwait(false);
            if (response.StatusCode is HttpStatusCode.Gone or HttpStatusCode.RequestEntityTooLarge)
                throw new UndeliverableException(
                    SupportKitErrors.DeliveryWebhookRefused,
                    $"The webhook endpoint at {endpoint.Url.Host} refuses it for good, with {(int)response.StatusCode}.",
                    "Ask whoever runs it, then requeue the message."
                );
            if (!response.IsSuccessStatusCode)
                throw new HttpRequestException(
                    $"The webhook endpoint at {endpoint.Url.Host} answered {(int)response.StatusCode}, which is not 2xx.",
                    null,
                    response.StatusCode
                );
        }
        catch (HttpRequestException error) when (error.InnerException is UndeliverableException refused)
        {
            ExceptionDispatchInfo.Throw(refused);
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(
                $"The webhook endpoint at {endpoint.Url.Host} took longer than {options.Timeout}.",
                error
            );
        }
    }

    private HttpRequestMessage NewRequest(WebhookEndpoint endpoint, string id, byte[] body)
    {
        var seconds = time.GetCurrentInstant().ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, endpoint.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add(WebhookSignature.IdHeader, id);
        request.Headers.Add(WebhookSignature.TimestampHeader, seconds.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(
            WebhookSignature.SignatureHeader,
            WebhookSignature.Header(endpoint.Secrets, id, seconds, body)
        );
        return request;
    }

    private static HttpClient NewClient(bool publicOnly)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            // Behind a proxy the connected address would be the proxy's, so the receiver's could not be checked.
            UseProxy = false,
            // A changed DNS entry is followed within minutes.
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        };
        if (publicOnly)
            handler.ConnectCallback = SsrfGuard.ConnectAsync;
        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }
}

/// <summary>The body of a webhook.</summary>
internal sealed record WebhookPayload(string Type, Notification Data);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(WebhookPayload))]
internal sealed partial class WebhookJsonContext : JsonSerializerContext;
