using SupportKit.Decisions;
using SupportKit.Delivery;
using static SupportKit.Tests.Delivery.Transports;

namespace SupportKit.Tests.Delivery;

/// <summary>Several transports side by side: each takes what it says it takes.</summary>
public class TransportSetTests
{
    [Fact]
    public async Task People_are_told_by_mail_and_queues_in_a_chat()
    {
        var (mail, chat) = (new FakeTransport(), new FakeTransport());
        var host = new DeskFixture(desk =>
            desk.UseTransport(mail.SendAsync, takes: (message, _) => message.To.Kind != RecipientKind.Queue)
                .UseTransport(chat.SendAsync, "chat", (message, _) => message.To.Kind == RecipientKind.Queue)
        );

        await host.OpenAsync();
        await DrainAsync(host);

        Assert.Equal("ana", Assert.Single(mail.Sent).To.Id);
        var card = Assert.Single(chat.Sent);
        Assert.Equal(RecipientKind.Queue, card.To.Kind);
        Assert.Equal("", card.Destination); // it has one place, and needs to know no name
    }

    [Fact]
    public async Task A_transport_that_is_down_holds_up_no_other_and_has_nothing_repeated_to_it()
    {
        var (mail, chat) = (new FakeTransport(), new FakeTransport { Fault = _ => new IOException("Away.") });
        var host = new DeskFixture(desk => desk.UseTransport(mail.SendAsync).UseTransport(chat.SendAsync, "chat"));

        await host.OpenAsync();
        await DrainAsync(host);
        Assert.Equal((2, 0), (mail.Sent.Count, chat.Sent.Count));

        chat.Fault = _ => null;
        host.Time.Advance(NodaTime.Duration.FromMinutes(1));
        await DrainAsync(host);
        Assert.Equal((2, 2), (mail.Sent.Count, chat.Sent.Count));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_message_that_no_transport_takes_is_a_dead_letter_that_a_person_sees(int transports)
    {
        var mail = new FakeTransport();
        var host = new DeskFixture(desk =>
        {
            desk.UseTransport(mail.SendAsync, takes: (message, _) => message.To.Kind == RecipientKind.Requester);
            if (transports == 2)
                desk.UseTransport(mail.SendAsync, "other", (_, _) => false);
        });

        await host.OpenAsync();
        await DrainAsync(host);

        Assert.Equal("ana", Assert.Single(mail.Sent).To.Id);
        var dead = Assert.Single(await host.Store.DeadLettersAsync(new("default"), 10, default));
        Assert.Equal(SupportKitErrors.DeliveryTransportMissing, dead.Code);
    }

    [Fact]
    public async Task A_transport_that_cannot_say_what_it_takes_costs_only_that_message()
    {
        var mail = new FakeTransport();
        var host = new DeskFixture(desk =>
            desk.UseTransport(
                mail.SendAsync,
                takes: (message, _) =>
                    message.To.Kind == RecipientKind.Requester ? true : throw new IOException("Which?")
            )
        );

        await host.OpenAsync();
        await DrainAsync(host);

        Assert.Single(mail.Sent);
        var dead = Assert.Single(await host.Store.DeadLettersAsync(new("default"), 10, default));
        Assert.Equal(SupportKitErrors.DeliveryTransportMissing, dead.Code);
    }

    [Fact]
    public void Two_destinations_of_one_name_are_refused()
    {
        var error = Assert.Throws<SupportKitException>(() =>
            Make(desk =>
                desk.UseTransport((_, _) => Task.CompletedTask, "crm")
                    .UseWebhook(webhook =>
                        webhook.Endpoints.Add(
                            new WebhookEndpoint(new Uri("https://crm.example"), [Secret], Name: "crm")
                        )
                    )
            )
        );

        Assert.Equal(SupportKitErrors.HostingTransportRepeated, error.Code);
    }

    [Fact]
    public async Task A_card_in_a_chat_is_made_of_the_template_and_the_values()
    {
        var host = new DeskFixture();
        await host.OpenAsync();
        await DrainAsync(host);

        var card = host.Transport.Sent.Single(sent => sent.To.Kind == RecipientKind.Requester);

        Assert.Equal("opened-with-promise", card.Template);
        Assert.Equal("P1", card.Values["priority"]);
        Assert.Equal("committed", card.Values["kind"]);
        Assert.True(NodaTime.Text.InstantPattern.ExtendedIso.Parse(card.Values["answer-by"]).Success);
    }

    private static async Task DrainAsync(DeskFixture host)
    {
        while (await host.Outbox.ProcessAsync() > 0) { }
    }
}
