using System.Text;
using SupportKit.Shared;

namespace SupportKit.Cli;

/// <summary>
/// Writes JSON with comments in one form: two spaces for each level, no trailing commas, at most one empty line between members. What
/// stood on one line stays on one line when it fits.
/// </summary>
internal sealed class JsonFormatter
{
    private const int Widest = 140;
    private const int MostBytes = 64 * 1024 * 1024;

    private readonly List<JsonToken> tokens;
    private readonly StringBuilder text = new();
    private int at;

    private JsonFormatter(List<JsonToken> tokens) => this.tokens = tokens;

    /// <summary>The text in its form; what it says is unchanged.</summary>
    /// <exception cref="ToolException">It is not JSON.</exception>
    public static string Format(string json, string file)
    {
        var before = SourceText.Read(json, MostBytes, new InputProblems(file, () => json))!;
        var formatter = new JsonFormatter(JsonTokens.Of(json));
        formatter.WriteDocument();
        var after = formatter.text.ToString();
        var same = PolicyJson
            .NodeJson.Write(before)
            .AsSpan()
            .SequenceEqual(PolicyJson.NodeJson.Write(SourceText.Read(after, MostBytes, new InputProblems(file))!));
        return same
            ? after
            : throw new ToolException(
                ToolErrors.FormattingRefused,
                file,
                "Formatting would change what the file says.",
                "Leave the file as it is, and report it with the file."
            );
    }

    private bool Done => at >= tokens.Count;

    private JsonToken Next => tokens[at];

    private void WriteDocument()
    {
        WriteComments(0);
        WriteValue(0);
        text.Append('\n');
        WriteComments(0);
    }

    // Comments on lines of their own.
    private void WriteComments(int depth)
    {
        for (; !Done && Next.IsComment; at++)
        {
            Indent(depth);
            text.Append(Next.Text).Append('\n');
        }
    }

    private void WriteValue(int depth)
    {
        var token = tokens[at];
        if (token.Text is not ("{" or "["))
        {
            text.Append(token.Text);
            at++;
            return;
        }
        var end = EndOf(at);
        if (Inline(at, end) is { } line && Column() + line.Length + 1 <= Widest)
        {
            text.Append(line);
            at = end + 1;
            return;
        }
        at++;
        text.Append(token.Text).Append('\n');
        WriteEntries(depth + 1, end);
        Indent(depth);
        text.Append(tokens[end].Text);
        at = end + 1;
    }

    private void WriteEntries(int depth, int end)
    {
        for (var first = true; at < end; first = false)
        {
            if (!first && Next.LinesBefore > 1)
                text.Append('\n');
            if (Next.IsComment)
            {
                Indent(depth);
                text.Append(Next.Text).Append('\n');
                at++;
                continue;
            }
            Indent(depth);
            if (tokens[at + 1].Text == ":")
            {
                text.Append(Next.Text).Append(": ");
                at += 2;
                at = SkipComments(at, depth);
            }
            WriteValue(depth);
            var comments = TakeInlineComments();
            if (at < end && Next.Text == ",")
                at++;
            comments += TakeInlineComments();
            text.Append(HasMore(end) ? "," : "").Append(comments).Append('\n');
        }
    }

    // A comment between a name and its value has no line of its own; it moves before the value on the same line.
    private int SkipComments(int from, int depth)
    {
        for (; tokens[from].IsComment; from++)
        {
            text.Append(tokens[from].Text);
            if (tokens[from].Text.StartsWith("//", StringComparison.Ordinal))
            {
                text.Append('\n');
                Indent(depth + 1);
            }
            else
                text.Append(' ');
        }
        return from;
    }

    private string TakeInlineComments()
    {
        var taken = "";
        for (; !Done && Next.IsComment && Next.LinesBefore == 0; at++)
            taken += " " + Next.Text;
        return taken;
    }

    private bool HasMore(int end)
    {
        for (var next = at; next < end; next++)
            if (!tokens[next].IsComment)
                return true;
        return false;
    }

    private int EndOf(int start)
    {
        var depth = 0;
        for (var i = start; ; i++)
        {
            depth +=
                tokens[i].Text is "{" or "[" ? 1
                : tokens[i].Text is "}" or "]" ? -1
                : 0;
            if (depth == 0)
                return i;
        }
    }

    // Null for what was written on several lines, or holds a comment.
    private string? Inline(int start, int end)
    {
        var line = new StringBuilder();
        for (var i = start; i <= end; i++)
        {
            var token = tokens[i];
            if (token.IsComment || (i > start && token.LinesBefore > 0))
                return null;
            if (token.Text == "," && tokens[i + 1].Text is "}" or "]")
                continue;
            var closes = token.Text is "}";
            if (closes && tokens[i - 1].Text != "{")
                line.Append(' ');
            line.Append(token.Text);
            if (token.Text is "," or ":" || (token.Text == "{" && tokens[i + 1].Text != "}"))
                line.Append(' ');
        }
        return line.ToString();
    }

    private int Column()
    {
        var column = 0;
        for (var i = text.Length - 1; i >= 0 && text[i] != '\n'; i--)
            column++;
        return column;
    }

    private void Indent(int depth) => text.Append(' ', depth * 2);
}
