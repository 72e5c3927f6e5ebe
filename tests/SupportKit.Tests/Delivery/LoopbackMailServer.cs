using System.Collections.Concurrent;
using SupportKit.Testing;

namespace SupportKit.Tests.Delivery;

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

    protected override async Task ServeAsync(StreamReader reader, StreamWriter writer, CancellationToken stop)
    {
        await writer.WriteLineAsync("220 loopback.example ESMTP");
        var recipients = new List<string>();
        while (await reader.ReadLineAsync(stop) is { } line)
        {
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            var reply = Reply(line) ?? Usual(verb);
            if (verb == "RCPT" && reply[0] == '2')
                recipients.Add(line[(line.IndexOf('<') + 1)..line.IndexOf('>')]);
            await writer.WriteLineAsync(reply);
            if (verb == "QUIT")
                return;
            if (verb != "DATA" || reply[0] != '3')
                continue;
            if (await TextAsync(reader, stop) is not { } text)
                return;
            var taken = Reply(".") ?? "250 taken";
            if (taken[0] == '2')
                mails.Enqueue(new ReceivedMail([.. recipients], text));
            await writer.WriteLineAsync(taken);
            recipients.Clear();
        }
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
            ("RCPT", ReceiverMood.Refuses) => "451 not now",
            ("EHLO" or "HELO", _) => "250 loopback.example",
            ("DATA", _) => "354 go on",
            ("QUIT", _) => "221 bye",
            ("MAIL" or "RCPT" or "RSET", _) => "250 ok",
            _ => "500 what?",
        };
}
