using System.Runtime.CompilerServices;

namespace SupportKit.Localization;

/// <summary>
/// The check of every id that a host gives: of a person, a tenant, a command. An id that is missing would otherwise name nobody,
/// and mean everybody wherever absence does not limit; one that some databases cannot hold would work on one store only.
/// </summary>
internal static class HostId
{
    /// <summary>The id as it was given.</summary>
    /// <param name="id">The id.</param>
    /// <param name="name">What the caller calls it.</param>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    /// <exception cref="ArgumentException">
    /// It is empty or blank, or holds a NUL or an unpaired surrogate; the inner exception has the code <c>host.id_invalid</c>.
    /// </exception>
    public static string Require(string? id, [CallerArgumentExpression(nameof(id))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(id, name);
        return IsValid(id) ? id : throw Invalid(name);
    }

    /// <summary>The id as it was given; null where it is null or blank, which names nobody and so matches nobody.</summary>
    /// <param name="id">The id.</param>
    /// <param name="name">What the caller calls it.</param>
    /// <exception cref="ArgumentException">
    /// It holds a NUL or an unpaired surrogate; the inner exception has the code <c>host.id_invalid</c>.
    /// </exception>
    public static string? Optional(string? id, [CallerArgumentExpression(nameof(id))] string? name = null) =>
        string.IsNullOrWhiteSpace(id) ? null : Require(id, name);

    private static ArgumentException Invalid(string? name)
    {
        var coded = new SupportKitException(
            SupportKitErrors.HostIdInvalid,
            "An id must not be blank, and must not hold a NUL or an unpaired surrogate.",
            "Give the host's own id, as it is stored there."
        );
        return new ArgumentException(coded.Message, name, coded);
    }

    /// <summary>Whether every store can hold the id.</summary>
    public static bool IsValid(string id)
    {
        if (string.IsNullOrWhiteSpace(id) || id.Contains('\0', StringComparison.Ordinal))
            return false;
        for (var i = 0; i < id.Length; i++)
            if (char.IsSurrogate(id[i]) && !(i + 1 < id.Length && char.IsSurrogatePair(id[i], id[++i])))
                return false;
        return true;
    }
}
