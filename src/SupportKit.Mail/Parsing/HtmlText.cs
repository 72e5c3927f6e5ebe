using System.Text;
using MimeKit.Text;

namespace SupportKit.Mail;

/// <summary>
/// HTML as the text that a person sees of it. Tokens are read one after the other, and no tree is made: time and memory grow with the
/// length alone, however deep a page lies. Nothing of scripts, styles and comments gets into the text, and nothing is loaded.
/// </summary>
internal static class HtmlText
{
    private const int DeepestQuote = 8;

    /// <summary>The text, with LF at the ends of lines; quotations begin with <c>&gt; </c> as in mails of plain text.</summary>
    public static string Of(string html)
    {
        var page = new Page();
        var tokenizer = new HtmlTokenizer(new StringReader(html)) { DecodeCharacterReferences = true };
        while (tokenizer.ReadNextToken(out var token))
        {
            switch (token)
            {
                case HtmlTagToken tag:
                    page.Tag(tag);
                    break;
                case HtmlCDataToken { Data: var data }:
                    page.Text(data);
                    break;
                case HtmlDataToken { Kind: HtmlTokenKind.Data, Data: var data }:
                    page.Text(data);
                    break;
                default: // scripts, comments and document types
                    break;
            }
        }
        return page.ToText();
    }

    private sealed class Page
    {
        private readonly StringBuilder all = new();
        private readonly StringBuilder line = new();
        private int quotes;
        private int preformatted;
        private int blank = 1; // lines without text at the end of what is there
        private HtmlTagId? skipped;
        private int skippedDepth;
        private (string Target, int From)? link;

        public void Tag(HtmlTagToken tag)
        {
            if (skipped is { } unseen)
            {
                if (tag.Id == unseen && !tag.IsEmptyElement)
                    skippedDepth += tag.IsEndTag ? -1 : 1;
                if (skippedDepth <= 0)
                    skipped = null;
                return;
            }
            switch (tag.Id)
            {
                case HtmlTagId.Script
                or HtmlTagId.Style
                or HtmlTagId.Head
                or HtmlTagId.Title
                or HtmlTagId.Object
                or HtmlTagId.NoScript when !tag.IsEndTag && !tag.IsEmptyElement:
                    (skipped, skippedDepth) = (tag.Id, 1);
                    break;
                case HtmlTagId.Br:
                    EndLine(always: true);
                    break;
                case HtmlTagId.BlockQuote:
                    EndLine();
                    quotes = Math.Max(0, quotes + (tag.IsEndTag ? -1 : 1));
                    break;
                case HtmlTagId.Pre:
                    EndLine();
                    preformatted = Math.Max(0, preformatted + (tag.IsEndTag ? -1 : 1));
                    break;
                case HtmlTagId.P
                or HtmlTagId.UL
                or HtmlTagId.OL
                or HtmlTagId.Table
                or HtmlTagId.H1
                or HtmlTagId.H2
                or HtmlTagId.H3:
                    EndLine();
                    EmptyLine();
                    break;
                case HtmlTagId.LI:
                    EndLine();
                    if (!tag.IsEndTag)
                        line.Append("- ");
                    break;
                case HtmlTagId.TD or HtmlTagId.TH when tag.IsEndTag:
                    line.Append(' ');
                    break;
                case HtmlTagId.HR:
                    EndLine();
                    line.Append("________________________________");
                    EndLine();
                    break;
                case HtmlTagId.Image when ValueOf(tag, "alt") is { Length: > 0 } alt:
                    Text($"[{alt}]");
                    break;
                case HtmlTagId.A:
                    Link(tag);
                    break;
                case HtmlTagId.Div or HtmlTagId.TR or HtmlTagId.H4 or HtmlTagId.H5 or HtmlTagId.H6 or HtmlTagId.Section:
                    EndLine();
                    break;
            }
        }

        public void Text(string text)
        {
            if (skipped is not null)
                return;
            foreach (var letter in text)
            {
                if (preformatted > 0 && letter == '\n')
                    EndLine(always: true);
                else if (preformatted > 0 || !IsSpace(letter))
                    line.Append(letter);
                else if (line.Length > 0 && line[^1] != ' ')
                    line.Append(' ');
            }
        }

        public string ToText()
        {
            EndLine();
            return all.ToString().Trim('\n');
        }

        // The address stands after the words, where the words are not the address.
        private void Link(HtmlTagToken tag)
        {
            if (!tag.IsEndTag)
            {
                link = ValueOf(tag, "href") is { } target && IsShown(target) ? (target, line.Length) : null;
                return;
            }
            if (link is { } open && open.From <= line.Length)
            {
                var words = line.ToString(open.From, line.Length - open.From).Trim();
                if (words.Length > 0 && !open.Target.Contains(words, StringComparison.OrdinalIgnoreCase))
                    line.Append(" (").Append(open.Target).Append(')');
            }
            link = null;
        }

        private static bool IsShown(string target) =>
            target.Length < 1_000
            && (
                target.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
                || target.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            );

        private void EndLine(bool always = false)
        {
            link = null;
            var text = line.ToString().TrimEnd();
            line.Clear();
            if (text.Length == 0)
            {
                if (always)
                    EmptyLine();
                return;
            }
            blank = 0;
            Prefix();
            all.Append(text).Append('\n');
        }

        private void EmptyLine()
        {
            if (blank++ > 0)
                return;
            Prefix();
            all.Append('\n');
        }

        private void Prefix()
        {
            if (quotes > 0)
                all.Append('>', Math.Min(quotes, DeepestQuote)).Append(' ');
        }

        private static string? ValueOf(HtmlTagToken tag, string name) =>
            tag
                .Attributes.FirstOrDefault(attribute =>
                    string.Equals(attribute.Name, name, StringComparison.OrdinalIgnoreCase)
                )
                ?.Value;

        private static bool IsSpace(char letter) => letter is ' ' or '\t' or '\r' or '\n' or '\f' or '\u00a0';
    }
}
