using System.Text;

namespace SupportKit.BusinessTime;

/// <summary>Texts and lists of texts, with the escapes of RFC 5545, section 3.3.11.</summary>
internal static class ICalendarText
{
    internal static string Unescape(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
            return text;
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length)
                plain.Append(text[++i] is 'n' or 'N' ? '\n' : text[i]);
            else
                plain.Append(text[i]);
        }

        return plain.ToString();
    }

    /// <summary>The entries between commas, which are escaped where they belong to an entry; blank ones are passed over.</summary>
    internal static IEnumerable<string> List(string text)
    {
        var from = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i + 1 < text.Length && text[i] == '\\')
                i++;
            else if (i == text.Length || text[i] == ',')
            {
                var entry = Unescape(text[from..i]).Trim();
                if (entry.Length > 0)
                    yield return entry;
                from = i + 1;
            }
        }
    }
}
