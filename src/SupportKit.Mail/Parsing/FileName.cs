using System.Text;
using MimeKit;

namespace SupportKit.Mail;

/// <summary>The name of a file of a mail, as it is shown: on one line, without a folder, and never empty.</summary>
internal static class FileName
{
    private const int Longest = 200;

    /// <summary>The name under which the file is shown.</summary>
    /// <param name="given">What the sender calls it; null for nothing.</param>
    /// <param name="fallback">What it is called without that, to which an ending by its type is added.</param>
    /// <param name="type">Its media type.</param>
    public static string Of(string? given, string fallback, string type)
    {
        var name = new StringBuilder();
        foreach (var rune in (given ?? "").EnumerateRunes())
            if (!Rune.IsControl(rune) && rune.Value is not ('/' or '\\' or 0x2028 or 0x2029))
                name.Append(rune.ToString());
        var clean = name.ToString().Trim(' ', '.');
        if (clean.Length > Longest)
            clean = clean[^Longest..].TrimStart('\udc00', '\udfff');
        if (clean.Length > 0 && char.IsLowSurrogate(clean[0]))
            clean = clean[1..];
        return clean.Length > 0 ? clean
            : MimeTypes.TryGetExtension(type, out var ending) ? fallback + ending
            : fallback;
    }
}
