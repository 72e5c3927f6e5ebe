using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using SmtpServer.Protocol;
using SupportKit.Decisions;
using SupportKit.Desk;
using SupportKit.Policies;
using SupportKit.Storage;
using SupportKit.Tests;

namespace SupportKit.Mail.Tests.Sending;

/// <summary>An address from which a mail came back for good is not written to again, until it is corrected.</summary>
public sealed class BouncedAddressTests : IAsyncDisposable
{
    private readonly RealMailServer server = new();
    private readonly Dictionary<string, string> addresses = new() { ["ana"] = "Ana@People.example" };
    private readonly MailDesk desk;

    public BouncedAddressTests() =>
        desk = new MailDesk(
            null,
            builder =>
                builder
                    .UseTransport((_, _) => Task.CompletedTask, takes: (_, _) => false)
                    .UseSmtp(smtp =>
                    {
                        (smtp.Host, smtp.Port, smtp.Security) = ("127.0.0.1", server.Port, SmtpSecurity.None);
                        smtp.From = "support@desk.example";
                        smtp.AddressOf = (_, to, _) =>
                            Task.FromResult<string?>(addresses.GetValueOrDefault(to.Id, $"{to.Id}@people.example"));
                        smtp.Recipients = [RecipientKind.Requester];
                    })
        );

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private ISuppressionList List => desk.Fixture.Host.Services.GetRequiredService<ISuppressionList>();

    [Fact]
    public async Task A_hard_bounce_is_shown_on_the_ticket_and_the_address_is_not_written_to_again()
    {
        var ticket = await OpenedAsync();
        await BouncesAsync("ana@people.example", "5.1.1");

        await AnswerAsync(ticket);

        Assert.Single(server.Mails);
        var dead = await DeadAsync();
        Assert.Equal((SupportKitErrors.DeliveryAddressSuppressed, 1), (dead.Code, dead.Attempts));
        Assert.DoesNotContain("people.example", dead.Error, StringComparison.OrdinalIgnoreCase);
        var entry = Assert.Single(await List.ListAsync("default", 10, default));
        Assert.Equal(("ana@people.example", "5.1.1"), (entry.Address, entry.Status));
        Assert.Equal(new Recipient(RecipientKind.Requester, "ana"), entry.Of);
        Assert.Equal(desk.Fixture.Time.Now, entry.At);
        var read = await desk.Desk.ReadAsync(ticket, Viewer.Desk);
        Assert.Contains(read!.Messages, message => message.Kind == Conversations.MessageKind.Bounce);
    }

    [Fact]
    public async Task It_is_written_to_again_when_the_host_lifts_it()
    {
        var ticket = await OpenedAsync();
        await BouncesAsync("ana@people.example", "5.1.1");

        Assert.True(await List.LiftAsync("default", "ANA@people.example", default));
        await AnswerAsync(ticket);

        Assert.Equal(2, server.Mails.Count);
    }

    [Fact]
    public async Task A_policy_may_write_on_to_an_address_that_a_mail_came_back_from()
    {
        desk.Fixture.Host.Services.GetRequiredService<PolicyCatalog>()
            .Replace("default", PolicyBuilder.From(Samples.Digibee).KeepBouncedAddresses().Build());
        var ticket = await OpenedAsync();
        await BouncesAsync("ana@people.example", "5.1.1");

        await AnswerAsync(ticket);

        Assert.Equal(2, server.Mails.Count);
        Assert.Empty(await List.ListAsync("default", 10, default));
        var read = await desk.Desk.ReadAsync(ticket, Viewer.Desk);
        Assert.Contains(read!.Messages, message => message.Kind == Conversations.MessageKind.Bounce);
    }

    [Fact]
    public async Task The_export_of_a_person_has_their_own_suppressed_addresses_and_nobody_elses()
    {
        await OpenedAsync();
        await BouncesAsync("ana@people.example", "5.1.1");
        var other = new Recipient(RecipientKind.Requester, "rui");
        await List.SuppressAsync(
            "default",
            new SuppressedAddress("rui@people.example", other, "5.1.1", default),
            default
        );
        using var export = new MemoryStream();

        await desk
            .Fixture.Host.Services.GetRequiredService<PersonalDataService>()
            .ExportAsync("default", "ana", export);

        using var json = System.Text.Json.JsonDocument.Parse(export.ToArray());
        var entry = Assert.Single(json.RootElement.GetProperty("suppressedAddresses").EnumerateArray());
        Assert.Equal("ana@people.example", entry.GetProperty("address").GetString());
        Assert.Equal("5.1.1", entry.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Another_address_of_the_person_is_written_to()
    {
        var ticket = await OpenedAsync();
        await BouncesAsync("ana@people.example", "5.1.1");

        addresses["ana"] = "ana@home.example";
        await AnswerAsync(ticket);

        Assert.Equal("ana@home.example", Read(server.Mails.Last()).To.Mailboxes.Single().Address);
    }

    [Theory]
    [InlineData("5.2.2")] // full
    [InlineData("5.7.1")] // not wanted
    [InlineData("5.0.0")] // said of everything
    [InlineData("4.1.1")] // may pass
    public async Task A_bounce_that_says_nothing_of_the_address_keeps_nobody_from_being_written_to(string status)
    {
        var ticket = await OpenedAsync();
        await BouncesAsync("ana@people.example", status);

        await AnswerAsync(ticket);

        Assert.Equal(2, server.Mails.Count);
    }

    [Theory]
    [InlineData("4.4.1")] // no server answered for days
    [InlineData("5.2.2")] // full
    public async Task An_address_that_three_mails_came_back_from_within_14_days_is_not_written_to_again(string status)
    {
        var ticket = await OpenedAsync();
        await AnswerAsync(ticket);
        await AnswerAsync(ticket);
        for (var mail = 0; mail < 2; mail++)
            await BouncesAsync("ana@people.example", status, mail: mail);
        await BouncesAsync("ana@people.example", status, mail: 1, subject: "Undelivered, told again");
        Assert.Empty(await ListedAsync());

        await BouncesAsync("ana@people.example", status, mail: 2);

        Assert.Equal([("ana@people.example", status)], await ListedAsync());
        await AnswerAsync(ticket);
        Assert.Equal(3, server.Mails.Count);
        Assert.Equal(SupportKitErrors.DeliveryAddressSuppressed, (await DeadAsync()).Code);
        var shown = (await desk.Desk.ReadAsync(ticket, Viewer.Desk))!.Messages;
        Assert.Equal(4, shown.Count(message => message.Kind == Conversations.MessageKind.Bounce));
    }

    [Fact]
    public async Task A_mail_that_is_late_is_no_bounce_however_often_that_is_told()
    {
        await OpenedAsync();
        for (var i = 0; i < 5; i++)
            Assert.Empty(
                (await BouncesAsync("ana@people.example", "4.4.1", action: "delayed", subject: $"Late {i}")).Bounces
            );

        Assert.Empty(await ListedAsync());
    }

    [Fact]
    public async Task What_came_back_longer_ago_than_the_policy_counts_is_forgotten()
    {
        UsePolicy(policy => policy.SuppressSoftBounces(2, 3));
        await AnswerAsync(await OpenedAsync());
        await BouncesAsync("ana@people.example", "4.4.1");
        desk.Fixture.Time.Advance(NodaTime.Duration.FromDays(4));
        await BouncesAsync("ana@people.example", "4.4.1", mail: 1);

        Assert.Empty(await ListedAsync());
    }

    [Theory]
    [InlineData(0)] // never
    [InlineData(1)] // at once
    public async Task A_policy_says_how_many_may_come_back(int limit)
    {
        UsePolicy(policy => policy.SuppressSoftBounces(limit, 3));
        await OpenedAsync();

        await BouncesAsync("ana@people.example", "5.2.2");

        Assert.Equal(limit, (await ListedAsync()).Length);
    }

    [Fact]
    public async Task A_mail_from_the_address_shows_that_it_works_and_what_came_back_counts_no_more()
    {
        UsePolicy(policy => policy.SuppressSoftBounces(2, 14));
        await AnswerAsync(await OpenedAsync());
        await BouncesAsync("ana@people.example", "5.2.2");
        await WritesAsync("The mailbox was full");
        await BouncesAsync("ana@people.example", "5.2.2", mail: 1);
        Assert.Empty(await ListedAsync());

        await BouncesAsync("ana@people.example", "5.2.2");
        Assert.Single(await ListedAsync());
        await WritesAsync("It is empty again");

        Assert.Empty(await ListedAsync());
    }

    [Fact]
    public async Task A_mail_from_an_address_that_does_not_exist_may_be_forged_and_takes_nothing_off_the_list()
    {
        await OpenedAsync();
        await BouncesAsync("ana@people.example", "5.1.1");
        await WritesAsync("I am here");

        Assert.Single(await ListedAsync());
    }

    [Fact]
    public async Task Whoever_had_a_mail_can_get_nobody_else_onto_the_list()
    {
        await OpenedAsync();
        await BouncesAsync("bob@people.example", "5.1.1");
        await BouncesAsync("ana@people.example", "5.1.1", _ => $"{Guid.NewGuid():N}"); // of no mail that there was

        Assert.Empty(await List.ListAsync("default", 10, default));
    }

    [Fact]
    public async Task Of_a_mail_that_was_forwarded_the_address_counts_that_the_desk_wrote_to()
    {
        await OpenedAsync();
        await BouncesAsync("a.lima@elsewhere.example", "5.1.1", original: "ana@people.example");

        Assert.Equal("ana@people.example", Assert.Single(await List.ListAsync("default", 10, default)).Address);
    }

    [Theory]
    [InlineData("5.1.1 no such user", 1)]
    [InlineData("5.2.2 full", 0)]
    public async Task An_address_that_the_server_refuses_at_once_is_on_the_list_as_well(string reply, int count)
    {
        server.Mailbox = () => new SmtpResponse((SmtpReplyCode)550, reply);
        await OpenedAsync();

        Assert.Equal(SupportKitErrors.DeliveryAddressRefused, (await DeadAsync()).Code);
        Assert.Equal(count, (await List.ListAsync("default", 10, default)).Length);
    }

    [Fact]
    public async Task The_address_of_an_erased_person_goes_too()
    {
        await OpenedAsync();
        await BouncesAsync("ana@people.example", "5.1.1");

        await desk
            .Fixture.Host.Services.GetRequiredService<PersonalDataService>()
            .EraseAsync("default", "ana", "nobody");

        Assert.Empty(await List.ListAsync("default", 10, default));
    }

    private async Task<DeadLetter> DeadAsync() =>
        (await desk.Fixture.Store.DeadLettersAsync(new("default"), 10, default)).Single(letter =>
            letter.Message.To.Kind == RecipientKind.Requester
        );

    private async Task<TicketKey> OpenedAsync()
    {
        var ticket = await desk.OpenAsync();
        while (await desk.Fixture.Outbox.ProcessAsync() > 0) { }
        return ticket;
    }

    private async Task AnswerAsync(TicketKey ticket)
    {
        (
            await desk.Desk.ApplyAsync(ticket, new TicketCommand.Reply(Actor.Agent("bia"), "Please try again."))
        ).OrThrow();
        while (await desk.Fixture.Outbox.ProcessAsync() > 0) { }
    }

    private async Task<(string Address, string Status)[]> ListedAsync() =>
        [.. (await List.ListAsync("default", 10, default)).Select(one => (one.Address, one.Status))];

    private void UsePolicy(Func<PolicyBuilder, PolicyBuilder> change) =>
        desk
            .Fixture.Host.Services.GetRequiredService<PolicyCatalog>()
            .Replace("default", change(PolicyBuilder.From(Samples.Digibee)).Build());

    private Task<InboundMailResult> WritesAsync(string subject) =>
        desk.ReceiveAsync(MailDesk.Mail(subject, "Here I am."));

    private Task<InboundMailResult> BouncesAsync(
        string address,
        string status,
        Func<string, string>? forged = null,
        string? original = null,
        int mail = 0,
        string action = "failed",
        string subject = "Undelivered"
    )
    {
        var id = Read(server.Mails.ElementAt(mail)).MessageId!;
        id = (forged?.Invoke(id[..32]) ?? id[..32]) + id[32..];
        return desk.ReceiveAsync(
            $"""
            From: MAILER-DAEMON@mx.people.example
            To: support@desk.example
            Subject: {subject}
            Content-Type: multipart/report; report-type=delivery-status; boundary=b

            --b
            Content-Type: text/plain

            It did not arrive.
            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.people.example

            {(original is null ? "" : $"Original-Recipient: rfc822; {original}\n")}Final-Recipient: rfc822; {address}
            Action: {action}
            Status: {status}

            --b
            Content-Type: text/rfc822-headers

            Message-ID: <{id}>
            --b--
            """
        );
    }

    private static MimeMessage Read(byte[] mail) => MimeMessage.Load(new MemoryStream(mail));
}
