using System.Diagnostics;
using System.Globalization;
using SupportKit.Rules;

namespace SupportKit.Cli;

/// <summary>Reads the texts of a log as values: facts, flags and counts.</summary>
internal static class LogValues
{
    /// <summary>A text as the value of a fact, by the first declaration that admits it; null when none does.</summary>
    public static FactValue? FactOf(FactDeclaration[] declared, string text)
    {
        foreach (var fact in declared)
            if (ValueOf(fact, text) is { } value)
                return value;
        return null;
    }

    private static FactValue? ValueOf(FactDeclaration fact, string text)
    {
        FactValue? value = fact.Type switch
        {
            FactType.Boolean => bool.TryParse(text, out var yes) ? yes : default(FactValue?),
            FactType.Number => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? number
                : default(FactValue?),
            FactType.Text or FactType.Choice or FactType.Email or FactType.Url => text,
            FactType.Instant or FactType.Date => text,
            _ => throw new UnreachableException($"{fact.Type} is not handled."),
        };
        return value is { } read && fact.Admits(read) ? read : default(FactValue?);
    }

    /// <summary>Reads whether something is so; a text that is missing is read as null.</summary>
    public static bool TryFlag(string? text, out bool? flag)
    {
        flag = text?.ToUpperInvariant() switch
        {
            "TRUE" or "YES" or "Y" or "1" => true,
            "FALSE" or "NO" or "N" or "0" => false,
            _ => null,
        };
        return flag is not null || text is null;
    }

    /// <summary>Reads how often something happened; a text that is missing is read as null.</summary>
    public static bool TryCount(string? text, out long? count)
    {
        count = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : null;
        return count is not null || text is null;
    }
}
