using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using NodaTime;

[assembly: Properties(Arbitrary = [typeof(SupportKit.BusinessTime.Tests.Generators)])]

namespace SupportKit.BusinessTime.Tests;

/// <summary>A calendar, and a middle around which its exceptions lie and questions should.</summary>
internal sealed record Case(CalendarSpec Spec, Instant Middle)
{
    public Instant At(Near near) => Middle + near.Offset;

    public Instant At(NearMinute near) => Middle + near.Offset;

    public override string ToString() => $"{Spec} around {Middle}";
}

/// <summary>Two calendars, half of the time with their exceptions around the same middle.</summary>
internal sealed record Pair(Case A, Case B);

/// <summary>Any nanosecond within ten days of a middle, often one beside a whole minute.</summary>
internal readonly record struct Near(Duration Offset);

/// <summary>A whole minute within ten days of a middle.</summary>
internal readonly record struct NearMinute(Duration Offset);

/// <summary>A year that calendars know.</summary>
internal readonly record struct Year(int Number);

/// <summary>How many business days to move by.</summary>
internal readonly record struct Days(int Number);

/// <summary>Calendars, instants and durations at random, drawn to where mistakes are made: clock changes, midnights, holidays.</summary>
internal static class Generators
{
    private static readonly string[] ZoneIds = [.. DateTimeZoneProviders.Tzdb.Ids];
    private static readonly string[] DayNames = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    private static Gen<Case> AnyCase { get; } =
        from zone in Gen.Elements(ZoneIds)
        from middle in Middle(DateTimeZoneProviders.Tzdb[zone])
        let date = middle.InZone(DateTimeZoneProviders.Tzdb[zone]).Date
        from weekly in Weekly
        from holidays in Some(Holiday(date), 3)
        from closures in Some(Closure(date), 3)
        from openings in Some(Opening(date), 3)
        select new Case(new CalendarSpec(zone, weekly, holidays, closures, openings), middle);

    private static Gen<Duration> Minutes { get; } =
        Gen.Choose(-14_400, 14_400).Select(minutes => Duration.FromMinutes((long)minutes));

    public static Arbitrary<Case> Cases() => AnyCase.ToArbitrary();

    public static Arbitrary<Pair> Pairs() =>
        (
            from a in AnyCase
            from b in AnyCase
            from shared in Gen.Elements(true, false)
            let likeA = new Case(b.Spec with { Holidays = a.Spec.Holidays, Closures = a.Spec.Closures }, a.Middle)
            select new Pair(a, shared ? likeA : b)
        ).ToArbitrary();

    public static Arbitrary<NearMinute> NearMinutes() => Minutes.Select(offset => new NearMinute(offset)).ToArbitrary();

    public static Arbitrary<Near> Nears() =>
        (
            from minutes in Minutes
            from nanos in Gen.OneOf(Gen.Elements(-1L, 0L, 1L), Gen.Choose(0, int.MaxValue).Select(n => n * 27L))
            select new Near(minutes.Plus(Duration.FromNanoseconds(nanos)))
        ).ToArbitrary();

    /// <summary>Nothing, some nanoseconds, some hours, or some months.</summary>
    public static Arbitrary<Duration> OpenTimes() =>
        Gen.OneOf(
                Gen.Elements(Duration.Zero, Duration.Epsilon, Duration.FromMinutes(1)),
                Gen.Choose(0, 3000).Select(minutes => Duration.FromMinutes((long)minutes)),
                Gen.Choose(0, int.MaxValue).Select(n => Duration.FromNanoseconds(n * 1000L + 1)),
                Gen.Choose(0, 3000).Select(hours => Duration.FromHours(hours))
            )
            .ToArbitrary();

    public static Arbitrary<Year> Years() => Gen.Choose(1901, 2199).Select(year => new Year(year)).ToArbitrary();

    /// <summary>Some days back or ahead.</summary>
    public static Arbitrary<Days> SomeDays() => Gen.Choose(-12, 12).Select(days => new Days(days)).ToArbitrary();

    /// <summary>Half the time a clock change of the zone after 1972, when every offset had become a whole minute.</summary>
    private static Gen<Instant> Middle(DateTimeZone zone)
    {
        var from = Instant.FromUtc(1973, 1, 1, 0, 0);
        var to = Instant.FromUtc(2037, 1, 1, 0, 0);
        var changes = zone.GetZoneIntervals(from, to)
            .Where(period => period.HasEnd && period.End < to)
            .Select(period => period.End)
            .ToArray();
        var any = Gen.Choose(1_577_000, 35_000_000).Select(minute => Instant.FromUnixTimeSeconds(minute * 60L));
        return changes.Length == 0 ? any : Gen.OneOf(any, Gen.Elements(changes));
    }

    private static Gen<HoursSpec> Hours =>
        from start in Gen.OneOf(Gen.Choose(0, 95).Select(n => n * 15), Gen.Choose(0, 1439), Gen.Elements(0, 60, 120))
        from end in Gen.OneOf(Gen.Choose(0, 96).Select(n => n * 15), Gen.Choose(0, 1440), Gen.Elements(1440, 120, 180))
        select start == end ? new HoursSpec(start, (start + 30) % 1440) : new HoursSpec(start, end);

    private static Gen<IReadOnlyList<HoursSpec>> SomeHours =>
        from count in Gen.Choose(1, 3)
        from hours in Hours.ListOf(count)
        select (IReadOnlyList<HoursSpec>)[.. hours];

    private static Gen<IReadOnlyList<WeeklySpec>> Weekly =>
        from names in Gen.SubListOf(Enumerable.Range(0, 7))
        from days in Gen.Constant(names.Count == 0 ? [0] : names.Select(n => n).ToArray())
        from hours in SomeHours.ListOf(days.Length)
        select (IReadOnlyList<WeeklySpec>)
            [.. days.Select((day, i) => new WeeklySpec(DayNames[day], [(IsoDayOfWeek)(day + 1)], hours[i]))];

    private static Gen<LocalDate> Near(LocalDate date) => Gen.Choose(-12, 12).Select(date.PlusDays);

    private static Gen<HolidaySpec> Holiday(LocalDate date) =>
        Gen.OneOf(
            Near(date).Select(HolidaySpecs.Once),
            Near(date).Select(near => HolidaySpecs.Yearly(near.Month, near.Day)),
            Near(date).Select(near => HolidaySpecs.NearestWeekday(near.Month, Math.Min(near.Day, 28))),
            Gen.Choose(-60, 70).Select(HolidaySpecs.FromEaster),
            from nth in Gen.Elements(-2, -1, 1, 2, 3, 4, 5)
            from weekday in Gen.Choose(1, 7)
            select HolidaySpecs.Nth(nth, (IsoDayOfWeek)weekday, date.Month),
            from first in Near(date)
            from days in Gen.Choose(0, 20)
            let last = first.PlusDays(days)
            select HolidaySpecs.Range(first.Month, Math.Min(first.Day, 28), last.Month, Math.Min(last.Day, 28))
        );

    private static Gen<ClosureSpec> Closure(LocalDate date) =>
        Gen.OneOf(
            from first in Near(date)
            from days in Gen.Choose(0, 4)
            select new ClosureSpec(first, first.PlusDays(days), []),
            from near in Near(date)
            from hours in SomeHours
            select new ClosureSpec(near, near, hours)
        );

    private static Gen<OpeningSpec> Opening(LocalDate date) =>
        from near in Near(date)
        from hours in SomeHours
        from instead in Gen.Elements(true, false)
        select new OpeningSpec(near, hours, instead);

    private static Gen<IReadOnlyList<T>> Some<T>(Gen<T> item, int most) =>
        from count in Gen.Choose(0, most)
        from items in item.ListOf(count)
        select (IReadOnlyList<T>)[.. items];
}
