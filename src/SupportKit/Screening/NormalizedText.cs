using System.Globalization;
using System.Text;

namespace SupportKit.Screening;

/// <summary>
/// The words of a text in lower case and without accents, with one space between them. Two
/// texts that a person would call the same have the same normalized form.
/// </summary>
internal static class NormalizedText
{
    public static string Of(string text)
    {
        var folded = new StringBuilder(text.Length);
        var gap = false;
        foreach (var rune in Decompose(text).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark || rune.Value is '\'' or '’')
                continue;
            if (!Rune.IsLetterOrDigit(rune))
            {
                gap = true;
                continue;
            }
            if (gap && folded.Length > 0)
                folded.Append(' ');
            gap = false;
            folded.Append(
                rune.Value switch
                {
                    'œ' or 'Œ' => "oe",
                    'æ' or 'Æ' => "ae",
                    'ß' => "ss",
                    _ => Rune.ToLowerInvariant(rune).ToString(),
                }
            );
        }
        return folded.ToString();
    }

    // Half of a surrogate pair stands for no character, and Normalize would throw on it.
    private static string Decompose(string text)
    {
        if (Ascii.IsValid(text))
            return text;
        var valid = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            valid.Append(rune.ToString());
        return valid.ToString().Normalize(NormalizationForm.FormD);
    }
}
