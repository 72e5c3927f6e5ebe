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

    private HolidaySet(HolidaySet set)
        : this(
            set.Name,
            [.. set.Rules, .. set.Rules.Where(rule => rule.Shift != ObservedShift.None).Select(Unmoved)]
        ) => HasActualDates = true;

    /// <summary>The name calendars use, an ISO 3166 code in lower case.</summary>
    public string Name { get; }

    /// <summary>Whether the set also closes the dates on which its moved holidays fall.</summary>
    public bool HasActualDates { get; }

    /// <summary>The holidays of the set, in the order in which they were declared.</summary>
    public ImmutableArray<HolidayRule> Rules { get; }

    /// <summary>All sets, in order of name.</summary>
    public static ImmutableArray<HolidaySet> All => Registry.Sets;

    /// <summary>The set of that name, or <see langword="null"/>.</summary>
    /// <param name="name">The name, in lower case.</param>
    public static HolidaySet? Find(string name) => All.FirstOrDefault(set => set.Name == name);

    /// <summary>
    /// The same set, which also closes the date on which a holiday falls when it is observed on another day: for a desk that is open at
    /// weekends, and closed on 4 July as well as on the Friday before. In JSON <c>{ "set": "us", "actualDates": true }</c>.
    /// </summary>
    public HolidaySet WithActualDates() => HasActualDates ? this : new(this);

    /// <summary>The local dates of a range that this set closes, in order, each once.</summary>
    /// <param name="first">The first date of the range.</param>
    /// <param name="last">Its last date, inclusive.</param>
    public IEnumerable<LocalDate> Dates(LocalDate first, LocalDate last) =>
        Rules.SelectMany(rule => rule.Dates(first, last)).Distinct().Order();

    /// <summary>The name by which calendars refer to the set.</summary>
    public override string ToString() => Name;

    private static HolidayRule Unmoved(HolidayRule rule) => rule.Observed(ObservedShift.None);

    /// <summary>Filled on first use, when every set, each in a file of its own, has been made.</summary>
    private static class Registry
    {
        internal static readonly ImmutableArray<HolidaySet> Sets =
        [
            Austria,
            Australia,
            Belgium,
            Brazil,
            Alberta,
            BritishColumbia,
            Ontario,
            Quebec,
            Switzerland,
            Germany,
            Brandenburg,
            Berlin,
            BadenWuerttemberg,
            Bavaria,
            Bremen,
            Hesse,
            Hamburg,
            MecklenburgVorpommern,
            LowerSaxony,
            NorthRhineWestphalia,
            RhinelandPalatinate,
            SchleswigHolstein,
            Saarland,
            Saxony,
            SaxonyAnhalt,
            Thuringia,
            Denmark,
            Spain,
            Finland,
            France,
            EnglandAndWales,
            NorthernIreland,
            Scotland,
            Ireland,
            India,
            Italy,
            Japan,
            Luxembourg,
            Mexico,
            Netherlands,
            Norway,
            NewZealand,
            Poland,
            Portugal,
            Sweden,
            UnitedStates,
        ];
    }
}
