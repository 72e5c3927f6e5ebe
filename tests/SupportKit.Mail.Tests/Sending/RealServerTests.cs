using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.OpenSsl;
using SmtpServer.Protocol;
using SupportKit.Decisions;
using SupportKit.Delivery;
using static SupportKit.Mail.Tests.Sending.SmtpTransports;

namespace SupportKit.Mail.Tests.Sending;

/// <summary>Mails against SmtpServer, a mail server that others wrote.</summary>
public sealed class RealServerTests : IAsyncDisposable
{
    private readonly RealMailServer server = new();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private MailDesk Desk(Action<SmtpOptions>? more = null) =>
        new(
            null,
            builder =>
                builder
                    .UseTransport((_, _) => Task.CompletedTask, takes: (_, _) => false)
                    .UseSmtp(smtp =>
                    {
                        (smtp.Host, smtp.Port, smtp.Security) = ("127.0.0.1", server.Port, SmtpSecurity.None);
                        (smtp.From, smtp.FromName) = ("desk@desk.example", "Desk");
                        smtp.AddressOf = (_, to, _) => Task.FromResult<string?>($"{to.Id}@people.example");
                        smtp.Recipients = [RecipientKind.Requester];
                        more?.Invoke(smtp);
                    })
        );

    private static MimeMessage Read(byte[] mail) => MimeMessage.Load(new MemoryStream(mail));

    [Fact]
    public async Task The_mails_of_a_ticket_are_one_thread_and_what_answers_them_is_a_reply_of_it()
    {
        var desk = Desk();
        var ticket = await desk.OpenAsync();
        (
            await desk.Desk.ApplyAsync(ticket, new TicketCommand.Reply(Actor.Agent("bia"), "Please try again."))
        ).OrThrow();
        while (await desk.Fixture.Outbox.ProcessAsync() > 0) { }

        var mails = server.Mails.Select(Read).ToList();
        Assert.Equal(2, mails.Count);
        Assert.Single(mails.Select(mail => mail.References[0]).Distinct());
        Assert.All(mails, mail => Assert.Equal(mail.InReplyTo, mail.References[^1]));
        Assert.All(mails, mail => Assert.Equal("All", mail.Headers["X-Auto-Response-Suppress"]));
        Assert.All(mails, mail => Assert.Equal(desk.Fixture.Time.GetUtcNow(), mail.Date));

        // As a program answers: to the address for replies, or with the Message-ID alone.
        var byAddress = MailDesk
            .Mail("Re: something else", "By address.")
            .Replace("support@desk.example", mails[1].ReplyTo.Mailboxes.Single().Address, StringComparison.Ordinal);
        var byId = MailDesk.Mail("Re: something else", "By id.", $"In-Reply-To: <{mails[0].MessageId}>");
        Assert.Equal((InboundMailOutcome.Replied, ticket), Told(await desk.ReceiveAsync(byAddress)));
        Assert.Equal((InboundMailOutcome.Replied, ticket), Told(await desk.ReceiveAsync(byId)));
        // And what comes back unchanged is the desk's own.
        var own = await desk.Inbound.ReceiveAsync(new MemoryStream(server.Mails.First()), "support@desk.example");
        Assert.Equal(MailErrors.LoopDetected, own.Code);

        static (InboundMailOutcome, TicketKey?) Told(InboundMailResult result) => (result.Outcome, result.Ticket);
    }

    [Fact]
    public async Task One_connection_carries_mail_after_mail()
    {
        var transport = Smtp(server.Port);
        for (var i = 0; i < 20; i++)
            await transport.SendAsync(Sample with { Id = $"{i}" }, default);

        Assert.Equal((20, 1), (server.Mails.Count, server.Sessions));
    }

    [Fact]
    public async Task A_refused_mail_leaves_the_connection_to_the_next()
    {
        var transport = Smtp(server.Port);
        await transport.SendAsync(Sample, default);
        server.Answer = () => new SmtpResponse(SmtpReplyCode.Aborted, "4.3.0 not now");
        await Assert.ThrowsAsync<IOException>(() => transport.SendAsync(Sample, default));
        server.Answer = () => new SmtpResponse((SmtpReplyCode)550, "5.7.1 never of ana@people.example");
        var refused = await Assert.ThrowsAsync<UndeliverableException>(() => transport.SendAsync(Sample, default));
        server.Answer = () => SmtpResponse.Ok;

        await transport.SendAsync(Sample, default);

        Assert.Equal((2, 1), (server.Mails.Count, server.Sessions));
        Assert.Equal(SupportKitErrors.DeliveryMailRefused, refused.Code);
        Assert.Contains("550 5.7.1", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("people.example", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_local_part_outside_ASCII_goes_to_a_server_that_takes_it()
    {
        var transport = Smtp(
            server.Port,
            smtp => smtp.AddressOf = (_, _, _) => Task.FromResult<string?>("jürgen@people.example")
        );

        await transport.SendAsync(Sample, default);

        Assert.Equal("jürgen@people.example", Read(server.Mails.Single()).To.Mailboxes.Single().Address);
    }

    [Fact]
    public async Task A_mail_of_a_domain_with_a_key_is_signed_and_the_signature_holds()
    {
        using var key = RSA.Create(2048);
        var transport = Smtp(
            server.Port,
            smtp =>
                smtp.Dkim = [
                    new DkimOptions
                    {
                        Domain = "desk.example",
                        Selector = "s1",
                        PrivateKey = key.ExportRSAPrivateKeyPem(),
                    },
                ]
        );

        await transport.SendAsync(Sample, default);

        var mail = Read(server.Mails.Single());
        var header = mail.Headers[mail.Headers.IndexOf(HeaderId.DkimSignature)];
        using var pem = new StringReader(key.ExportSubjectPublicKeyInfoPem());
        var locator = new Locator((AsymmetricKeyParameter)new PemReader(pem).ReadObject());
        Assert.True(await new DkimVerifier(locator).VerifyAsync(mail, header));
        mail.Subject = "Changed";
        Assert.False(await new DkimVerifier(locator).VerifyAsync(mail, header));
    }

    [Fact]
    public async Task A_connection_that_the_server_closed_meanwhile_is_replaced_without_a_failure()
    {
        var transport = Smtp(server.Port);
        await transport.SendAsync(Sample, default);
        await server.DisposeAsync();
        await using var again = new RealMailServer(server.Port);

        await transport.SendAsync(Sample with { Id = "2" }, default);

        Assert.Equal((1, 1), (again.Mails.Count, again.Sessions));
    }

    [Fact]
    public async Task What_a_sender_writes_into_a_subject_adds_no_header_to_the_answer()
    {
        var desk = Desk();

        await desk.ReceiveAsync(MailDesk.Mail("=?utf-8?Q?a=0D=0ABcc:_eve@eve.example=0D=0A=0D=0Abody?=", " "));

        var answer = Read(server.Mails.Single());
        Assert.Equal((0, "Re: aBcc: eve@eve.examplebody"), (answer.Bcc.Count, answer.Subject));
    }

    [Fact]
    public async Task Many_at_once_take_no_more_connections_than_the_options_say_and_each_arrives_once()
    {
        var transport = Smtp(server.Port, smtp => smtp.MaxConnections = 3);

        await Task.WhenAll(
            Enumerable.Range(0, 60).Select(i => transport.SendAsync(Sample with { Id = $"{i}" }, default))
        );

        Assert.InRange(server.Sessions, 1, 3);
        Assert.Equal(60, server.Mails.Select(mail => Read(mail).MessageId).Distinct().Count());
    }

    [Fact]
    public async Task An_answer_to_a_mail_that_was_not_taken_says_what_it_answers_and_that_a_machine_wrote_it()
    {
        var desk = Desk();

        var result = await desk.ReceiveAsync(MailDesk.Mail("Hello", " ", "X-Note: none"));

        Assert.True(result.Answer!.IsSent);
        var answer = Read(server.Mails.Single());
        Assert.Equal(("auto-replied", result.MessageId), (answer.Headers[HeaderId.AutoSubmitted], answer.InReplyTo));
        Assert.Equal(MailTexts.Get("en", MailErrors.BodyEmpty), answer.TextBody!.Trim());
        Assert.Equal("support@desk.example", answer.From.Mailboxes.Single().Address);
    }

    private sealed class Locator(AsymmetricKeyParameter key) : IDkimPublicKeyLocator
    {
        public AsymmetricKeyParameter LocatePublicKey(
            string methods,
            string domain,
            string selector,
            CancellationToken cancellationToken = default
        ) => key;

        public Task<AsymmetricKeyParameter> LocatePublicKeyAsync(
            string methods,
            string domain,
            string selector,
            CancellationToken cancellationToken = default
        ) => Task.FromResult(key);
    }
}
