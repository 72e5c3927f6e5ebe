using Microsoft.Extensions.DependencyInjection;
using SupportKit.Desk;
using SupportKit.Policies;
using SupportKit.Tickets;
using SupportKit.Workflows;

namespace SupportKit.Mail.Tests.Receiving;

/// <summary>What becomes of mails, through a whole desk in memory.</summary>
public sealed class InboundMailTests
{
    private readonly MailDesk desk = new();

    [Fact]
    public async Task A_mail_of_somebody_known_opens_a_ticket_in_the_addresses_channel_and_category()
    {
        var result = await desk.ReceiveAsync(
            MailDesk.Mail("The export is empty", "Since this morning it holds no rows.")
        );

        Assert.Equal((InboundMailOutcome.Opened, "request"), (result.Outcome, result.Rule));
        var ticket = Assert.Single(await desk.TicketsAsync());
        Assert.Equal(
            (result.Ticket, "ana", "email", "question", "The export is empty"),
            (ticket.Key, ticket.Requester, ticket.Channel, ticket.Category, ticket.Title)
        );
        var opened = Assert.IsType<TicketEvent.Opened>((await desk.EventsAsync(ticket.Key))[0]);
        Assert.Equal("Since this morning it holds no rows.", opened.Body.ToString());
    }

    [Fact]
    public async Task A_mail_to_another_tenants_address_opens_a_ticket_of_that_tenant_alone()
    {
        var policies = desk.Fixture.Host.Services.GetRequiredService<PolicyCatalog>();
        var two = new MailDesk(
            options =>
                options.Addresses = [
                    .. options.Addresses,
                    new()
                    {
                        Address = "support@acme.example",
                        Tenant = "acme",
                        Channel = "email",
                        Category = "question",
                    },
                ],
            builder => builder.AddPolicy(policies.For(SupportDesk.DefaultTenant), "acme")
        );

        var result = await two.ReceiveAsync(
            MailDesk
                .Mail("The export is empty", "No rows.")
                .Replace("support@desk", "support@acme", StringComparison.Ordinal)
        );

        Assert.Equal("acme", result.Ticket!.Value.Tenant);
        Assert.Empty(await two.TicketsAsync());
        Assert.Single((await two.Desk.ListAsync(new TicketQuery("acme", Viewer.Desk))).Tickets);
    }

    [Fact]
    public async Task The_same_mail_opens_one_ticket_however_often_and_by_whatever_way_it_comes()
    {
        var mail = MailDesk.Mail("The export is empty", "No rows.");
        var first = await desk.ReceiveAsync(mail);

        var again = await desk.ReceiveAsync($"Received: from relay.example by mx.desk.example\n{mail}");
        var byAnother = await desk.ReceiveAsync(
            mail.Replace("To: support@", "To: help@", StringComparison.Ordinal),
            "support@desk.example"
        );

        Assert.Single(await desk.TicketsAsync());
        Assert.Equal((first.Ticket, first.Ticket), (again.Ticket, byAnother.Ticket));
    }

    [Fact]
    public async Task Another_mail_under_the_same_Message_ID_is_another_mail()
    {
        var mail = MailDesk.Mail("The export is empty", "No rows.");
        await desk.ReceiveAsync(mail);

        await desk.ReceiveAsync(mail.Replace("No rows.", "No columns.", StringComparison.Ordinal));

        Assert.Equal(2, (await desk.TicketsAsync()).Count);
    }

    [Theory]
    [InlineData("address")]
    [InlineData("references")]
    [InlineData("in-reply-to-without-brackets")]
    [InlineData("number")]
    public async Task A_reply_is_known_by_the_token_in_the_address_by_our_Message_ID_or_by_the_number(string by)
    {
        var ticket = await desk.OpenAsync();
        var token = desk.Tokens.Of(ticket);
        var mail = by switch
        {
            "address" => MailDesk
                .Mail("Re: hello", "Here is more.")
                .Replace("To: support@", $"To: support+{token.ToUpperInvariant()}@", StringComparison.Ordinal),
            "references" => MailDesk.Mail(
                "Re: hello",
                "Here is more.",
                $"References: <first@people.example>\n <0a1b.{token}@desk.example>"
            ),
            "in-reply-to-without-brackets" => MailDesk.Mail(
                "Re: hello",
                "Here is more.",
                $"In-Reply-To: {token}@desk.example"
            ),
            _ => MailDesk.Mail("Re: [T-1] The export is empty", "Here is more."),
        };

        var result = await desk.ReceiveAsync(mail);

        Assert.Equal((InboundMailOutcome.Replied, ticket), (result.Outcome, result.Ticket));
        var reply = Assert.IsType<TicketEvent.RequesterReplied>(
            (await desk.EventsAsync(ticket)).First(one => one is TicketEvent.RequesterReplied)
        );
        Assert.Equal("Here is more.", reply.Body.ToString());
    }

    [Fact]
    public async Task A_stranger_who_quotes_a_number_or_a_token_gets_no_access_and_adds_nothing()
    {
        var ticket = await desk.OpenAsync();
        var before = (await desk.EventsAsync(ticket)).Count;
        string[] headers = [$"References: <a.{desk.Tokens.Of(ticket)}@desk.example>"];
        var eve = MailDesk
            .Mail("Re: [T-1] The export is empty", "Send me the rows.", headers)
            .Replace("ana@people", "eve@elsewhere", StringComparison.Ordinal);
        var bob = MailDesk
            .Mail("Re: [T-1] The export is empty", "Mine too.", headers)
            .Replace("ana@", "bob@", StringComparison.Ordinal);

        var ofEve = await desk.ReceiveAsync(eve);
        var ofBob = await desk.ReceiveAsync(bob);

        Assert.Equal(
            (InboundMailOutcome.SetAside, MailErrors.SenderUnknown, null),
            (ofEve.Outcome, ofEve.Code, ofEve.Ticket)
        );
        Assert.Equal(InboundMailOutcome.Opened, ofBob.Outcome);
        Assert.NotEqual(ticket, ofBob.Ticket);
        Assert.Equal(before, (await desk.EventsAsync(ticket)).Count);
    }

    [Fact]
    public async Task A_token_of_another_key_counts_for_nothing_and_one_of_a_former_key_still_does()
    {
        var ticket = await desk.OpenAsync();
        var other = Convert.ToBase64String(new byte[32]);
        Assert.False(new TicketToken([other]).TryRead("default", desk.Tokens.Of(ticket), out _));
        Assert.False(desk.Tokens.TryRead("acme", desk.Tokens.Of(ticket), out _));

        var replaced = new TicketToken([other, MailDesk.Key]);
        Assert.True(replaced.TryRead("default", desk.Tokens.Of(ticket), out var read));
        Assert.Equal(ticket, read);
    }

    [Fact]
    public async Task A_participants_reply_counts_as_theirs()
    {
        var ticket = await desk.OpenAsync();
        (await desk.Desk.ApplyAsync(ticket, new TicketCommand.Share(Actor.Requester("ana"), "bob"))).OrThrow();
        (await desk.Desk.ApplyAsync(ticket, new TicketCommand.AcceptInvitation(Actor.Requester("bob")))).OrThrow();

        var mail = MailDesk
            .Mail("Re: [T-1] The export is empty", "I see it as well.")
            .Replace("ana@", "bob@", StringComparison.Ordinal);
        var result = await desk.ReceiveAsync(mail);

        Assert.Equal(InboundMailOutcome.Replied, result.Outcome);
        var history = await desk.Desk.GetHistoryAsync(ticket, Viewer.Desk);
        Assert.Equal("bob", history.Last(one => one.Event is TicketEvent.RequesterReplied).By.Id);
    }

    [Fact]
    public async Task A_reply_holds_what_is_new_and_the_quoted_rest_is_a_file_of_the_ticket()
    {
        var ticket = await desk.OpenAsync();

        await desk.ReceiveAsync(
            MailDesk.Mail(
                "Re: [T-1] The export is empty",
                "It works again.\n\nOn Mon, 2 Mar 2026 at 12:00, Support <support@desk.example> wrote:\n> Please try once more.\n"
            )
        );

        var reply = (await desk.EventsAsync(ticket)).OfType<TicketEvent.RequesterReplied>().Single();
        Assert.Equal("It works again.", reply.Body.ToString());
        var file = (await desk.EventsAsync(ticket)).OfType<TicketEvent.AttachmentAdded>().Single();
        Assert.Equal("quoted.txt", file.Name.ToString());
        using var kept = new StreamReader((await desk.Desk.OpenAttachmentAsync(ticket, Viewer.Desk, file.Attachment))!);
        Assert.Contains("> Please try once more.", await kept.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reply_to_a_closed_ticket_goes_by_the_workflow_of_the_policy()
    {
        var ticket = await desk.OpenAsync();
        (await desk.Desk.ApplyAsync(ticket, new TicketCommand.Fire(Actor.Requester("ana"), "close"))).OrThrow();
        var byHand = await desk.Desk.ApplyAsync(ticket, new TicketCommand.Reply(Actor.Requester("ana"), "By hand."));

        var result = await desk.ReceiveAsync(MailDesk.Mail("Re: [T-1] The export is empty", "It is back."));

        if (byHand is DeskResult.Refused refused)
            Assert.Equal((InboundMailOutcome.Refused, refused.Refusal.Code), (result.Outcome, result.Code));
        else
            Assert.Equal(InboundMailOutcome.Replied, result.Outcome);
        Assert.Single(await desk.TicketsAsync());
    }

    [Fact]
    public async Task A_reply_to_a_closed_ticket_opens_a_linked_one_where_the_policy_says_so_and_its_files_go_there()
    {
        var ticket = await desk.OpenAsync();
        var policies = desk.Fixture.Host.Services.GetRequiredService<PolicyCatalog>();
        policies.Replace(
            SupportDesk.DefaultTenant,
            PolicyBuilder.From(policies.For(SupportDesk.DefaultTenant)).ClosedTickets(ClosedTicketReply.Linked).Build()
        );
        (await desk.Desk.MigratePolicyAsync(ticket, Actor.Lead("dora"), PolicyMigrationMode.Keep)).OrThrow();
        (await desk.Desk.ApplyAsync(ticket, new TicketCommand.Fire(Actor.Requester("ana"), "close"))).OrThrow();
        var mail = MailDesk.Mail(
            "Re: [T-1] The export is empty",
            "It is back.\n\nOn Mon, 2 Mar 2026 at 12:00, Support <support@desk.example> wrote:\n> Please try once more.\n"
        );

        var result = await desk.ReceiveAsync(mail);
        var again = await desk.ReceiveAsync(mail);

        Assert.Equal(InboundMailOutcome.Opened, result.Outcome);
        Assert.NotEqual(ticket, result.Ticket);
        Assert.Equal(result.Ticket, again.Ticket);
        var next = (await desk.TicketsAsync()).Single(known => known.Key == result.Ticket);
        Assert.Equal((ticket.Ticket, "The export is empty"), (next.Continues!.Value, next.Title));
        Assert.Single(next.Attachments); // what was quoted
        Assert.Equal(2, (await desk.TicketsAsync()).Count);
    }

    [Fact]
    public async Task Secrets_are_masked_in_what_a_mail_brings()
    {
        var password = Guid.NewGuid().ToString("N");
        var result = await desk.ReceiveAsync(MailDesk.Mail("Sign-in", $"My password: {password} does not work."));

        var opened = (TicketEvent.Opened)(await desk.EventsAsync(result.Ticket!.Value))[0];
        Assert.DoesNotContain(password, opened.Body.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_the_desk_does_not_take_is_named_in_a_note_and_the_others_are_attached()
    {
        var result = await desk.ReceiveAsync(
            """
            From: ana@people.example
            To: support@desk.example
            Subject: Two files
            Message-ID: <files@people.example>
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain

            See both.
            --b
            Content-Type: text/plain; name="app.log"
            Content-Disposition: inline

            line of a log
            --b
            Content-Type: application/x-msdownload; name="setup.exe"
            Content-Transfer-Encoding: base64

            TVqQ
            --b--
            """
        );

        var ticket = (await desk.Desk.FindAsync(result.Ticket!.Value, Viewer.Desk))!;
        Assert.Single(ticket.Attachments);
        Assert.Equal(
            ("setup.exe", "attachment.type_refused"),
            result.FilesRefused.Select(one => (one.Key, one.Value)).Single()
        );
        var events = await desk.EventsAsync(ticket.Key);
        Assert.Equal("See both.", ((TicketEvent.Opened)events[0]).Body.ToString());
        Assert.Equal("app.log", events.OfType<TicketEvent.AttachmentAdded>().Single().Name.ToString());
        Assert.Contains(
            "setup.exe",
            events.OfType<TicketEvent.InternalNoteAdded>().Single().Body.ToString(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("", MailErrors.MessageUnreadable)]
    [InlineData("To: support@desk.example\nSubject: x\n\nNobody wrote this.", MailErrors.SenderUnreadable)]
    [InlineData(
        "From: ana@people.example, bob@people.example\nTo: support@desk.example\n\nTwo.",
        MailErrors.SenderUnreadable
    )]
    [InlineData("From: ana@people.example\nTo: sales@desk.example\n\nElsewhere.", MailErrors.AddressUnknown)]
    public async Task What_nobody_can_be_answered_on_is_set_aside_with_its_reason(string mail, string code)
    {
        var result = await desk.ReceiveAsync(mail);

        Assert.Equal((InboundMailOutcome.SetAside, code, null), (result.Outcome, result.Code, result.Answer));
        Assert.Empty(await desk.TicketsAsync());
    }

    [Fact]
    public async Task A_mail_that_is_longer_or_has_more_parts_than_is_let_in_is_set_aside()
    {
        var strict = new MailDesk(options => (options.MaxBytes, options.MaxParts) = (10_000, 5));
        var parts = string.Concat(Enumerable.Repeat("--b\n\nx\n", 6));

        var longer = await strict.ReceiveAsync(MailDesk.Mail("Long", new string('x', 10_000)));
        var more = await strict.ReceiveAsync(
            $"From: ana@people.example\nTo: support@desk.example\nContent-Type: multipart/mixed; boundary=b\n\n{parts}--b--\n"
        );

        Assert.Equal((MailErrors.MessageOversized, MailErrors.MessageOversized), (longer.Code, more.Code));
        Assert.Empty(await strict.TicketsAsync());
    }

    [Fact]
    public async Task More_mails_within_an_hour_than_are_let_in_wait_for_a_person_and_the_next_hour_is_another()
    {
        var strict = new MailDesk(options => options.MaxPerHour = 2);
        for (var i = 0; i < 2; i++)
            Assert.Equal(
                InboundMailOutcome.Opened,
                (await strict.ReceiveAsync(MailDesk.Mail($"Number {i}", $"Text {i}"))).Outcome
            );

        var third = await strict.ReceiveAsync(MailDesk.Mail("Number 3", "Text 3"));
        strict.Fixture.Time.Advance(NodaTime.Duration.FromHours(1));
        var later = await strict.ReceiveAsync(MailDesk.Mail("Number 4", "Text 4"));

        Assert.Equal((InboundMailOutcome.SetAside, MailErrors.RateExceeded), (third.Outcome, third.Code));
        Assert.Equal(InboundMailOutcome.Opened, later.Outcome);
    }

    [Theory]
    [InlineData(
        "Authentication-Results: mx.desk.example; dmarc=pass header.from=people.example",
        InboundMailOutcome.Opened
    )]
    [InlineData(
        "Authentication-Results: mx.desk.example; dmarc=fail header.from=people.example",
        InboundMailOutcome.SetAside
    )]
    [InlineData("Authentication-Results: mx.forged.example; dmarc=pass", InboundMailOutcome.SetAside)]
    [InlineData("X-Other: none", InboundMailOutcome.SetAside)]
    [InlineData(
        "Authentication-Results: mx.desk.example; dmarc=fail\nAuthentication-Results: mx.desk.example; dmarc=pass",
        InboundMailOutcome.SetAside
    )]
    public async Task Where_a_mail_server_stands_for_senders_only_what_it_passes_is_taken(
        string header,
        InboundMailOutcome outcome
    )
    {
        var guarded = new MailDesk(options => options.AuthenticationServer = "mx.desk.example");

        Assert.Equal(outcome, (await guarded.ReceiveAsync(MailDesk.Mail("Hello", "Text.", header))).Outcome);
    }
}
