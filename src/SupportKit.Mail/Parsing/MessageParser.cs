using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using MimeKit;
using MimeKit.Utils;

namespace SupportKit.Mail;

/// <summary>Makes an <see cref="InboundMessage"/> of the bytes of a mail, or says why that cannot be done.</summary>
internal static class MessageParser
{
    private const int MostReferences = 100;

    // Where a server wrote for whom it took the mail, before what the sender wrote.
    private static readonly string[] Delivered =
    [
        "delivered-to",
        "x-original-to",
        "envelope-to",
        "x-envelope-to",
        "to",
        "cc",
    ];

    /// <summary>Reads a mail from its bytes.</summary>
    /// <param name="content">Its bytes, from the start.</param>
    /// <param name="recipient">The address that it was delivered to, where the caller knows it; null otherwise.</param>
    /// <param name="maxParts">The most parts that it may have.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The mail, or one of <see cref="MailErrors"/>.</returns>
    public static (InboundMessage? Mail, string? Fault) Parse(
        MemoryStream content,
        string? recipient,
        int maxParts,
        CancellationToken cancellationToken = default
    )
    {
        try
        {
            if (!MailLimits.Admit(content, maxParts, cancellationToken))
                return (null, MailErrors.MessageOversized);
            using var mail = MimeMessage.Load(
                new ParserOptions { MaxMimeDepth = MailLimits.MaxDepth },
                content,
                persistent: true,
                cancellationToken
            );
            return (Read(mail, recipient), null);
        }
#pragma warning disable CA1031 // whatever a library makes of the bytes, it is this mail that cannot be read, and no other is held up
        catch (Exception error) when (error is not (OperationCanceledException or OutOfMemoryException))
#pragma warning restore CA1031
        {
            return (null, MailErrors.MessageUnreadable);
        }
    }

    private static InboundMessage Read(MimeMessage mail, string? recipient)
    {
        var parts = BodyParts.Of(mail);
        ImmutableArray<MailHeader> headers =
        [
            .. mail.Headers.Select(header => new MailHeader(
                header.Field.ToLowerInvariant(),
                OneLine(header.Value ?? "")
            )),
        ];
        var subject = OneLine(mail.Headers[HeaderId.Subject] ?? "");
        ImmutableArray<string> from = [.. From(mail).Distinct(StringComparer.Ordinal)];
        var id = mail.MessageId is { Length: > 0 } given ? OneLine(given) : null;
        return new InboundMessage
        {
            MessageId = id,
            Identity = Identity(id, from, subject, OneLine(mail.Headers[HeaderId.Date] ?? ""), parts),
            Headers = headers,
            From = from,
            Recipients = [.. Recipients(headers, recipient).Distinct(StringComparer.Ordinal)],
            Subject = subject,
            References = [.. References(headers).Distinct(StringComparer.Ordinal).Take(MostReferences)],
            Body = QuotedHistory.Split(parts.Text),
            Files = parts.Files,
            Contents = parts.Contents,
            Report = DeliveryReport.Of(mail, parts.All),
        };
    }

    // An address that MimeKit does not take as one (a..b@people.example) is still the only one there is.
    private static IEnumerable<string> From(MimeMessage mail)
    {
        var read = mail.From.Mailboxes.Select(mailbox => mailbox.Address).Where(IsAddress).ToList();
        if (read.Count > 0)
            return read.Select(address => address.ToLowerInvariant());
        var raw = mail.Headers[HeaderId.From] ?? "";
        var (open, close) = (raw.LastIndexOf('<'), raw.LastIndexOf('>'));
        var bare = OneLine(open >= 0 && close > open ? raw[(open + 1)..close] : raw).ToLowerInvariant();
        return IsAddress(bare) ? [bare] : [];
    }

    private static bool IsAddress(string? address) =>
        address is { Length: > 2 and <= 254 }
        && address.Split('@') is [{ Length: > 0 }, { Length: > 0 }]
        && !address.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter) || letter is '<' or '>' or ',');

    private static IEnumerable<string> Recipients(ImmutableArray<MailHeader> headers, string? recipient)
    {
        if (recipient is not null)
            yield return recipient.Trim().Trim('<', '>').ToLowerInvariant();
        foreach (var name in Delivered)
        foreach (var header in headers.Where(header => header.Name == name))
            if (InternetAddressList.TryParse(header.Value, out var list))
                foreach (var mailbox in list.Mailboxes.Where(mailbox => IsAddress(mailbox.Address)))
                    yield return mailbox.Address.ToLowerInvariant();
    }

    // The nearest first: what it answers, then the thread backwards. Ids without brackets, which MimeKit drops, count as well.
    private static IEnumerable<string> References(ImmutableArray<MailHeader> headers)
    {
        return Ids("in-reply-to").Concat(Ids("references").Reverse());

        IEnumerable<string> Ids(string name) =>
            headers.Where(header => header.Name == name).SelectMany(header => IdsOf(header.Value));
    }

    private static IEnumerable<string> IdsOf(string value) =>
        value.Contains('<', StringComparison.Ordinal)
            ? MimeUtils.EnumerateReferences(value)
            : value.Split([' ', '\t', ','], StringSplitOptions.RemoveEmptyEntries).Where(word => word.Contains('@'));

    // What servers add on the way is left out, and the Date is kept as the sender wrote it: nothing is decided by it.
    private static string Identity(
        string? id,
        ImmutableArray<string> from,
        string subject,
        string date,
        BodyParts parts
    )
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in (string[])[id ?? "", string.Join(' ', from), subject, id is null ? date : "", parts.Text])
            Append(Encoding.UTF8.GetBytes(text));
        foreach (var file in parts.Files)
        {
            Append(Encoding.UTF8.GetBytes(file.Name));
            Append(file.Content.Span);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Append(ReadOnlySpan<byte> bytes)
        {
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }
    }

    private static string OneLine(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) is var line
        && line.All(letter => !char.IsControl(letter) && !char.IsSurrogate(letter))
            ? line
            : Clean(text);

    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            clean.Append(Rune.IsControl(rune) || Rune.IsWhiteSpace(rune) ? " " : rune.ToString());
        return string.Join(' ', clean.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}
