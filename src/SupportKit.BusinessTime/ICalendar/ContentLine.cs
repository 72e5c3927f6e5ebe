namespace SupportKit.BusinessTime;

/// <summary>A content line of RFC 5545, section 3.1, unfolded: a name, parameters and a value.</summary>
/// <param name="Number">The number of the physical line it starts on, from 1.</param>
/// <param name="Name">The name, in upper case.</param>
/// <param name="Parameters">Everything between the name and the colon, as written.</param>
/// <param name="Value">The value as written, without white space around it.</param>
internal sealed record ContentLine(int Number, string Name, string Parameters, string Value)
{
    /// <summary>The names that holidays are made of; lines of any other are passed over.</summary>
    private static readonly string[] Names =
    [
        "BEGIN",
        "END",
        "DTSTART",
        "DTEND",
        "DURATION",
        "RRULE",
        "RDATE",
        "EXDATE",
        "EXRULE",
        "RECURRENCE-ID",
        "UID",
        "SUMMARY",
        "DESCRIPTION",
        "CATEGORIES",
        "STATUS",
        "TRANSP",
        "X-WR-TIMEZONE",
        "X-APPLE-SPECIAL-DAY",
    ];

    /// <summary>Whether it has a parameter of that name, which is written in upper case.</summary>
    internal bool Has(string parameter) => Parameters.Contains($";{parameter}=", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Reads an unfolded line. False when it is not of that form, with the reason; true without a line when holidays are
    /// not made of it.
    /// </summary>
    internal static bool TryRead(int number, ReadOnlySpan<char> text, out ContentLine? line, out string? wrong)
    {
        (line, wrong) = (null, null);
        var name = EndOfName(text, 0);
        var at = name;
        while (at < text.Length && text[at] == ';')
        {
            var equals = EndOfName(text, at + 1);
            if (equals == at + 1 || equals == text.Length || text[equals] != '=')
                wrong = "A parameter is written ;NAME=value.";
            else if ((at = EndOfParameter(text, equals + 1)) < 0)
                wrong = "A quoted parameter has no closing quote.";
            if (wrong is not null)
                return false;
        }

        if (name == 0 || at == text.Length || text[at] != ':')
        {
            wrong =
                "A line is written NAME:value or NAME;PARAMETER=value:value. A line that goes on starts with a space.";
            return false;
        }

        if (Known(text[..name]) is { } known)
            line = new ContentLine(number, known, text[name..at].ToString(), text[(at + 1)..].Trim().ToString());
        return true;
    }

    private static string? Known(ReadOnlySpan<char> name)
    {
        foreach (var known in Names)
        {
            if (name.Equals(known, StringComparison.OrdinalIgnoreCase))
                return known;
        }

        return null;
    }

    private static int EndOfName(ReadOnlySpan<char> line, int from)
    {
        while (from < line.Length && (char.IsAsciiLetterOrDigit(line[from]) || line[from] == '-'))
            from++;
        return from;
    }

    /// <summary>Where a parameter's value ends, a colon or semicolon outside quotes; -1 when a quote is left open.</summary>
    private static int EndOfParameter(ReadOnlySpan<char> line, int from)
    {
        var quoted = false;
        while (from < line.Length && (quoted || line[from] is not (':' or ';')))
        {
            quoted ^= line[from] == '"';
            from++;
        }

        return quoted ? -1 : from;
    }
}
