using NodaTime;

namespace SupportKit.Tests.Delivery;

/// <summary>Messages leave at least once, in order for each ticket, and none is dropped.</summary>
public class OutboxTests
{
    private readonly DeskFixture host = new(desk => desk.ConfigureDelivery(delivery => delivery.MaxAttempts = 3));

    [Fact]
    public async Task Messages_of_a_ticket_leave_in_the_order_of_its_events()
    {
        var opened = await host.OpenAsync();
        await host.ReplyAsync(opened, "A node was replaced.");

        await DrainAsync();

        Assert.Equal(
            [
                $"We have your request: {opened.Ticket.Number}", // what people wrote stays out of mails to Digibee's customers
                "P1 para Resposta a incidentes: Connectors down",
                $"An answer to: {opened.Ticket.Number}",
            ],
            host.Transport.Sent.Select(sent => sent.Heading())
        );
    }

    [Fact]
    public async Task A_failed_message_holds_back_its_own_ticket_only_and_leaves_later()
    {
        var first = await host.OpenAsync();
        var second = await host.OpenAsync();
        host.Transport.Fault = sent =>
            sent.Ticket == first.Ticket.Id ? new IOException("The mail server is away.") : null;

        await DrainAsync();
        Assert.All(host.Transport.Sent, sent => Assert.Equal(second.Ticket.Id, sent.Ticket));

        host.Transport.Fault = _ => null;
        host.Time.Advance(Duration.FromMinutes(1));
        await DrainAsync();
        Assert.Equal(2, host.Transport.Sent.Count(sent => sent.Ticket == first.Ticket.Id));
    }

    [Fact]
    public async Task A_message_that_never_leaves_is_a_dead_letter_with_its_error_and_can_be_requeued()
    {
        await host.OpenAsync();
        host.Transport.Fault = sent => sent.To.Id == "ana" ? new IOException("No such mailbox.") : null;

        for (var i = 0; i < 3; i++)
        {
            await DrainAsync();
            host.Time.Advance(Duration.FromMinutes(10));
        }
        await DrainAsync();

        var dead = Assert.Single(await host.Store.DeadLettersAsync(new(SupportDesk.DefaultTenant), 10, default));
        Assert.Equal(("No such mailbox.", 3, "delivery.attempts_exhausted"), (dead.Error, dead.Attempts, dead.Code));
        Assert.Single(host.Transport.Sent); // the queue's message was not held back for ever

        host.Transport.Fault = _ => null;
        Assert.Equal(1, await host.Store.RequeueAsync(new(SupportDesk.DefaultTenant), Now, default));
        await DrainAsync();
        Assert.Equal(2, host.Transport.Sent.Count);
        Assert.Empty(await host.Store.DeadLettersAsync(new(SupportDesk.DefaultTenant), 10, default));
    }

    [Fact]
    public async Task A_worker_that_dies_between_delivery_and_its_record_delivers_again_under_the_same_id()
    {
        await host.OpenAsync();
        var claimed = Assert.Single(
            await host.Store.ClaimMessagesAsync(new(Now, Now + Duration.FromMinutes(2), 1), default)
        );
        Assert.Equal(0, await host.Outbox.ProcessAsync()); // leased: nobody else takes it

        host.Time.Advance(Duration.FromMinutes(2));
        await host.Outbox.ProcessAsync();

        Assert.Equal(claimed.Message.Id, host.Transport.Sent[0].Id);
    }

    [Fact]
    public async Task A_place_written_in_a_persons_own_words_stays_as_they_wrote_it()
    {
        var opened = await host.OpenAsync();
        await host.Desk.ApplyAsync(
            new TicketKey("default", opened.Ticket.Id),
            new TicketCommand.Reply(Samples.Ana, "Set {title} in your template.")
        );

        await DrainAsync();

        Assert.Contains("Set {title} in your template.", host.Transport.Sent[^1].Body);
    }

    private Instant Now => Instant.FromDateTimeOffset(host.Time.GetUtcNow());

    private async Task DrainAsync()
    {
        while (await host.Outbox.ProcessAsync() > 0) { }
    }
}
