using System.Net;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using NodaTime;
using SupportKit.Decisions;
using SupportKit.Delivery;
using SupportKit.Testing;
using SupportKit.Tests;
using SupportKit.Tests.Delivery;
using static SupportKit.Mail.Tests.Sending.SmtpTransports;

namespace SupportKit.Mail.Tests.Sending;

/// <summary>Mails, against a mail server on this machine.</summary>
public sealed class SmtpTests : IAsyncDisposable
{
    private readonly LoopbackMailServer server = new();

    [Fact]
    public async Task A_mail_says_whom_it_is_from_and_to_and_that_a_machine_wrote_it()
    {
        await Smtp(server).SendAsync(Sample, default);

        var mail = Assert.Single(server.Mails);
        Assert.Equal(["ana@people.example"], mail.Recipients);
        Assert.Contains("desk@desk.example", mail.Header("From"), StringComparison.Ordinal);
        Assert.Equal("auto-generated", mail.Header("Auto-Submitted"));
        Assert.Equal("en", mail.Header("Content-Language"));
        Assert.Matches("^<[0-9a-f]{32}@desk.example>$", mail.Header("Message-ID"));
        Assert.Equal((Sample.Subject, Sample.Body), (mail.Subject, mail.Body));
    }

    [Theory]
    [InlineData("We have your request", "The desk has received your request.\n\nhttps://desk.example")]
    [InlineData("Não há nada a fazer – 東京 😀 ", "Está tudo bem.\n.\n..\nFrom here on: 東京 😀\n")]
    [InlineData("=?utf-8?Q?not_encoded?=", "Content-Type: text/html\n\n--boundary\n")]
    [InlineData(
        "A title so long that a header has to be folded more than once, whatever the words in it may be, ç",
        "x"
    )]
    public async Task Another_reader_of_mail_finds_the_same_words_sender_and_recipient(string subject, string body)
    {
        await Smtp(server).SendAsync(Sample with { Subject = subject, Body = body }, default);

        var received = Assert.Single(server.Mails);
        using var mail = await MimeMessage.LoadAsync(new MemoryStream(received.Bytes));
        Assert.Equal(subject.Trim(), mail.Subject!.Trim());
        Assert.Equal(body.TrimEnd('\n'), mail.TextBody!.ReplaceLineEndings("\n").TrimEnd('\n'));
        Assert.Contains(WebUtility.HtmlEncode(body.Split('\n')[0].Trim()), mail.HtmlBody, StringComparison.Ordinal);
        Assert.Empty(mail.Attachments);
        var from = Assert.Single(mail.From.Mailboxes);
        Assert.Equal(("Élan Desk", "desk@desk.example"), (from.Name, from.Address));
        Assert.Equal("ana@people.example", Assert.Single(mail.To.Mailboxes).Address);
        Assert.Equal((0, 0), (mail.Cc.Count, mail.Bcc.Count));
        Assert.Equal(received.Header("Message-ID").Trim('<', '>'), mail.MessageId);
        Assert.Equal("auto-generated", mail.Headers[HeaderId.AutoSubmitted]);
    }

    [Fact]
    public async Task A_mail_is_text_and_page_side_by_side_and_the_page_is_the_better_one()
    {
        await Smtp(server).SendAsync(Sample, default);

        var mail = Assert.Single(server.Mails);
        using var read = await MimeMessage.LoadAsync(new MemoryStream(mail.Bytes));
        var body = Assert.IsType<MultipartAlternative>(read.Body);
        Assert.Equal(2, body.Count);
        Assert.Equal([("text/plain", ContentEncoding.Base64), ("text/html", ContentEncoding.Base64)], mail.Parts);
        Assert.Equal((Sample.Body, Sample.ToHtml()), (mail.Body, mail.Html));
    }

    [Fact]
    public async Task A_tenants_mails_come_from_its_own_sender()
    {
        var transport = Smtp(server);
        var host = new DeskFixture(desk =>
            desk.UseTransport(transport.SendAsync)
                .ConfigureNotifications(
                    "default",
                    options => (options.From, options.FromName) = ("help@acme.example", "Acmé Help")
                )
        );
        await host.OpenAsync();

        while (await host.Outbox.ProcessAsync() > 0) { }

        Assert.NotEmpty(server.Mails);
        Assert.All(
            server.Mails,
            mail =>
            {
                using var read = MimeMessage.Load(new MemoryStream(mail.Bytes));
                var from = Assert.Single(read.From.Mailboxes);
                Assert.Equal(("Acmé Help", "help@acme.example"), (from.Name, from.Address));
                Assert.EndsWith("@acme.example", read.MessageId, StringComparison.Ordinal);
                Assert.StartsWith("[T-1] ", read.Subject, StringComparison.Ordinal);
                Assert.Contains("T-1", read.HtmlBody, StringComparison.Ordinal);
            }
        );
    }

    [Theory]
    [InlineData("Hello\r\nBcc: eve@eve.example")]
    [InlineData("Hello\nBcc: eve@eve.example\n\nNot the body")]
    [InlineData("Hello\u2028Bcc: eve@eve.example\u0085")]
    public async Task A_title_with_line_ends_adds_no_header(string subject)
    {
        await Smtp(server).SendAsync(Sample, default);
        await Smtp(server).SendAsync(Sample with { Subject = subject, Language = "en\r\nBcc: eve" }, default);

        Assert.Equal(server.Mails[0].HeaderNames, server.Mails[1].HeaderNames);
        Assert.Equal(server.Mails[0].Recipients, server.Mails[1].Recipients);
        Assert.Equal(Sample.Body, server.Mails[1].Body);
    }

    [Theory]
    [InlineData("ana@people.example\r\nRCPT TO:<eve@eve.example>")]
    [InlineData("ana@people.example, eve@eve.example")]
    [InlineData("ana")]
    [InlineData("")]
    public async Task What_is_no_single_address_is_a_dead_letter_and_nobody_is_written_to(string address)
    {
        var transport = Smtp(server, smtp => smtp.AddressOf = (_, _, _) => Task.FromResult<string?>(address));

        var error = await Assert.ThrowsAsync<UndeliverableException>(() => transport.SendAsync(Sample, default));

        Assert.Equal("delivery.address_unreadable", error.Code);
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task A_mail_to_an_agent_goes_to_the_address_that_the_hosts_function_or_else_the_directory_has()
    {
        var services = new ServiceCollection();
        var known = new Dictionary<string, string> { ["caio"] = "caio@function.example" };
        services
            .AddSupportKit()
            .UseAgents([
                new DeskAgent("bia", "pt") { Address = "bia@directory.example" },
                new DeskAgent("caio", "en") { Address = "caio@directory.example" },
            ])
            .UseSmtp(smtp =>
            {
                (smtp.Host, smtp.Port, smtp.Security) = ("127.0.0.1", server.Port, SmtpSecurity.None);
                smtp.From = "desk@desk.example";
                smtp.AddressOf = (_, to, _) => Task.FromResult(known.GetValueOrDefault(to.Id));
            });
        await using var host = services.BuildServiceProvider();
        var transport = host.GetRequiredService<INotificationTransport>();

        foreach (var id in (string[])["bia", "caio"])
            await transport.SendAsync(Sample with { To = new(RecipientKind.Agent, id) }, default);
        Assert.Equal(
            ["bia@directory.example", "caio@function.example"],
            server.Mails.SelectMany(mail => mail.Recipients)
        );
        // Of the same id, a person from outside is somebody else.
        await Assert.ThrowsAsync<UndeliverableException>(() =>
            transport.SendAsync(Sample with { To = new(RecipientKind.Requester, "bia") }, default)
        );
    }

    [Fact]
    public async Task A_message_to_somebody_without_an_address_is_a_dead_letter_at_once_with_its_reason()
    {
        var transport = Smtp(server, smtp => smtp.AddressOf = (_, _, _) => Task.FromResult<string?>(null));
        var host = new DeskFixture(desk => desk.UseTransport(transport.SendAsync));
        await host.OpenAsync();

        while (await host.Outbox.ProcessAsync() > 0) { }

        var dead = await host.Store.DeadLettersAsync(new("default"), 10, default);
        Assert.Equal(2, dead.Length);
        Assert.All(dead, one => Assert.StartsWith("delivery.address_missing: ", one.Error));
        Assert.All(dead, one => Assert.Equal(1, one.Attempts));
    }

    [Theory]
    [InlineData("RCPT", "451 4.7.1 greylisted")]
    [InlineData("MAIL", "421 4.3.2 closing")]
    [InlineData(".", "452 4.3.1 full")]
    [InlineData("MAIL", "530 5.7.0 sign in first")]
    public async Task What_may_pass_is_retried_under_the_same_id(string command, string reply)
    {
        var host = Desk();
        server.Reply = line => line.StartsWith(command, StringComparison.Ordinal) ? reply : null;
        await host.OpenAsync();
        await host.Outbox.ProcessAsync();
        Assert.Empty(server.Mails);

        server.Reply = _ => null;
        await DrainLaterAsync(host);

        Assert.Equal(2, server.Mails.Count);
        Assert.Empty(await host.Store.DeadLettersAsync(new("default"), 10, default));
    }

    [Fact]
    public async Task A_recipient_who_is_refused_for_good_is_a_dead_letter_at_once_and_not_named()
    {
        var host = Desk();
        server.Reply = line =>
            line.StartsWith("RCPT TO:<ana@", StringComparison.Ordinal) ? "550 5.1.1 no ana@people.example here" : null;
        await host.OpenAsync();

        while (await host.Outbox.ProcessAsync() > 0) { }

        var dead = Assert.Single(await host.Store.DeadLettersAsync(new("default"), 10, default));
        Assert.StartsWith("delivery.address_refused: ", dead.Error);
        Assert.DoesNotContain("people.example", dead.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_drops_inside_a_mail_is_tried_again_with_the_same_Message_ID()
    {
        var host = Desk();
        server.Drops = 1;
        await host.OpenAsync();
        await host.Outbox.ProcessAsync();
        Assert.Empty(server.Mails);

        await DrainLaterAsync(host);

        Assert.Equal(3, server.Begun.Count);
        Assert.Equal(2, server.Begun.Distinct().Count());
        Assert.Equal(2, server.Mails.Count);
    }

    [Fact]
    public async Task A_connection_that_drops_inside_a_mail_has_perhaps_delivered_it()
    {
        server.Drops = 1;

        // Which marks it so, and says nothing of the server's reply to something else.
        var error = await Assert.ThrowsAsync<TimeoutException>(() => Smtp(server).SendAsync(Sample, default));

        Assert.DoesNotContain("go on", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_hangs_is_given_up_when_the_time_is_over()
    {
        var time = new ManualTimeProvider(Instant.FromUtc(2026, 3, 2, 9, 0));
        server.Mood = ReceiverBehavior.TimesOut;
        var sending = Smtp(server, time: time).SendAsync(Sample, default);
        await server.Connected;
        Assert.False(sending.IsCompleted);

        time.Advance(Duration.FromSeconds(30));

        await Assert.ThrowsAsync<TimeoutException>(() => sending.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task Where_TLS_is_wanted_nothing_is_told_to_a_server_without_it()
    {
        await Assert.ThrowsAsync<NotSupportedException>(() =>
            Smtp(server, smtp => smtp.Security = SmtpSecurity.StartTls).SendAsync(Sample, default)
        );
        Assert.Empty(server.Begun);
    }

    [Fact]
    public void Options_that_cannot_work_are_all_told()
    {
        var error = Assert.Throws<SupportKitException>(() =>
            Transports.Make(desk => desk.UseSmtp(smtp => smtp.Port = 0))
        );
        Assert.Equal(SupportKitErrors.HostingOptionImpossible, error.Code);
        Assert.All(
            (string[])["Host", "Port", "From", "AddressOf"],
            option => Assert.Contains($" SmtpOptions.{option} is", error.Message, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_title_that_is_one_long_address_and_a_line_of_any_length_arrive()
    {
        var url = "https://desk.example/" + new string('x', 3_000);
        await Smtp(server).SendAsync(Sample with { Subject = url, Body = new string('y', 5_000) }, default);

        var mail = Assert.Single(server.Mails);
        Assert.Equal((url, new string('y', 5_000)), (mail.Subject, mail.Body));
        Assert.InRange(mail.LongestLine, 1, 998);
    }

    [Theory]
    [InlineData("jürgen@people.example", "delivery.address_unsupported")]
    [InlineData("{64 letters}a@people.example", "delivery.address_unreadable")]
    [InlineData("ana@{64 letters}.{64 letters}.{64 letters}.{64 letters}.example", "delivery.address_unreadable")]
    public async Task An_address_that_cannot_be_sent_to_is_a_dead_letter_at_once_and_says_why(string form, string code)
    {
        var address = form.Replace("{64 letters}", new string('a', 64), StringComparison.Ordinal);
        var transport = Smtp(server, smtp => smtp.AddressOf = (_, _, _) => Task.FromResult<string?>(address));
        var host = new DeskFixture(desk => desk.UseTransport(transport.SendAsync));
        await host.OpenAsync();

        while (await host.Outbox.ProcessAsync() > 0) { }

        var dead = await host.Store.DeadLettersAsync(new("default") { Code = code }, 10, default);
        Assert.Equal([1, 1], dead.Select(letter => letter.Attempts));
        Assert.Empty(server.Begun);
        // Only the server knows whether it takes letters outside ASCII.
        Assert.Equal(code == SupportKitErrors.DeliveryAddressUnsupported, server.Connections > 0);
    }

    [Theory]
    [InlineData("MAIL", "552 5.3.4 too long for me", "delivery.mail_refused")] // as SmtpServer says it, at once
    [InlineData("MAIL", "553 5.1.8 nobody of yours", "delivery.mail_refused")]
    [InlineData("RCPT", "552 5.2.2 full for good", "delivery.address_refused")]
    [InlineData("DATA", "554 5.7.1 no", "delivery.mail_refused")]
    [InlineData(".", "550 5.6.0 spam", "delivery.mail_refused")]
    public async Task What_is_refused_for_good_is_a_dead_letter_at_once_in_whatever_phase(
        string command,
        string reply,
        string code
    )
    {
        var host = Desk();
        server.Reply = line => line.StartsWith(command, StringComparison.Ordinal) ? reply : null;
        await host.OpenAsync();

        while (await host.Outbox.ProcessAsync() > 0) { }

        var dead = await host.Store.DeadLettersAsync(new("default"), 10, default);
        Assert.Equal([(code, 1), (code, 1)], dead.Select(letter => (letter.Code, letter.Attempts)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_that_is_silent_after_the_last_line_keeps_nobody(bool stops)
    {
        var time = new ManualTimeProvider(Instant.FromUtc(2026, 3, 2, 9, 0));
        using var stopping = new CancellationTokenSource();
        server.Silent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var sending = Smtp(server, smtp => smtp.Timeout = TimeSpan.FromSeconds(2), time)
            .SendAsync(Sample, stopping.Token);
        await server.Silent.Task.WaitAsync(Patience);

        if (stops)
            await stopping.CancelAsync();
        else
            time.Advance(Duration.FromSeconds(2));

        var ended = sending.WaitAsync(Patience);
        if (stops)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ended);
        else
            await Assert.ThrowsAsync<TimeoutException>(() => ended); // which marks it as perhaps delivered
    }

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private DeskFixture Desk()
    {
        var transport = Smtp(server);
        return new DeskFixture(desk => desk.UseTransport(transport.SendAsync));
    }

    private static async Task DrainLaterAsync(DeskFixture host)
    {
        host.Time.Advance(Duration.FromMinutes(1));
        while (await host.Outbox.ProcessAsync() > 0) { }
    }
}
