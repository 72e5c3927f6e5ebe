using System.Text.RegularExpressions;

namespace SupportKit.Mail;

/// <summary>
/// Tells what somebody wrote this time from the earlier mails below or above it, and from the signature. Nothing is lost: what is not new is
/// kept beside it, and where it cannot be told apart, as in an answer between the lines, all of it counts as new.
/// </summary>
internal static partial class QuotedHistory
{
    private const int LongestAttribution = 4;
    private const int LongestLine = 400;
    private const int HeaderBlock = 10;

    /// <summary>Splits a text, whose lines end with LF.</summary>
    public static MailBody Split(string text)
    {
        var lines = text.Split('\n');
        var (from, to) = History(lines);
        if (IsBlank(lines, 0, from) && IsBlank(lines, to, lines.Length))
            (from, to) = (lines.Length, lines.Length); // a mail of nothing but history has no other text
        var written = lines[..from].Concat(lines[to..]).ToArray();
        var signature = Signature(written);
        if (IsBlank(written, 0, signature))
            signature = written.Length;
        return new MailBody(
            text.Trim('\n'),
            Join(written[..signature]),
            Join(lines[from..to]),
            Join(written[signature..])
        );
    }

    // Where the history begins and ends; an empty span at the end for none.
    private static (int From, int To) History(string[] lines)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            if (IsSeparator(lines[i]) || IsHeaderBlock(lines, i))
                return (WithRule(lines, i), lines.Length);
            if (Attribution(lines, i) is > 0 and var count)
                return OfQuote(lines, i, i + count);
            // Without an attribution, and with words above and below, it is what the words are about.
            if (IsQuoted(lines[i]))
                return OfQuote(lines, i, i) is var (from, to) && (IsBlank(lines, 0, from) || IsSignedOnly(lines[to..]))
                    ? (from, to)
                    : (lines.Length, lines.Length);
        }
        return (lines.Length, lines.Length);
    }

    // What follows an attribution: quoted lines up to the answer below them, or, without any mark, everything.
    private static (int From, int To) OfQuote(string[] lines, int from, int quote)
    {
        while (quote < lines.Length && string.IsNullOrWhiteSpace(lines[quote]))
            quote++;
        if (quote < lines.Length && !IsQuoted(lines[quote]))
            return (from, lines.Length);
        var end = quote;
        while (end < lines.Length && (IsQuoted(lines[end]) || IsBetweenQuotes(lines, end)))
            end++;
        // Written between the quoted lines: they are what the words are about.
        for (var i = end; i < lines.Length; i++)
            if (IsQuoted(lines[i]) && !IsBlank(lines, end, i))
                return Attribution(lines, end) > 0 ? (from, lines.Length) : (lines.Length, lines.Length);
        return (from, end);
    }

    private static bool IsBetweenQuotes(string[] lines, int at)
    {
        if (!string.IsNullOrWhiteSpace(lines[at]))
            return false;
        while (at < lines.Length && string.IsNullOrWhiteSpace(lines[at]))
            at++;
        return at < lines.Length && IsQuoted(lines[at]);
    }

    // "On Monday, 2 March 2026 at 10:00, Ana Lima <ana@people.example> wrote:", over up to four lines; how many of them, or 0.
    private static int Attribution(string[] lines, int at)
    {
        if (NameFirst().IsMatch(Short(lines[at])))
            return 1;
        if (
            (DateFirst().IsMatch(Short(lines[at])) || NameAlone().IsMatch(Short(lines[at])))
            && IsQuoteNext(lines, at + 1)
        )
            return 1;
        if (!AttributionBegins().IsMatch(Short(lines[at])))
            return 0;
        var whole = "";
        for (var count = 1; count <= LongestAttribution && at + count <= lines.Length; count++)
        {
            var line = Short(lines[at + count - 1]).Trim();
            if (line.Length == 0)
                return 0;
            whole = $"{whole} {line}";
            // A day alone may stand in a sentence; what it introduces is quoted then.
            if (
                AttributionEnds().IsMatch(whole)
                && (Certain().IsMatch(whole) || whole.Any(char.IsAsciiDigit) && IsQuoteNext(lines, at + count))
            )
                return count;
        }
        return 0;
    }

    private static bool IsQuoteNext(string[] lines, int at)
    {
        while (at < lines.Length && string.IsNullOrWhiteSpace(lines[at]))
            at++;
        return at < lines.Length && IsQuoted(lines[at]);
    }

    // Outlook's: From, Sent, To and Subject, each on a line, in the language of whoever answers.
    private static bool IsHeaderBlock(string[] lines, int at)
    {
        // GMX and its brothers say first when.
        var isSentFirst =
            SentLine().IsMatch(Short(lines[at])) && at + 1 < lines.Length && FromLine().IsMatch(Short(lines[at + 1]));
        if (!isSentFirst && !FromLine().IsMatch(Short(lines[at])))
            return false;
        var kinds = isSentFirst ? 1 : 0;
        for (var i = at + 1; i < Math.Min(lines.Length, at + HeaderBlock); i++)
        {
            var line = Short(lines[i]);
            kinds |=
                SentLine().IsMatch(line) ? 1
                : ToLine().IsMatch(line) ? 2
                : SubjectLine().IsMatch(line) ? 4
                : 0;
        }
        return kinds is 7 or 5 or 6;
    }

    private static bool IsSeparator(string line) =>
        Separator().IsMatch(Short(line))
        || ForwardedLine().IsMatch(Short(line))
        || ReplyMarker().IsMatch(Short(line))
        || ZohoAttribution().IsMatch(Short(line));

    // The rule that some programs draw above the history belongs to it.
    private static int WithRule(string[] lines, int at)
    {
        var above = at - 1;
        while (above >= 0 && string.IsNullOrWhiteSpace(lines[above]))
            above--;
        return above >= 0 && Rule().IsMatch(Short(lines[above])) ? above : at;
    }

    private static bool IsQuoted(string line) => line.StartsWith('>');

    // Nothing but a signature, if that.
    private static bool IsSignedOnly(string[] lines) => IsBlank(lines, 0, Signature(lines));

    // The first line of the signature; the number of lines for none.
    private static int Signature(string[] lines)
    {
        for (var i = 0; i < lines.Length; i++)
            if (lines[i].TrimEnd() is "--" or "__" or "—" && lines.Length - i <= 16)
                return i;
        var last = lines.Length - 1;
        while (last >= 0 && string.IsNullOrWhiteSpace(lines[last]))
            last--;
        return last >= 0 && Mobile().IsMatch(Short(lines[last])) ? last : lines.Length;
    }

    private static bool IsBlank(string[] lines, int from, int to)
    {
        for (var i = from; i < to; i++)
            if (!string.IsNullOrWhiteSpace(lines[i]))
                return false;
        return true;
    }

    // A longer line is no line of these, and is not searched.
    private static string Short(string line) =>
        line.Length > LongestLine ? "" : line.Replace("*", "", StringComparison.Ordinal);

    private static string Join(string[] lines) => string.Join('\n', lines.Select(line => line.TrimEnd())).Trim('\n');

    [GeneratedRegex(@"^\s*(On|In a message dated|Le|Em|Às|Am|El|En|Il|Op|Den|No dia)\s", RegexOptions.CultureInvariant)]
    private static partial Regex AttributionBegins();

    [GeneratedRegex(
        @"(wrote|writes|a écrit|escreveu|schrieb|schrieb .{1,120}|hat .{1,120} Folgendes geschrieben|escribió|ha scritto|schreef|schreef .{1,120}|skrev)\s?:$",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex AttributionEnds();

    // A time or an address: no sentence of a person has both them and such an end.
    [GeneratedRegex(@"\d[:.h]\d\d|@", RegexOptions.CultureInvariant)]
    private static partial Regex Certain();

    // "Support <support@desk.example> schrieb am Mo., 2. März 2026, 09:14:"
    [GeneratedRegex(
        @"^\s*.{0,120}<[^<>]{1,120}@[^<>]{1,120}>\s(wrote on|schrieb am|a écrit le|escribió el|escreveu em|escreveu \(|ha scritto il|schreef op)\s?.{6,60}:\s*$",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex NameFirst();

    // "Support <support@desk.example> writes:", above quoted lines
    [GeneratedRegex(
        @"^\s*.{0,120}<[^<>]{1,120}@[^<>]{1,120}>\s(wrote|writes|schrieb|schreibt|a écrit|écrit|escribió|escribe|escreveu|escreve)\s?:\s*$",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex NameAlone();

    // "2026/3/2 Support <support@desk.example>"
    [GeneratedRegex(
        @"^\s*\d{4}[/-]\d{1,2}[/-]\d{1,2}\s.{0,120}<[^<>]{1,120}@[^<>]{1,120}>:?\s*$",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex DateFirst();

    [GeneratedRegex(
        @"^\s*(Begin forwarded message|Début du message (réexpédié|transféré)|Início da mensagem (encaminhada|reencaminhada)|Anfang der weitergeleiteten Nachricht|Inicio del mensaje reenviado|Inizio messaggio inoltrato)\s?:\s*$",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex ForwardedLine();

    // "##- Please type your reply above this line -##", as desks write it.
    [GeneratedRegex(@"^\s*##-? .{4,120} -?##\s*$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex ReplyMarker();

    [GeneratedRegex(@"^\s*(From|De|Von|Da|Van)\s?:\s*\S", RegexOptions.CultureInvariant)]
    private static partial Regex FromLine();

    [GeneratedRegex(
        @"^\s*(Sent|Date|Envoyé|Envoyé le|Enviada em|Enviado em|Enviadas|Enviados|Enviado|Enviado el|Data|Gesendet|Datum|Fecha|Inviato)\s?:",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex SentLine();

    [GeneratedRegex(@"^\s*(To|À|A|Para|An|Aan|Cc)\s?:", RegexOptions.CultureInvariant)]
    private static partial Regex ToLine();

    [GeneratedRegex(@"^\s*(Subject|Objet|Assunto|Betreff|Asunto|Oggetto|Onderwerp)\s?:", RegexOptions.CultureInvariant)]
    private static partial Regex SubjectLine();

    [GeneratedRegex(
        @"^\s*(-{2,}|_{2,})\s*(Original Message|Original message|Forwarded message|Replied Message|Mail original|Message d['’]origine|Message transféré|Mensagem original|Mensagem encaminhada|Forwarded Message|Ursprüngliche Nachricht|Weitergeleitete Nachricht|Mensaje original|Mensaje reenviado|Messaggio originale)\s*(-{2,}|_{2,})\s*$",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex Separator();

    [GeneratedRegex(
        @"^\s*-{2,} (On|Le|Em|Am|El) .{8,200} (wrote|a écrit|escreveu|schrieb|escribió) ?-{2,}\s*$",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex ZohoAttribution();

    [GeneratedRegex(@"^\s*(_{10,}|-{10,}|Original Message)\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Rule();

    [GeneratedRegex(
        @"^\s*(Sent from my .{2,40}|Sent from (Mail|Outlook|Yahoo Mail).{0,40}|Sent (with|via) .{2,80}|Télécharger Outlook pour .{2,60}|Get Outlook for .{2,60}|Envoyé de mon .{2,40}|Envoyé (depuis|à partir de) .{2,80}|Enviado do (meu|Outlook|Yahoo Mail|Gmail|Proton Mail) .{2,60}|Enviado de meu .{2,40}|Enviado desde (mi|Outlook|Yahoo Mail|Gmail|Proton Mail) .{2,60}|Von (meinem|Yahoo Mail|Outlook|Gmail|Proton Mail) .{2,40} gesendet\.?|Gesendet mit .{0,40}(App|Mail|Outlook).{0,40}|Gesendet von .{2,80}|Diese Nachricht wurde von meinem .{2,60} gesendet.?|Obtenir Outlook pour .{2,60}|Obter o Outlook para .{2,60}|Obtener Outlook para .{2,60}|Outlook für .{2,60})$",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex Mobile();
}
