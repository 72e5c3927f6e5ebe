using System.Collections.Immutable;
using NodaTime;

namespace SupportKit.BusinessTime;

/// <summary>
/// The public holidays of a country under a name that calendars use: <c>"holidays": ["fr"]</c>. Each set states its
/// source. A set is the law as it stands, with the year a holiday began where that is within living memory; it is not
/// a history of the law. Immutable and thread-safe.
/// </summary>
public sealed partial class HolidaySet
{
    private HolidaySet(string name, params ImmutableArray<HolidayRule> rules)
    {
        Name = name;
        Rules = rules;
    }

    /// <summary>The name calendars use, an ISO 3166 code in lower case.</summary>
    public string Name { get; }

    /// <summary>The holidays of the set, in the order in which they were declared.</summary>
    public ImmutableArray<HolidayRule> Rules { get; }

    /// <summary>All sets, in order of name.</summary>
    public static ImmutableArray<HolidaySet> All => Registry.Sets;

    /// <summary>The set of that name, or <see langword="null"/>.</summary>
    /// <param name="name">The name, in lower case.</param>
    public static HolidaySet? Find(string name) => All.FirstOrDefault(set => set.Name == name);

    /// <summary>The local dates of a range that this set closes, in order, each once.</summary>
    /// <param name="first">The first date of the range.</param>
    /// <param name="last">Its last date, inclusive.</param>
    public IEnumerable<LocalDate> Dates(LocalDate first, LocalDate last) =>
        Rules.SelectMany(rule => rule.Dates(first, last)).Distinct().Order();

    /// <summary>The name by which calendars refer to the set.</summary>
    public override string ToString() => Name;

    /// <summary>Filled on first use, when every set, each in a file of its own, has been made.</summary>
    private static class Registry
    {
        internal static readonly ImmutableArray<HolidaySet> Sets =
        [
            Belgium,
            Brazil,
            Quebec,
            Germany,
            France,
            EnglandAndWales,
            Portugal,
            UnitedStates,
        ];
    }
}
