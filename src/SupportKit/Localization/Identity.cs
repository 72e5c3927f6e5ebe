using System.Runtime.CompilerServices;

namespace SupportKit.Localization;

/// <summary>
/// What names a person, a system or a tenant. Nothing, or nothing but white space, names nobody, and is never taken for everybody.
/// NUL and half a surrogate pair are refused too: PostgreSQL takes neither, and SQLite makes one id of two that differ in such a half.
/// </summary>
internal static class Identity
{
    /// <summary>The id.</summary>
    /// <exception cref="ArgumentException">It is null, empty or white space, or no database could keep it.</exception>
    public static string Required(string? id, [CallerArgumentExpression(nameof(id))] string? name = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id, name);
        return WellFormed(id, name);
    }

    /// <summary>The id, or null where that says that there is nobody.</summary>
    /// <exception cref="ArgumentException">It is empty or white space, or no database could keep it.</exception>
    public static string? Optional(string? id, [CallerArgumentExpression(nameof(id))] string? name = null) =>
        id is null ? null : Required(id, name);

    private static string WellFormed(string id, string? name)
    {
        for (var i = 0; i < id.Length; i++)
        {
            if (id[i] == '\0')
                throw new ArgumentException("An id holds the character NUL, which no store keeps. Take it out.", name);
            if (!char.IsSurrogate(id[i]))
                continue;
            if (i + 1 == id.Length || !char.IsSurrogatePair(id[i], id[i + 1]))
                throw new ArgumentException(
                    "An id holds half a surrogate pair, which is not a character. Give the id as the host's own system holds it.",
                    name
                );
            i++;
        }
        return id;
    }
}
