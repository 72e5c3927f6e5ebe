using System.Globalization;
using System.Text;

namespace IncidentReplay;

/// <summary>A Markdown text while it is being written.</summary>
internal sealed class MarkdownText
{
    private readonly StringBuilder text = new();

    public void Heading(string title) => Add($"## {title}");

    public void Line(FormattableString line) => Add(line.ToString(CultureInfo.InvariantCulture));

    public void Plain(string line) => Add(line);

    /// <param name="header">The columns.</param>
    /// <param name="rows">The cells.</param>
    /// <param name="numbers">How many of the last columns are set to the right.</param>
    public void Table(string[] header, IEnumerable<string[]> rows, int numbers = 0)
    {
        var rule = header.Select((_, place) => place >= header.Length - numbers ? "--:" : "---");
        Add(
            string.Join(
                '\n',
                rows.Prepend([.. rule]).Prepend(header).Select(cells => $"| {string.Join(" | ", cells)} |")
            )
        );
    }

    public override string ToString() => text.ToString();

    private void Add(string paragraph) => text.Append(text.Length == 0 ? "" : "\n").Append(paragraph).Append('\n');
}
