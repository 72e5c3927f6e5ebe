using FsCheck.Fluent;
using NodaTime;
using static SupportKit.BusinessTime.Tests.Generate;

namespace SupportKit.BusinessTime.Tests;

/// <summary>What defines open time, over generated calendars in every zone, near clock changes, holidays and exceptions.</summary>
public sealed class OpenTimeLaws
{
    private static readonly Duration Nanosecond = Duration.Epsilon;

    [Fact]
    public void An_instant_is_open_if_and_only_if_the_local_clock_reads_inside_the_hours() =>
        Check(
            1500,
            from c in Cases
            from at in AnyInstant(c.Middle).ListOf(20)
            select (c, at),
            law =>
            {
                var oracle = new OracleCalendar(law.c.Spec);
                if (law.c.Spec.TryBuild() is not { } calendar)
                    return;
                Assert.All(law.at, at => Assert.Equal(oracle.IsOpen(at), calendar.IsOpen(at)));
            }
        );

    [Fact]
    public void Between_is_the_measure_of_open_instants() =>
        Check(
            300,
            from c in Cases
            from a in Minute(c.Middle)
            from b in Minute(c.Middle)
            select (c, a, b),
            law =>
            {
                if (law.c.Spec.TryBuild() is not { } calendar)
                    return;
                var (first, last) = law.a <= law.b ? (law.a, law.b) : (law.b, law.a);
                var walked = new OracleCalendar(law.c.Spec).Between(first, last);
                Assert.Equal(walked, calendar.Between(first, last));
                Assert.Equal(-walked, calendar.Between(last, first));
            }
        );

    [Fact]
    public void Between_adds_up() =>
        Check(
            500,
            from c in Cases
            from at in AnyInstant(c.Middle).Three()
            select (c, at),
            law =>
            {
                if (law.c.Spec.TryBuild() is not { } calendar)
                    return;
                var (a, b, c) = law.at;
                Assert.Equal(calendar.Between(a, c), calendar.Between(a, b) + calendar.Between(b, c));
            }
        );

    [Fact]
    public void Add_is_the_earliest_instant_by_which_the_open_time_has_passed() =>
        Check(
            1000,
            from c in Cases
            from t in AnyInstant(c.Middle)
            from d in Open
            select (c, t, d),
            law =>
            {
                if (Ask(law.c, calendar => calendar.Add(law.t, law.d)) is not var (calendar, u))
                    return;
                Assert.True(u >= law.t);
                Assert.Equal(law.d, calendar.Between(law.t, u));
                if (law.d > Duration.Zero)
                    Assert.True(calendar.Between(law.t, u - Nanosecond) < law.d);
            }
        );

    [Fact]
    public void Subtract_is_the_latest_instant_from_which_the_open_time_passes() =>
        Check(
            1000,
            from c in Cases
            from t in AnyInstant(c.Middle)
            from d in Open
            select (c, t, d),
            law =>
            {
                if (Ask(law.c, calendar => calendar.Subtract(law.t, law.d)) is not var (calendar, u))
                    return;
                Assert.True(u <= law.t);
                Assert.Equal(law.d, calendar.Between(u, law.t));
                if (law.d > Duration.Zero)
                    Assert.True(calendar.Between(u + Nanosecond, law.t) < law.d);
            }
        );

    [Fact]
    public void Adding_or_subtracting_nothing_stays_where_it_is() =>
        Check(
            300,
            from c in Cases
            from t in AnyInstant(c.Middle)
            select (c, t),
            law =>
            {
                if (law.c.Spec.TryBuild() is not { } calendar)
                    return;
                Assert.Equal(law.t, calendar.Add(law.t, Duration.Zero));
                Assert.Equal(law.t, calendar.Subtract(law.t, Duration.Zero));
            }
        );

    [Fact]
    public void Adding_twice_is_adding_the_sum() =>
        Check(
            1000,
            from c in Cases
            from t in AnyInstant(c.Middle)
            from d in Open.Two()
            select (c, t, d),
            law =>
            {
                var (a, b) = law.d;
                if (Ask(law.c, calendar => calendar.Add(law.t, a + b)) is var (calendar, sum))
                    Assert.Equal(sum, calendar.Add(calendar.Add(law.t, a), b));
                if (Ask(law.c, calendar => calendar.Subtract(law.t, a + b)) is var (same, difference))
                    Assert.Equal(difference, same.Subtract(same.Subtract(law.t, a), b));
            }
        );

    [Fact]
    public void Closing_more_never_makes_a_deadline_earlier() =>
        Check(
            1000,
            from c in Cases
            from more in Cases
            from t in AnyInstant(c.Middle)
            from d in Open
            select (c, more, t, d),
            law =>
            {
                var closed = law.c.Spec with
                {
                    Closures = [.. law.c.Spec.Closures, .. law.more.Spec.Closures, .. OnTheDay(law.c)],
                    Holidays = [.. law.c.Spec.Holidays, .. law.more.Spec.Holidays],
                };
                if (Ask(law.c with { Spec = closed }, calendar => calendar.Add(law.t, law.d)) is not var (_, later))
                    return;
                Assert.True(law.c.Spec.Build().Add(law.t, law.d) <= later);
            }
        );

    private static ClosureSpec[] OnTheDay(Case c)
    {
        var date = c.Middle.InZone(DateTimeZoneProviders.Tzdb[c.Spec.Zone]).Date;
        return [new(date, date, []), new(date.PlusDays(2), date.PlusDays(2), [new(600, 780)])];
    }

    /// <summary>The calendar and its answer; nothing when it never opens or the search runs past the horizon, which are answers too.</summary>
    private static (BusinessCalendar Calendar, Instant Answer)? Ask(Case c, Func<BusinessCalendar, Instant> question)
    {
        if (c.Spec.TryBuild() is not { } calendar)
            return null;
        try
        {
            return (calendar, question(calendar));
        }
        catch (BusinessCalendarException e) when (e.Code == BusinessCalendarErrors.BeyondHorizon)
        {
            return null;
        }
    }
}
