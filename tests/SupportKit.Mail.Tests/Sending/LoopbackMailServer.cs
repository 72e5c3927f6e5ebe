using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using SupportKit.Testing;
using SupportKit.Tests.Delivery;

namespace SupportKit.Mail.Tests.Sending;

/// <summary>A mail server that speaks as much of RFC 5321 as a client needs to hand over a mail.</summary>
internal sealed class LoopbackMailServer : LoopbackServer
{
    private readonly ConcurrentQueue<ReceivedMail> mails = [];

    public IReadOnlyList<ReceivedMail> Mails => [.. mails];

    /// <summary>What to reply to a command line in place of the usual; null for the usual.</summary>
    public Func<string, string?> Reply { get; set; } = _ => null;

    /// <summary>How many connections to drop in the middle of a mail's text, each after its Message-ID was read.</summary>
    public int Drops { get; set; }

    /// <summary>The Message-ID of each mail that began to come, whether or not it was taken.</summary>
    public ConcurrentQueue<string> Begun { get; } = [];

    /// <summary>What to begin TLS with; null to offer none.</summary>
    public X509Certificate2? Certificate { get; set; }

    /// <summary>Every command line, and whether TLS covered it.</summary>
    public ConcurrentQueue<(string Line, bool Covered)> Lines { get; } = [];

    /// <summary>Who may send mails, and nobody else; null for everybody.</summary>
    public NetworkCredential? Account { get; set; }

    /// <summary>The access token that lets somebody send, and the mechanisms (XOAUTH2, OAUTHBEARER) that it is taken by; null for none.</summary>
    public (string Token, string Mechanisms)? OAuth { get; set; }

    /// <summary>Where it is set, the server has nothing to say after a mail's last line, and tells that it came so far.</summary>
    public TaskCompletionSource? Silent { get; set; }

    protected override async Task ServeAsync(StreamReader reader, StreamWriter writer, CancellationToken stop)
    {
        await writer.WriteLineAsync("220 loopback.example ESMTP");
        await ConverseAsync(reader, writer, covered: false, stop);
    }

    private async Task ConverseAsync(StreamReader reader, StreamWriter writer, bool covered, CancellationToken stop)
    {
        var recipients = new List<string>();
        var isKnown = Account is null && OAuth is null;
        while (await reader.ReadLineAsync(stop) is { } line)
        {
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            Lines.Enqueue((line, covered));
            if (verb == "STARTTLS" && Certificate is not null)
            {
                await writer.WriteLineAsync("220 go on");
                await CoverAsync(reader.BaseStream, Certificate, stop);
                return;
            }
            if (verb == "AUTH" && OAuth is { } oauth)
            {
                isKnown = await SignInAsync(line, reader, writer, oauth.Token, stop);
                continue;
            }
            if (verb == "AUTH" && Account is not null)
            {
                isKnown = await SignInAsync(line, reader, writer, Account, stop);
                continue;
            }
            var reply = Reply(line) ?? (verb == "MAIL" && !isKnown ? "530 5.7.0 sign in first" : Usual(verb));
            if (verb == "RCPT" && reply[0] == '2')
                recipients.Add(line[(line.IndexOf('<') + 1)..line.IndexOf('>')]);
            await writer.WriteLineAsync(reply);
            if (verb == "QUIT")
                return;
            if (verb != "DATA" || reply[0] != '3')
                continue;
            if (await TextAsync(reader, stop) is not { } text)
                return;
            if (Silent is { } silent)
            {
                silent.TrySetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
            }
            var taken = Reply(".") ?? "250 taken";
            if (taken[0] == '2')
                mails.Enqueue(new ReceivedMail([.. recipients], text));
            await writer.WriteLineAsync(taken);
            recipients.Clear();
        }
    }

    private async Task CoverAsync(Stream line, X509Certificate2 certificate, CancellationToken stop)
    {
        await using var tls = new SslStream(line);
        await tls.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions { ServerCertificate = certificate },
            stop
        );
        using var reader = new StreamReader(tls, Encoding.Latin1);
        await using var writer = new StreamWriter(tls, Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
        await ConverseAsync(reader, writer, covered: true, stop);
    }

    // RFC 7628, and the form that came before it. Of a token that is not taken the reason is told, and the client says that it has heard it.
    private static async Task<bool> SignInAsync(
        string line,
        StreamReader reader,
        StreamWriter writer,
        string token,
        CancellationToken stop
    )
    {
        var said = Encoding.UTF8.GetString(Convert.FromBase64String(line.Split(' ')[2]));
        var known = line.Split(' ')[1] switch
        {
            "XOAUTH2" => said == $"user=desk\u0001auth=Bearer {token}\u0001\u0001",
            "OAUTHBEARER" => said.StartsWith("n,a=desk,\u0001", StringComparison.Ordinal)
                && said.EndsWith($"\u0001auth=Bearer {token}\u0001\u0001", StringComparison.Ordinal),
            _ => false,
        };
        if (!known)
        {
            await writer.WriteLineAsync($"334 {Convert.ToBase64String("{\"status\":\"401\"}"u8)}");
            await reader.ReadLineAsync(stop);
        }
        await writer.WriteLineAsync(known ? "235 welcome" : "535 5.7.8 who?");
        return known;
    }

    // AUTH LOGIN; what is not on the first line is asked for.
    private static async Task<bool> SignInAsync(
        string line,
        StreamReader reader,
        StreamWriter writer,
        NetworkCredential account,
        CancellationToken stop
    )
    {
        var name = line.Split(' ') is [_, _, var given] ? given : await AskAsync("VXNlcm5hbWU6");
        var secret = await AskAsync("UGFzc3dvcmQ6");
        var known = Base64(account.UserName) == name && Base64(account.Password) == secret;
        await writer.WriteLineAsync(known ? "235 welcome" : "535 5.7.8 who?");
        return known;

        async Task<string?> AskAsync(string what)
        {
            await writer.WriteLineAsync($"334 {what}");
            return await reader.ReadLineAsync(stop);
        }

        static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
    }

    // Null when the connection is to be dropped.
    private async Task<List<string>?> TextAsync(StreamReader reader, CancellationToken stop)
    {
        var text = new List<string>();
        while (await reader.ReadLineAsync(stop) is { } line && line != ".")
        {
            text.Add(line.StartsWith('.') ? line[1..] : line);
            if (!line.StartsWith("Message-ID:", StringComparison.OrdinalIgnoreCase))
                continue;
            Begun.Enqueue(line);
            if (Drops-- > 0)
                return null;
        }
        return text;
    }

    private string Usual(string verb) =>
        (verb, Mood) switch
        {
            ("RCPT", ReceiverBehavior.Rejects) => "451 not now",
            ("EHLO", _) => string.Join("\r\n", Offers()),
            ("HELO", _) => "250 loopback.example",
            ("DATA", _) => "354 go on",
            ("QUIT", _) => "221 bye",
            ("MAIL" or "RCPT" or "RSET", _) => "250 ok",
            _ => "500 what?",
        };

    private IEnumerable<string> Offers()
    {
        yield return "250-loopback.example";
        if (Certificate is not null)
            yield return "250-STARTTLS";
        if (Account is not null)
            yield return "250-AUTH LOGIN";
        if (OAuth is { } oauth)
            yield return $"250-AUTH {oauth.Mechanisms}";
        yield return "250 8BITMIME";
    }
}
