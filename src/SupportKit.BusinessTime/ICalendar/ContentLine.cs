using System.Globalization;
using System.Text;

namespace SupportKit.BusinessTime;

/// <summary>A content line of RFC 5545, section 3.1, unfolded: a name, parameters and a value.</summary>
/// <param name="Number">The number of the physical line it starts on, from 1.</param>
/// <param name="Name">The name, in upper case.</param>
/// <param name="Parameters">The parameters' names in upper case and their values as written.</param>
/// <param name="Value">The value as written.</param>
internal sealed record ContentLine(
    int Number,
    string Name,
    IReadOnlyList<(string Name, string Value)> Parameters,
    string Value
)
{
    internal static IEnumerable<ContentLine> ReadAll(string text)
    {
        var folded = new StringBuilder();
        var start = 0;
        var number = 0;
        foreach (var physical in text.TrimStart('\uFEFF').Split('\n'))
        {
            number++;
            var line = physical.EndsWith('\r') ? physical[..^1] : physical;
            if (line.Length > 0 && line[0] is ' ' or '\t')
            {
                if (start == 0)
                    throw InvalidAt(number, line, "A folded line continues the one before, and there is none.");
                folded.Append(line, 1, line.Length - 1);
                continue;
            }

            if (start > 0)
                yield return Read(start, folded.ToString());
            folded.Clear().Append(line);
            start = line.Length > 0 ? number : 0;
        }

        if (start > 0)
            yield return Read(start, folded.ToString());
    }

    /// <summary>The value of a parameter, or <see langword="null"/>.</summary>
    internal string? Parameter(string name) => Parameters.FirstOrDefault(parameter => parameter.Name == name).Value;

    internal BusinessCalendarException Invalid(string explanation) =>
        Fault(BusinessCalendarErrors.InvalidICalendar, explanation);

    internal BusinessCalendarException Unsupported(string explanation) =>
        Fault(BusinessCalendarErrors.UnsupportedICalendar, explanation);

    internal BusinessCalendarException Fault(string code, string explanation) =>
        BusinessTime.CalendarFault.At(code, Place(Number), $"{Name}:{Value}", explanation);

    private static ContentLine Read(int number, string line)
    {
        var parameters = new List<(string, string)>();
        var at = EndOfName(line, 0);
        var name = line[..at];
        while (at < line.Length && line[at] == ';')
        {
            var equals = EndOfName(line, at + 1);
            if (equals == at + 1 || equals == line.Length || line[equals] != '=')
                throw InvalidAt(number, line, "A parameter is written ;NAME=value.");
            var end = EndOfParameter(line, equals + 1);
            if (end < 0)
                throw InvalidAt(number, line, "A quoted parameter has no closing quote.");
            parameters.Add((line[(at + 1)..equals].ToUpperInvariant(), line[(equals + 1)..end].Trim('"')));
            at = end;
        }

        if (name.Length == 0 || at == line.Length || line[at] != ':')
            throw InvalidAt(number, line, "A line is written NAME:value or NAME;PARAMETER=value:value.");
        return new ContentLine(number, name.ToUpperInvariant(), parameters, line[(at + 1)..]);
    }

    private static int EndOfName(string line, int from)
    {
        while (from < line.Length && (char.IsAsciiLetterOrDigit(line[from]) || line[from] == '-'))
            from++;
        return from;
    }

    /// <summary>Where a parameter's value ends, a colon or semicolon outside quotes; -1 when a quote is left open.</summary>
    private static int EndOfParameter(string line, int from)
    {
        var quoted = false;
        while (from < line.Length && (quoted || line[from] is not (':' or ';')))
        {
            quoted ^= line[from] == '"';
            from++;
        }

        return quoted ? -1 : from;
    }

    private static BusinessCalendarException InvalidAt(int number, string line, string explanation) =>
        BusinessTime.CalendarFault.At(BusinessCalendarErrors.InvalidICalendar, Place(number), line, explanation);

    private static string Place(int number) => string.Create(CultureInfo.InvariantCulture, $"line {number}");
}
