using System.Text;

namespace SupportKit.EntityFrameworkCore;

internal static class Columns
{
    /// <summary><c>opened_at</c> for <c>OpenedAt</c>: names that no engine wants quoted.</summary>
    public static string NameOf(string property)
    {
        var name = new StringBuilder();
        foreach (var letter in property)
        {
            if (char.IsAsciiLetterUpper(letter) && name.Length > 0)
                name.Append('_');
            name.Append(char.ToLowerInvariant(letter));
        }
        return name.ToString();
    }
}
