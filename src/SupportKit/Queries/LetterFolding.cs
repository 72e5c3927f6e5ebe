using System.Text;

namespace SupportKit.Queries;

/// <summary>
/// Latin letters that Unicode decomposes in no form, as people type them on a keyboard that lacks them. Each pair is the expansion that
/// the language itself uses (German ß, French œ), or the letter without its stroke.
/// </summary>
internal static class LetterFolding
{
    /// <summary>What the letter is found by, in lower case; null for a letter that folds by its case alone.</summary>
    public static string? Of(Rune letter) =>
        letter.Value switch
        {
            'ß' or 'ẞ' => "ss",
            'œ' or 'Œ' => "oe",
            'æ' or 'Æ' => "ae",
            'ø' or 'Ø' => "o",
            'ł' or 'Ł' => "l",
            'đ' or 'Đ' or 'ð' or 'Ð' => "d",
            'þ' or 'Þ' => "th",
            'ħ' or 'Ħ' => "h",
            'ŧ' or 'Ŧ' => "t",
            'ı' => "i",
            _ => null,
        };
}
