using System.Buffers;

namespace SupportKit.Redaction;

/// <summary>
/// Finds the password in a URL's <c>user:password@host</c> (RFC 3986, section 3.2.1), and URLs that are secrets themselves: whoever knows
/// the URL of a webhook can post there. Host and user stay.
/// </summary>
internal static class UrlScanner
{
    private const int LongestAuthority = 512;
    private const int LongestPath = 1024;
    private const int ShortestSecret = 16;

    private static readonly SearchValues<char> Ends = SearchValues.Create(" \t\r\n\"'<>?#`");
    private static readonly SearchValues<char> PathEnds = SearchValues.Create(" \t\r\n\"'<>`\\|,;");

    // Hosts whose URLs are secrets, as their issuers document; and where the secret begins.
    private static readonly (string Host, string Path)[] Webhooks =
    [
        ("hooks.slack.com", "/services/"),
        ("hooks.slack.com", "/workflows/"),
        ("hooks.slack.com", "/triggers/"),
        ("discord.com", "/api/webhooks/"),
        ("discordapp.com", "/api/webhooks/"),
        (".webhook.office.com", "/webhookb2/"),
        ("outlook.office.com", "/webhook/"),
        ("hooks.zapier.com", "/hooks/catch/"),
        ("maker.ifttt.com", "/trigger/"),
        ("chat.googleapis.com", "/v1/spaces/"),
        ("api.telegram.org", "/bot"),
        ("hook.eu1.make.com", "/"),
        ("hook.us1.make.com", "/"),
        ("open.feishu.cn", "/open-apis/bot/v2/hook/"),
        ("open.larksuite.com", "/open-apis/bot/v2/hook/"),
        ("qyapi.weixin.qq.com", "/cgi-bin/webhook/send?key="),
        ("oapi.dingtalk.com", "/robot/send?access_token="),
        (".tines.com", "/webhook/"),
        (".logic.azure.com", "/workflows/"),
        ("api.opsgenie.com", "/v1/json/"),
        ("events.pagerduty.com", "/integration/"),
        ("mattermost.", "/hooks/"),
        ("rocket.chat", "/hooks/"),
        ("hooks.", "/hooks/"),
    ];

    public static void Scan(ReadOnlySpan<char> text, ref List<SecretFinding>? found)
    {
        var from = 0;
        while (text[from..].IndexOf("://", StringComparison.Ordinal) is var next and >= 0)
        {
            from += next + 3;
            var rest = text.Slice(from, Math.Min(LongestAuthority, text.Length - from));
            var end = rest.IndexOfAny(Ends);
            var authority = end < 0 ? rest : rest[..end];
            if (Webhook(text, from, authority) is { Length: > 0 } secret)
            {
                (found ??= []).Add(secret);
                from = secret.End;
                continue;
            }
            if (end > 0 && rest[end] is '?' or '#' && UnescapedPassword(rest, end) is var longer and > 0)
                authority = rest[..longer];
            // Passwords with an unescaped slash are common although invalid; the last @ of the authority ends them.
            var at = authority.LastIndexOf('@');
            var slash = authority.IndexOf('/');
            if (slash >= 0 && slash < at)
                at = authority[..slash].LastIndexOf('@');
            var colon = at < 0 ? -1 : authority[..at].IndexOf(':');
            if (colon < 0 || authority[..colon].Contains('['))
                continue;
            var password = authority[(colon + 1)..at];
            if (!SecretValue.IsPlaceholder(password) && !SecretWords.NamesSecret(password))
                (found ??= []).Add(new SecretFinding(SecretKind.Password, from + colon + 1, password.Length));
        }
    }

    // A password may hold an unescaped question mark, too: the authority then ends behind the next @, unless a port or a path stands before the mark.
    private static int UnescapedPassword(ReadOnlySpan<char> rest, int end)
    {
        var colon = rest[..end].IndexOf(':');
        if (colon < 0 || rest[..end].ContainsAny('/', '@') || !CharScan.HasLetter(rest[(colon + 1)..end]))
            return 0;
        var behind = rest[end..];
        var stop = behind.IndexOfAny(PathEnds);
        var at = (stop < 0 ? behind : behind[..stop]).IndexOf('@');
        return at < 0 ? 0 : end + at + 1;
    }

    private static SecretFinding Webhook(ReadOnlySpan<char> text, int start, ReadOnlySpan<char> authority)
    {
        var slash = authority.IndexOf('/');
        if (slash <= 0)
            return default;
        var host = authority[..slash];
        foreach (var (known, path) in Webhooks)
        {
            if (
                !(
                    known[0] == '.' ? host.EndsWith(known, StringComparison.OrdinalIgnoreCase)
                    : known[^1] == '.' ? host.StartsWith(known, StringComparison.OrdinalIgnoreCase)
                    : host.Equals(known, StringComparison.OrdinalIgnoreCase)
                ) || !text[(start + slash)..].StartsWith(path, StringComparison.OrdinalIgnoreCase)
            )
                continue;
            var from = start + slash + path.Length;
            var rest = text.Slice(from, Math.Min(LongestPath, text.Length - from));
            var end = rest.IndexOfAny(PathEnds);
            var secret = (end < 0 ? rest : rest[..end]).TrimEnd(".)]}");
            if (
                secret.Length >= ShortestSecret
                && CharScan.HasDigit(secret)
                && CharScan.HasVariety(secret, 6)
                && !SecretValue.IsPlaceholder(secret)
            )
                return new SecretFinding(SecretKind.ApiKey, from, secret.Length);
        }
        return default;
    }
}
