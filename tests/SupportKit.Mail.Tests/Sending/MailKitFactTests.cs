using System.Net;
using System.Net.Sockets;
using System.Text;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using SmtpServer.Protocol;
using SmtpResponse = SmtpServer.Protocol.SmtpResponse;

namespace SupportKit.Mail.Tests.Sending;

/// <summary>
/// What MailKit and SmtpServer themselves do, on which the sending of mails rests. The trait names the fact: a version that changes one shows here what to look
/// at.
/// </summary>
public sealed class MailKitFactTests : IAsyncDisposable
{
    private readonly RealMailServer server = new();
    private readonly SmtpClient client = new();

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    [Trait("Fact", "mailkit: defaults")]
    public void Certificates_are_checked_for_revocation_TLS_is_not_required_and_a_command_may_take_two_minutes() =>
        Assert.Equal((true, false, 120_000), (client.CheckCertificateRevocation, client.RequireTLS, client.Timeout));

    [Fact]
    [Trait("Fact", "mailkit: an id that is not set names the machine")]
    public void A_Message_ID_that_is_not_set_ends_in_the_name_of_the_machine()
    {
        using var mail = new MimeMessage();

        Assert.EndsWith(
            MimeKit.Utils.MimeUtils.GenerateMessageId().Split('@')[1],
            mail.MessageId,
            StringComparison.Ordinal
        );
    }

    [Fact]
    [Trait("Fact", "smtpserver: what is announced")]
    public async Task The_server_announces_pipelining_8BITMIME_and_SMTPUTF8_and_no_size()
    {
        await ConnectAsync();

        var all = SmtpCapabilities.Pipelining | SmtpCapabilities.EightBitMime | SmtpCapabilities.UTF8;
        Assert.Equal(all, client.Capabilities & all);
        Assert.Equal((0u, false), (client.MaxSize, client.Capabilities.HasFlag(SmtpCapabilities.Size)));
    }

    [Fact]
    [Trait("Fact", "mailkit: Auto sends in clear text to a server without STARTTLS, and StartTls does not")]
    public async Task Only_StartTls_keeps_words_from_going_out_in_clear_text()
    {
        await client.ConnectAsync("127.0.0.1", server.Port, SecureSocketOptions.Auto, Stop);
        Assert.False(client.IsSecure);
        using var strict = new SmtpClient();

        await Assert.ThrowsAsync<NotSupportedException>(() =>
            strict.ConnectAsync("127.0.0.1", server.Port, SecureSocketOptions.StartTls, Stop)
        );
    }

    [Fact]
    [Trait("Fact", "mailkit: lone dots and lines of any length arrive")]
    public async Task Lone_dots_and_a_long_line_arrive()
    {
        await ConnectAsync();
        var text = $".\r\n..\r\n{new string('x', 1_500)}\r\n";
        await client.SendAsync(Mail("ana@people.example", text), Stop);

        var got = MimeMessage.Load(new MemoryStream(server.Mails.Single()));
        Assert.Equal(text.ReplaceLineEndings("\n").Trim(), got.TextBody!.ReplaceLineEndings("\n").Trim());
    }

    [Fact]
    [Trait("Fact", "smtpserver: a store that throws is 554, for good")]
    public async Task A_store_that_throws_refuses_the_mail_for_good()
    {
        server.Answer = () => throw new InvalidOperationException();
        await ConnectAsync();

        var error = await Assert.ThrowsAsync<SmtpCommandException>(() => client.SendAsync(Mail(), Stop));

        Assert.Equal(554, (int)error.StatusCode);
    }

    [Fact]
    [Trait("Fact", "smtpserver: a filter that throws cuts the connection")]
    public async Task A_filter_that_throws_cuts_the_connection_and_the_client_can_be_used_again()
    {
        server.Mailbox = () => throw new InvalidOperationException();
        await ConnectAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => client.SendAsync(Mail(), Stop));
        Assert.False(client.IsConnected);
        await Assert.ThrowsAsync<ServiceNotConnectedException>(() => client.SendAsync(Mail(), Stop));

        server.Mailbox = null;
        await ConnectAsync();
        await client.SendAsync(Mail(), Stop);
        Assert.Single(server.Mails);
    }

    [Fact]
    [Trait("Fact", "mailkit: one bad recipient of three stops all, and the connection stays")]
    public async Task One_bad_recipient_of_three_stops_all()
    {
        var asked = 0;
        server.Mailbox = () => new SmtpResponse(asked++ == 1 ? SmtpReplyCode.MailboxUnavailable : SmtpReplyCode.Ok);
        await ConnectAsync();
        using var mail = Mail();
        mail.To.AddRange([new MailboxAddress("", "bob@people.example"), new MailboxAddress("", "eve@people.example")]);

        var error = await Assert.ThrowsAsync<SmtpCommandException>(() => client.SendAsync(mail, Stop));

        Assert.Equal(SmtpErrorCode.RecipientNotAccepted, error.ErrorCode);
        Assert.Empty(server.Mails);
        Assert.True(client.IsConnected);
    }

    [Fact]
    [Trait("Fact", "mailkit: a temporary no keeps the connection")]
    public async Task A_temporary_no_keeps_the_connection()
    {
        server.Answer = () => new SmtpResponse(SmtpReplyCode.Aborted, "4.3.0 later");
        await ConnectAsync();

        var error = await Assert.ThrowsAsync<SmtpCommandException>(() => client.SendAsync(Mail(), Stop));

        Assert.Equal((451, true), ((int)error.StatusCode, client.IsConnected));
    }

    [Theory]
    [InlineData("421 bye\r\n", typeof(SmtpCommandException))]
    [InlineData("", typeof(SmtpProtocolException))]
    [Trait("Fact", "mailkit: 421 and an end after the last dot, and whose words the exception has")]
    public async Task A_connection_that_ends_after_the_last_dot_is_told_by_the_exception(string reply, Type error)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeAsync(listener, reply);
        await client.ConnectAsync(
            "127.0.0.1",
            ((IPEndPoint)listener.LocalEndpoint).Port,
            SecureSocketOptions.None,
            Stop
        );

        var thrown = await Assert.ThrowsAsync(error, () => client.SendAsync(Mail(), Stop));
        await serving;

        Assert.False(client.IsConnected);
        // The words of the reply before: they are not about what happened, and are not shown.
        Assert.Equal(reply.Length == 0, thrown.Message.EndsWith(": go", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Fact", "mailkit: letters outside ASCII go to servers that do not take them")]
    public async Task An_address_outside_ASCII_is_sent_to_a_server_that_never_said_it_takes_it()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeAsync(listener, "250 ok\r\n");
        await client.ConnectAsync(
            "127.0.0.1",
            ((IPEndPoint)listener.LocalEndpoint).Port,
            SecureSocketOptions.None,
            Stop
        );
        await client.SendAsync(Mail("jürgen@öde.example"), Stop);
        client.Dispose();

        Assert.False(client.Capabilities.HasFlag(SmtpCapabilities.UTF8));
        Assert.Contains("RCPT TO:<jürgen@xn--de-eka.example>", await serving);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private Task ConnectAsync() => client.ConnectAsync("127.0.0.1", server.Port, SecureSocketOptions.None, Stop);

    private static MimeMessage Mail(string to = "ana@people.example", string text = "Text.") =>
        new(
            [new MailboxAddress("", "support@desk.example")],
            [new MailboxAddress("", to)],
            "Subject",
            new TextPart("plain") { Text = text }
        );

    // A server that announces nothing, and answers so to the last dot; what it was told.
    private static async Task<List<string>> ServeAsync(TcpListener listener, string atDot)
    {
        using var peer = await listener.AcceptTcpClientAsync(Stop);
        await using var stream = peer.GetStream();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        List<string> lines = [];
        await stream.WriteAsync("220 hello\r\n"u8.ToArray(), Stop);
        var isData = false;
        while (await reader.ReadLineAsync(Stop) is { } line)
        {
            lines.Add(line);
            if (isData && line != ".")
                continue;
            var reply =
                isData ? atDot
                : line == "DATA" ? "354 go\r\n"
                : "250 ok\r\n";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(reply), Stop);
            if (isData && atDot is not "250 ok\r\n")
                break;
            isData = line == "DATA";
        }
        return lines;
    }
}
