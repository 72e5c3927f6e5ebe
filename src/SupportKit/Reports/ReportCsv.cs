using System.Globalization;
using System.Text;

namespace SupportKit.Reports;

/// <summary>Tables as CSV by RFC 4180: commas, lines that end with CR and LF, and quotes where a value needs them. Pure.</summary>
internal static class ReportCsv
{
    // A cell that begins with one of these is a formula for a spreadsheet.
    private const string FormulaStarts = "=+-@\t\r\n";

    public static string Write(IEnumerable<string> names, IEnumerable<object?[]> rows)
    {
        var text = new StringBuilder(Line(names));
        foreach (var row in rows)
            text.Append(Line(row.Select(Cell)));
        return text.ToString();
    }

    /// <summary>One line of values, for a table that is written piece by piece.</summary>
    public static string Row(IEnumerable<object?> values) => Line(values.Select(Cell));

    private static string Line(IEnumerable<string> cells) => string.Join(',', cells.Select(Quoted)) + "\r\n";

    private static string Cell(object? value) =>
        value switch
        {
            null => "",
            double number => number.ToString("0.####", CultureInfo.InvariantCulture),
            int number => number.ToString(CultureInfo.InvariantCulture),
            long number => number.ToString(CultureInfo.InvariantCulture),
            _ => Harmless(value.ToString()!),
        };

    private static string Harmless(string text) =>
        text.Length > 0 && FormulaStarts.Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;

    private static string Quoted(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
