using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using NodaTime;
using StandardWebhooks;
using StandardWebhooks.Diagnostics;
using SupportKit.Delivery;
using SupportKit.Testing;
using static SupportKit.Tests.Delivery.Transports;

namespace SupportKit.Tests.Delivery;

/// <summary>Webhooks, against a web server on this machine.</summary>
public sealed class WebhookTests : IAsyncDisposable
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 2, 9, 0);
    private static readonly string NextSecret = "whsec_" + Convert.ToBase64String(new byte[24]);

    private readonly LoopbackWebServer server = new();
    private readonly ManualTimeProvider time = new(Now);

    [Fact]
    public async Task A_notification_is_posted_as_JSON_and_signed_with_each_secret()
    {
        var endpoint = new WebhookEndpoint(server.Url, [Secret, NextSecret], Internal: true);
        await Webhook(endpoint, time).SendAsync(Sample, default);

        var post = Assert.Single(server.Posts);
        Assert.Equal("POST /hook HTTP/1.1", post.Request);
        Assert.Equal("application/json", post.Headers["Content-Type"]);
        var id = post.Headers["webhook-id"];
        Assert.Matches("^msg_[0-9a-f]{32}$", id);
        Assert.Equal(Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), post.Headers["webhook-timestamp"]);
        // Worked out anew, from what the specification says.
        var signed = Encoding.UTF8.GetBytes($"{id}.{Now.ToUnixTimeSeconds()}.{Encoding.UTF8.GetString(post.Body)}");
        Assert.Equal(
            string.Join(
                ' ',
                new[] { Secret, NextSecret }
                    .Select(secret => HMACSHA256.HashData(Convert.FromBase64String(secret[6..]), signed))
                    .Select(hash => $"v1,{Convert.ToBase64String(hash)}")
            ),
            post.Headers["webhook-signature"]
        );
        var data = JsonDocument.Parse(post.Body).RootElement.GetProperty("data");
        Assert.Equal(Sample.Id, data.GetProperty("id").GetString());
        Assert.Equal(Sample.Ticket.ToString(), data.GetProperty("ticket").GetString());
        Assert.Equal("Requester", data.GetProperty("to").GetProperty("kind").GetString());
        Assert.Equal(Sample.Subject, data.GetProperty("subject").GetString());
    }

    [Fact]
    public async Task A_receiver_with_the_specifications_own_library_believes_it()
    {
        // That library reads the machine's clock.
        var endpoint = new WebhookEndpoint(server.Url, [Secret, NextSecret], Internal: true);
        await Webhook(endpoint, TimeProvider.System).SendAsync(Sample, default);
        var post = Assert.Single(server.Posts);

        new StandardWebhook(Secret).Verify(Encoding.UTF8.GetString(post.Body), Headers(post));
        Assert.Throws<WebhookVerificationException>(() =>
            new StandardWebhook(Secret).Verify(Encoding.UTF8.GetString(post.Body) + " ", Headers(post))
        );
        var seconds = long.Parse(post.Headers["webhook-timestamp"], CultureInfo.InvariantCulture);
        var next = new StandardWebhook(NextSecret).Sign(
            post.Headers["webhook-id"],
            DateTimeOffset.FromUnixTimeSeconds(seconds),
            Encoding.UTF8.GetString(post.Body)
        );
        Assert.Equal(next, post.Headers["webhook-signature"].Split(' ')[1]);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(300, true)]
    [InlineData(-300, true)]
    [InlineData(301, false)]
    [InlineData(-301, false)]
    public async Task A_receiver_believes_what_is_signed_within_five_minutes(int seconds, bool believed)
    {
        var post = await PostAsync(Secret);

        Assert.Equal(believed, Verify(post, Now + Duration.FromSeconds(seconds)));
    }

    [Fact]
    public async Task A_receiver_believes_nothing_that_was_changed()
    {
        var post = await PostAsync(Secret);
        Assert.True(Verify(post, Now));
        foreach (var header in (string[])["webhook-id", "webhook-timestamp", "webhook-signature"])
        {
            foreach (var wrong in (string[])["", "x", post.Headers[header] + "0", "99999999999999999999", "-1", "v2,x"])
                Assert.False(Verify(post with { Headers = With(post, header, wrong) }, Now));
        }
        Assert.False(Verify(post with { Body = [.. post.Body, 32] }, Now));
        Assert.False(Verify(post, Now, NextSecret));
    }

    [Fact]
    public async Task While_a_secret_is_replaced_either_side_may_be_first()
    {
        var both = await PostAsync(Secret, NextSecret);
        Assert.True(Verify(both, Now));
        Assert.True(Verify(both, Now, NextSecret));
        Assert.True(Verify(await PostAsync(Secret), Now, NextSecret, Secret));
    }

    [Theory]
    [InlineData("301 Moved Permanently")]
    [InlineData("307 Temporary Redirect")]
    public async Task A_redirect_is_a_failure_and_is_not_followed(string status)
    {
        await using var elsewhere = new LoopbackWebServer();
        server.Answer = $"HTTP/1.1 {status}\r\nLocation: {elsewhere.Url}\r\n";

        var error = await Assert.ThrowsAsync<HttpRequestException>(() => PostAsync(Secret));

        Assert.Contains(status[..3], error.Message, StringComparison.Ordinal);
        Assert.Equal(0, elsewhere.Connections);
    }

    [Theory]
    [InlineData("304 Not Modified")]
    [InlineData("400 Bad Request")]
    [InlineData("500 Internal Server Error")]
    public async Task Any_answer_but_2xx_is_a_failure(string status)
    {
        server.Answer = $"HTTP/1.1 {status}\r\n";
        await Assert.ThrowsAsync<HttpRequestException>(() => PostAsync(Secret));
    }

    [Theory]
    [InlineData("410 Gone")]
    [InlineData("413 Content Too Large")]
    public async Task A_receiver_that_says_never_again_is_believed(string status)
    {
        server.Answer = $"HTTP/1.1 {status}\r\n";
        var error = await Assert.ThrowsAsync<UndeliverableException>(() => PostAsync(Secret));
        Assert.Equal(SupportKitErrors.DeliveryWebhookRefused, error.Code);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("127.1")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    public async Task A_name_that_leads_to_this_machine_is_refused_before_anything_is_sent(string name)
    {
        var endpoint = new WebhookEndpoint(new Uri($"https://{name}:{server.Port}/"), [Secret]);

        var error = await Assert.ThrowsAsync<UndeliverableException>(() =>
            Webhook(endpoint).SendAsync(Sample, default)
        );

        Assert.Equal("delivery.endpoint_private", error.Code);
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task An_endpoint_that_hangs_is_given_up_when_the_time_is_over()
    {
        server.Mood = ReceiverBehavior.TimesOut;
        var sending = PostAsync(Secret);
        await server.Connected;

        time.Advance(Duration.FromSeconds(15));

        await Assert.ThrowsAsync<TimeoutException>(() => sending.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task Every_endpoint_receives_it_each_signed_with_its_own_secret()
    {
        await using var other = new LoopbackWebServer();
        var transport = Make(
            desk =>
                desk.UseWebhook(webhook =>
                {
                    webhook.Endpoints.Add(new WebhookEndpoint(server.Url, [Secret], Internal: true));
                    webhook.Endpoints.Add(new WebhookEndpoint(other.Url, [NextSecret], Internal: true));
                }),
            time
        );
        await transport.SendAsync(Sample, default);

        Assert.True(Verify(server.Posts.Single(), Now));
        Assert.True(Verify(other.Posts.Single(), Now, NextSecret));
    }

    [Theory]
    [InlineData("http://hooks.example/", 32)]
    [InlineData("ftp://hooks.example/", 32)]
    [InlineData("https://hooks.example/", 23)]
    [InlineData("https://hooks.example/", 65)]
    public void An_endpoint_that_cannot_work_is_told(string url, int secretBytes)
    {
        var secret = "whsec_" + Convert.ToBase64String(new byte[secretBytes]);
        var error = Assert.Throws<SupportKitException>(() => Webhook(new WebhookEndpoint(new Uri(url), [secret])));
        Assert.Equal(SupportKitErrors.HostingOptionImpossible, error.Code);
        Assert.Contains(" WebhookOptions.Endpoints[0].", error.Message, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task<ReceivedPost> PostAsync(params string[] secrets)
    {
        await Webhook(new WebhookEndpoint(server.Url, secrets, Internal: true), time).SendAsync(Sample, default);
        return server.Posts[^1];
    }

    private static bool Verify(ReceivedPost post, Instant now, params string[] secrets) =>
        WebhookSignature.Verify(
            secrets is [] ? [Secret] : secrets,
            post.Headers[WebhookSignature.IdHeader],
            post.Headers[WebhookSignature.TimestampHeader],
            post.Headers[WebhookSignature.SignatureHeader],
            post.Body,
            now
        );

    private static HeaderDictionary Headers(ReceivedPost post)
    {
        var headers = new HeaderDictionary();
        foreach (var (name, value) in post.Headers)
            headers[name] = value;
        return headers;
    }

    private static Dictionary<string, string> With(ReceivedPost post, string header, string value) =>
        new(post.Headers, StringComparer.OrdinalIgnoreCase) { [header] = value };
}
