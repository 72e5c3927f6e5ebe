using NodaTime;

namespace SupportKit.BusinessTime;

/// <content>The Länder of Germany: what all of them share, and what the holiday act of each adds.</content>
public sealed partial class HolidaySet
{
    /// <summary>Germany, Baden-Württemberg: the holidays of every Land, and those of its own (Feiertagsgesetz, section 1).</summary>
    public static HolidaySet BadenWuerttemberg { get; } =
        new("de-bw", [.. Laender.Shared, Laender.Epiphany, Laender.CorpusChristi, Laender.AllSaints]);

    /// <summary>Germany, Bavaria: the holidays of every Land, and those of its own (Feiertagsgesetz, article 1(1); 15 August, which only communities with a Catholic majority keep, is not in the set).</summary>
    public static HolidaySet Bavaria { get; } =
        new("de-by", [.. Laender.Shared, Laender.Epiphany, Laender.CorpusChristi, Laender.AllSaints]);

    /// <summary>Germany, Berlin: the holidays of every Land, and those of its own (Gesetz über die Sonn- und Feiertage, section 1, with 8 May of 2020 and 2025 and 17 June of 2028).</summary>
    public static HolidaySet Berlin { get; } =
        new("de-be", [.. Laender.Shared, Laender.WomensDay(2019), .. Laender.MemorialDays]);

    /// <summary>Germany, Brandenburg: the holidays of every Land, and those of its own (Feiertagsgesetz, section 2, which names Easter Sunday and Pentecost too).</summary>
    public static HolidaySet Brandenburg { get; } =
        new("de-bb", [.. Laender.Shared, Laender.EasterSunday, Laender.PentecostSunday, Laender.ReformationDay(null)]);

    /// <summary>Germany, Bremen: the holidays of every Land, and those of its own (Gesetz über die Sonn- und Feiertage, section 2).</summary>
    public static HolidaySet Bremen { get; } = new("de-hb", [.. Laender.Shared, Laender.ReformationDay(2018)]);

    /// <summary>Germany, Hamburg: the holidays of every Land, and those of its own (Feiertagsgesetz, section 1).</summary>
    public static HolidaySet Hamburg { get; } = new("de-hh", [.. Laender.Shared, Laender.ReformationDay(2018)]);

    /// <summary>Germany, Hesse: the holidays of every Land, and those of its own (Hessisches Feiertagsgesetz, section 1).</summary>
    public static HolidaySet Hesse { get; } = new("de-he", [.. Laender.Shared, Laender.CorpusChristi]);

    /// <summary>Germany, Mecklenburg-Vorpommern: the holidays of every Land, and those of its own (Feiertagsgesetz, section 2).</summary>
    public static HolidaySet MecklenburgVorpommern { get; } =
        new("de-mv", [.. Laender.Shared, Laender.WomensDay(2023), Laender.ReformationDay(null)]);

    /// <summary>Germany, Lower Saxony: the holidays of every Land, and those of its own (Niedersächsisches Feiertagsgesetz, section 2).</summary>
    public static HolidaySet LowerSaxony { get; } = new("de-ni", [.. Laender.Shared, Laender.ReformationDay(2018)]);

    /// <summary>Germany, North Rhine-Westphalia: the holidays of every Land, and those of its own (Feiertagsgesetz NW, section 2).</summary>
    public static HolidaySet NorthRhineWestphalia { get; } =
        new("de-nw", [.. Laender.Shared, Laender.CorpusChristi, Laender.AllSaints]);

    /// <summary>Germany, Rhineland-Palatinate: the holidays of every Land, and those of its own (Feiertagsgesetz, section 2).</summary>
    public static HolidaySet RhinelandPalatinate { get; } =
        new("de-rp", [.. Laender.Shared, Laender.CorpusChristi, Laender.AllSaints]);

    /// <summary>Germany, Saarland: the holidays of every Land, and those of its own (Feiertagsgesetz, section 2).</summary>
    public static HolidaySet Saarland { get; } =
        new("de-sl", [.. Laender.Shared, Laender.CorpusChristi, Laender.Assumption, Laender.AllSaints]);

    /// <summary>Germany, Saxony: the holidays of every Land, and those of its own (SächsSFG, section 1; Corpus Christi, which some communities keep, is not in the set).</summary>
    public static HolidaySet Saxony { get; } =
        new("de-sn", [.. Laender.Shared, Laender.ReformationDay(null), Laender.RepentanceDay]);

    /// <summary>Germany, Saxony-Anhalt: the holidays of every Land, and those of its own (Feiertagsgesetz, section 2).</summary>
    public static HolidaySet SaxonyAnhalt { get; } =
        new("de-st", [.. Laender.Shared, Laender.Epiphany, Laender.ReformationDay(null)]);

    /// <summary>Germany, Schleswig-Holstein: the holidays of every Land, and those of its own (SFTG, section 2).</summary>
    public static HolidaySet SchleswigHolstein { get; } =
        new("de-sh", [.. Laender.Shared, Laender.ReformationDay(2018)]);

    /// <summary>Germany, Thuringia: the holidays of every Land, and those of its own (Thüringer Feiertagsgesetz, section 2; Corpus Christi, which some communities keep, is not in the set).</summary>
    public static HolidaySet Thuringia { get; } =
        new("de-th", [.. Laender.Shared, Laender.ChildrensDay, Laender.ReformationDay(null)]);

    // Held apart: each set is made when it is first asked for, and not in the order of the files.
    private static class Laender
    {
        internal static HolidayRule[] Shared =>
            [
                HolidayRule.Yearly(1, 1).Named("Neujahr"),
                HolidayRule.Easter(-2).Named("Karfreitag"),
                HolidayRule.Easter(1).Named("Ostermontag"),
                HolidayRule.Yearly(5, 1).Named("Tag der Arbeit"),
                HolidayRule.Easter(39).Named("Christi Himmelfahrt"),
                HolidayRule.Easter(50).Named("Pfingstmontag"),
                HolidayRule.Yearly(10, 3).Named("Tag der Deutschen Einheit").Since(1990),
                HolidayRule.On(new(2017, 10, 31)).Named("500. Reformationstag"),
                HolidayRule.Yearly(12, 25).Named("1. Weihnachtstag"),
                HolidayRule.Yearly(12, 26).Named("2. Weihnachtstag"),
            ];

        internal static HolidayRule Epiphany => HolidayRule.Yearly(1, 6).Named("Heilige Drei Könige");

        internal static HolidayRule EasterSunday => HolidayRule.Easter(0).Named("Ostersonntag");

        internal static HolidayRule PentecostSunday => HolidayRule.Easter(49).Named("Pfingstsonntag");

        internal static HolidayRule CorpusChristi => HolidayRule.Easter(60).Named("Fronleichnam");

        internal static HolidayRule Assumption => HolidayRule.Yearly(8, 15).Named("Mariä Himmelfahrt");

        internal static HolidayRule ChildrensDay => HolidayRule.Yearly(9, 20).Since(2019).Named("Weltkindertag");

        internal static HolidayRule AllSaints => HolidayRule.Yearly(11, 1).Named("Allerheiligen");

        internal static HolidayRule RepentanceDay =>
            HolidayRule.OnOrBefore(IsoDayOfWeek.Wednesday, new AnnualDate(11, 22)).Named("Buß- und Bettag");

        internal static HolidayRule[] MemorialDays =>
            [
                HolidayRule.On(new(2020, 5, 8)).Named("75. Tag der Befreiung"),
                HolidayRule.On(new(2025, 5, 8)).Named("80. Tag der Befreiung"),
                HolidayRule.On(new(2028, 6, 17)).Named("75. Jahrestag des Volksaufstands"),
            ];

        internal static HolidayRule WomensDay(int since) =>
            HolidayRule.Yearly(3, 8).Since(since).Named("Internationaler Frauentag");

        internal static HolidayRule ReformationDay(int? since)
        {
            var day = HolidayRule.Yearly(10, 31).Named("Reformationstag");
            return since is { } year ? day.Since(year) : day;
        }
    }
}
