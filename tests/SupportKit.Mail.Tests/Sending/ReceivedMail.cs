using System.Text;
using System.Text.RegularExpressions;
using MimeKit;

namespace SupportKit.Mail.Tests.Sending;

/// <summary>A mail as its receiver reads it.</summary>
internal sealed partial class ReceivedMail
{
    private readonly ILookup<string, string> headers;

    public ReceivedMail(IReadOnlyList<string> recipients, List<string> lines)
    {
        Bytes = Encoding.Latin1.GetBytes(string.Join("\r\n", lines) + "\r\n");
        Recipients = recipients;
        LongestLine = lines.Max(line => line.Length);
        var end = lines.IndexOf("");
        var unfolded = Fold().Replace(string.Join("\n", lines[..end]), " ");
        headers = unfolded
            .Split('\n')
            .Select(line => line.Split(':', 2))
            .ToLookup(pair => pair[0], pair => pair[1].Trim(), StringComparer.OrdinalIgnoreCase);
        using var message = MimeMessage.Load(new MemoryStream(Bytes));
        Body = message.TextBody!.Replace("\r\n", "\n", StringComparison.Ordinal);
        Html = message.HtmlBody!.Replace("\r\n", "\n", StringComparison.Ordinal);
        Parts =
        [
            .. message
                .BodyParts.OfType<MimePart>()
                .Select(part => (part.ContentType.MimeType, part.ContentTransferEncoding)),
        ];
    }

    /// <summary>The mail as it came over the line.</summary>
    public byte[] Bytes { get; }

    public IReadOnlyList<string> Recipients { get; }

    public string Body { get; }

    public string Html { get; }

    /// <summary>The parts in their order, the best to show last.</summary>
    public IReadOnlyList<(string Type, ContentEncoding Encoding)> Parts { get; }

    /// <summary>In octets, without its end.</summary>
    public int LongestLine { get; }

    public string Subject => Word().Replace(Gap().Replace(Header("Subject"), ""), Decode);

    public IEnumerable<string> HeaderNames => headers.Select(header => header.Key);

    public string Header(string name) => headers[name].Single();

    private static string Decode(Match word) => Encoding.UTF8.GetString(Convert.FromBase64String(word.Groups[1].Value));

    [GeneratedRegex(@"\n[ \t]+")]
    private static partial Regex Fold();

    [GeneratedRegex(@"(?<=\?=) +(?==\?)")]
    private static partial Regex Gap();

    [GeneratedRegex(@"=\?utf-8\?B\?([^?]*)\?=")]
    private static partial Regex Word();
}
