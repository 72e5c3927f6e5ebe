using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using PublicHoliday;

namespace SupportKit.BusinessTime.Tests;

/// <summary>The holidays of two libraries that share no code with the ready sets, nor with each other, from 2020 to 2035.</summary>
internal static class HolidayLibraries
{
    internal const string PublicHoliday = "PublicHoliday";
    internal const string DateHolidays = "date-holidays";

    internal static LocalDate First { get; } = new(2020, 1, 1);
    internal static LocalDate Last { get; } = new(2035, 12, 31);

    private static readonly Dictionary<string, PublicHolidayBase> Packages = new()
    {
        ["at"] = new AustriaPublicHoliday(),
        ["au"] = new AustraliaPublicHoliday(),
        ["be"] = new BelgiumPublicHoliday(),
        ["br"] = new BrazilPublicHoliday(),
        ["ca-ab"] = new CanadaPublicHoliday("AB"),
        ["ca-bc"] = new CanadaPublicHoliday("BC"),
        ["ca-on"] = new CanadaPublicHoliday("ON"),
        ["ca-qc"] = new CanadaPublicHoliday("QC"),
        ["ch"] = new SwitzerlandPublicHoliday(),
        ["de"] = new GermanPublicHoliday(),
        ["dk"] = new DenmarkPublicHoliday(),
        ["es"] = new SpainPublicHoliday(),
        ["fi"] = new FinlandPublicHoliday(),
        ["fr"] = new FrancePublicHoliday(),
        ["gb-eaw"] = new UKBankHoliday(),
        ["gb-nir"] = new UKBankHoliday(UKBankHoliday.UkCountries.NorthernIreland),
        ["gb-sct"] = new UKBankHoliday(UKBankHoliday.UkCountries.Scotland),
        ["ie"] = new IrelandPublicHoliday(),
        ["it"] = new ItalyPublicHoliday(),
        ["jp"] = new JapanPublicHoliday(),
        ["lu"] = new LuxembourgPublicHoliday(),
        ["mx"] = new MexicoPublicHoliday(),
        ["nl"] = new DutchPublicHoliday(),
        ["no"] = new NorwayPublicHoliday(),
        ["nz"] = new NewZealandPublicHoliday(),
        ["pl"] = new PolandPublicHoliday(),
        ["pt"] = new PortugalPublicHoliday(),
        ["se"] = new SwedenPublicHoliday(),
        ["us"] = new USAPublicHoliday(),
    };

    // The file is made by date-holidays.js, which stands beside it.
    private static readonly JsonElement File = JsonDocument
        .Parse(
            System.IO.File.ReadAllText(
                Path.Combine(RepositoryRoot.Path, "tests/SupportKit.BusinessTime.Tests/Holidays/date-holidays.json")
            )
        )
        .RootElement;

    /// <summary>The days that a library has for a set; null when it does not know the country.</summary>
    internal static HashSet<LocalDate>? DaysOf(string library, string set) =>
        library == PublicHoliday ? OfPackage(set)
        : File.TryGetProperty(set, out var years) ? [.. years.EnumerateObject().SelectMany(DaysOf)]
        : null;

    private static HashSet<LocalDate>? OfPackage(string set) =>
        PackageOf(set) is { } known
            ? Enumerable
                .Range(First.Year, Last.Year - First.Year + 2) // New Year's Day of 2036 may be kept in 2035
                .SelectMany(year => known.PublicHolidays(year))
                .Select(LocalDate.FromDateTime)
                .Where(day => First <= day && day <= Last)
                .ToHashSet()
            : null;

    private static PublicHolidayBase? PackageOf(string set) =>
        set.StartsWith("de-", StringComparison.Ordinal)
            ? new GermanPublicHoliday { State = Enum.Parse<GermanPublicHoliday.States>(set[3..].ToUpperInvariant()) }
            : Packages.GetValueOrDefault(set);

    private static IEnumerable<LocalDate> DaysOf(JsonProperty year) =>
        year.Value.GetString()!.Split(' ').Select(day => LocalDatePattern.Iso.Parse($"{year.Name}-{day}").Value);
}
