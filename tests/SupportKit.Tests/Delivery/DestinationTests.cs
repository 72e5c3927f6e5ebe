using System.Collections.Immutable;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NodaTime;
using StandardWebhooks;
using StandardWebhooks.Diagnostics;
using SupportKit.Decisions;
using SupportKit.Delivery;
using SupportKit.Desk;
using SupportKit.Storage;
using SupportKit.Testing;
using static SupportKit.Tests.Delivery.Transports;

namespace SupportKit.Tests.Delivery;

/// <summary>Several destinations have several states, and a process leaves to others what it does not know.</summary>
public sealed class DestinationTests : IAsyncDisposable
{
    private readonly LoopbackWebServer crm = new();
    private readonly LoopbackWebServer chat = new();

    [Fact]
    public async Task A_webhook_that_is_down_neither_holds_up_another_nor_has_anything_repeated_to_it()
    {
        var host = new DeskFixture(desk =>
            desk.UseWebhook(webhook =>
            {
                webhook.Endpoints.Add(new WebhookEndpoint(crm.Url, [Secret], Internal: true, "crm"));
                webhook.Endpoints.Add(new WebhookEndpoint(chat.Url, [Secret], Internal: true, "chat"));
            })
        );
        crm.Mood = ReceiverBehavior.Rejects;
        for (var i = 0; i < 5; i++)
            await host.OpenAsync();

        await DrainAsync(host);
        Assert.Equal(10, chat.Posts.Count);
        Assert.Empty(crm.Posts);

        crm.Mood = ReceiverBehavior.Accepts;
        for (var i = 0; i < 10; i++)
        {
            host.Time.Advance(Duration.FromMinutes(1));
            await DrainAsync(host);
        }
        Assert.Equal(10, chat.Posts.Count);
        Assert.Equal(Ids(chat), Ids(crm)); // each once, to each

        static List<string> Ids(LoopbackWebServer server) =>
            [.. server.Posts.Select(post => post.Headers["webhook-id"]).Order(StringComparer.Ordinal)];
    }

    [Fact]
    public void Two_endpoints_need_two_names()
    {
        var error = Assert.Throws<SupportKitException>(() =>
            Make(desk =>
                desk.UseWebhook(webhook =>
                {
                    webhook.Endpoints.Add(new WebhookEndpoint(new Uri("https://crm.example/a"), [Secret]));
                    webhook.Endpoints.Add(new WebhookEndpoint(new Uri("https://crm.example/b"), [Secret]));
                })
            )
        );
        Assert.Equal(SupportKitErrors.HostingOptionImpossible, error.Code);
        Assert.Contains("WebhookOptions.Endpoints[1].Name is", error.Message, StringComparison.Ordinal);
    }

    // docs/delivery.md has these steps.
    [Fact]
    public async Task A_secret_is_replaced_in_this_order_for_receivers_that_believe_only_the_first_signature()
    {
        var (old, fresh) = (
            Secret,
            "whsec_" + Convert.ToBase64String([.. Enumerable.Range(7, 32).Select(i => (byte)i)])
        );
        Assert.True(await BelievesAsync(old, sender: [old]));
        Assert.True(await BelievesAsync(old, sender: [old, fresh]));
        Assert.True(await BelievesAsync(fresh, sender: [fresh, old]));
        Assert.True(await BelievesAsync(fresh, sender: [fresh]));
        // Why the order matters, and that it does not to those who read all.
        Assert.False(await BelievesAsync(fresh, sender: [old, fresh]));
        Assert.False(await BelievesAsync(old, sender: [fresh, old]));
        Assert.True(BelievesAll(chat.Posts[^1], old) && BelievesAll(chat.Posts[^1], fresh));
    }

    private async Task<bool> BelievesAsync(string receiver, string[] sender)
    {
        await Webhook(new WebhookEndpoint(chat.Url, sender, Internal: true)).SendAsync(Sample, default);
        var post = chat.Posts[^1];
        var headers = new HeaderDictionary();
        foreach (var name in (string[])["webhook-id", "webhook-timestamp", "webhook-signature"])
            headers[name] = post.Headers[name];
        try
        {
            new StandardWebhook(receiver).Verify(Encoding.UTF8.GetString(post.Body), headers);
            return true;
        }
        catch (WebhookVerificationException)
        {
            return false;
        }
    }

    private static bool BelievesAll(ReceivedPost post, string secret) =>
        WebhookSignature.Verify(
            [secret],
            post.Headers["webhook-id"],
            post.Headers["webhook-timestamp"],
            post.Headers["webhook-signature"],
            post.Body,
            Instant.FromUnixTimeSeconds(long.Parse(post.Headers["webhook-timestamp"]))
        );

    [Fact]
    public async Task A_process_that_does_not_know_a_tenant_leaves_its_messages_to_one_that_does()
    {
        var host = new DeskFixture();
        await host.OpenAsync();
        var stranger = new OutboxProcessor(
            host.Store,
            new DelegateTransport(host.Transport.SendAsync),
            new PolicyCatalog([]),
            host.Time,
            Options.Create(new DeliveryOptions()),
            new WorkerSignals(),
            NullLogger<OutboxProcessor>.Instance
        );

        var claims = 0;
        for (var minute = 0; minute < 60; minute++)
        {
            for (var again = 0; again < 10; again++)
                claims += await stranger.ProcessAsync();
            host.Time.Advance(Duration.FromMinutes(1));
        }

        Assert.Empty(host.Transport.Sent);
        Assert.InRange(claims, 5, 25); // twice a minute at first, then every five minutes; never in a loop
        Assert.Empty(await host.Store.DeadLettersAsync(new("default"), 10, default));
        host.Time.Advance(Duration.FromMinutes(5));
        var claimed = Assert.Single(
            await host.Store.ClaimMessagesAsync(new(Now(host), Now(host) + Duration.FromMinutes(2), 10), default)
        );
        Assert.Equal(0, claimed.Attempts);
        await host.Store.SettleAsync(claimed, new DeliveryResult.Released(Now(host)), default);
        await DrainAsync(host);
        Assert.Equal(2, host.Transport.Sent.Count);
    }

    [Fact]
    public async Task A_template_of_a_newer_version_waits_for_it()
    {
        var host = new DeskFixture();
        var opened = await host.OpenAsync();
        var message = new OutboundMessage(
            "newer",
            TicketId.New(Now(host)),
            1,
            new Recipient(RecipientKind.Requester, "ana"),
            "of-a-newer-version",
            "en",
            ImmutableSortedDictionary<string, string>.Empty
        );
        var ticket = opened.Ticket with { Id = message.Ticket, Version = 1 };
        await host.Store.CommitAsync(new TicketCommit(ticket, [], [message], 0, null), default);

        await DrainAsync(host);

        Assert.Equal(2, host.Transport.Sent.Count); // those it has words for
        Assert.Equal(Now(host) + Duration.FromSeconds(30), await host.Store.NextMessageAsync(null, default));
        Assert.Empty(await host.Store.DeadLettersAsync(new("default"), 10, default));
        host.Time.Advance(Duration.FromSeconds(30));
        var claim = new MessageClaim(Now(host), Now(host) + Duration.FromMinutes(2), 10);
        Assert.Equal(0, Assert.Single(await host.Store.ClaimMessagesAsync(claim, default)).Attempts);
    }

    [Theory]
    [InlineData(60, 120, true)]
    [InlineData(61, 120, false)]
    [InlineData(0, 120, false)]
    public async Task A_lease_must_last_two_sends(int send, int lease, bool works)
    {
        var host = new DeskFixture(desk =>
            desk.ConfigureDelivery(delivery =>
            {
                delivery.SendTimeout = TimeSpan.FromSeconds(send);
                delivery.LeaseDuration = TimeSpan.FromSeconds(lease);
            })
        );
        var error = await Record.ExceptionAsync(() => host.Host.StartAsync());
        Assert.Equal(works, error is null);
        if (works)
            await host.Host.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await crm.DisposeAsync();
        await chat.DisposeAsync();
    }

    private static Instant Now(DeskFixture host) => host.Time.Now;

    private static async Task DrainAsync(DeskFixture host)
    {
        while (await host.Outbox.ProcessAsync() > 0) { }
    }
}
