using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using static SupportKit.BusinessTime.Tests.Generate;

namespace SupportKit.BusinessTime.Tests;

/// <summary>Union, intersection and subtraction are those of sets of instants, across zones.</summary>
public sealed class CompositionLaws
{
    [Fact]
    public void A_composition_is_open_when_its_parts_say_so() =>
        Generate.Check(
            800,
            from pair in Pairs
            from at in AnyInstant(pair.A.Middle).ListOf(20)
            select (pair, at),
            law =>
            {
                var (a, b) = (law.pair.A.Spec.TryBuild(), law.pair.B.Spec.TryBuild());
                if (a is null || b is null)
                    return;
                var (union, intersection, subtraction) = (a.Union(b), Or(() => a.Intersect(b)), Or(() => a.Except(b)));
                foreach (var at in law.at)
                {
                    Assert.Equal(a.IsOpen(at) || b.IsOpen(at), union.IsOpen(at));
                    Assert.Equal(a.IsOpen(at) && b.IsOpen(at), intersection?.IsOpen(at) ?? false);
                    Assert.Equal(a.IsOpen(at) && !b.IsOpen(at), subtraction?.IsOpen(at) ?? false);
                }
            }
        );

    [Fact]
    public void Measures_of_union_and_intersection_add_up_to_those_of_the_parts() =>
        Generate.Check(
            500,
            from pair in Pairs
            from at in AnyInstant(pair.A.Middle).Two()
            select (pair, at),
            law =>
            {
                var (a, b) = (law.pair.A.Spec.TryBuild(), law.pair.B.Spec.TryBuild());
                if (a is null || b is null)
                    return;
                var (from, to) = law.at;
                var both = Or(() => a.Intersect(b))?.Between(from, to) ?? Duration.Zero;
                var left = Or(() => a.Except(b))?.Between(from, to) ?? Duration.Zero;
                Assert.Equal(a.Between(from, to) + b.Between(from, to), a.Union(b).Between(from, to) + both);
                Assert.Equal(a.Between(from, to), left + both);
            }
        );

    [Fact]
    public void Sets_obey_their_algebra() =>
        Generate.Check(
            60,
            from pair in Pairs
            from c in Cases
            from t in AnyInstant(pair.A.Middle)
            select (pair, c, t),
            law =>
            {
                var (a, b, c) = (law.pair.A.Spec.TryBuild(), law.pair.B.Spec.TryBuild(), law.c.Spec.TryBuild());
                if (a is null || b is null || c is null)
                    return;
                Same(a.Union(b), b.Union(a), law.t);
                Same(a.Union(b).Union(c), a.Union(b, c), law.t);
                Same(a.Union(a), a, law.t);
                Same(Or(() => a.Intersect(b)), Or(() => b.Intersect(a)), law.t);
                Same(
                    Or(() => a.Intersect(b.Union(c))),
                    Union(Or(() => a.Intersect(b)), Or(() => a.Intersect(c))),
                    law.t
                );
                Same(Or(() => a.Except(b.Union(c))), Or(() => a.Except(b, c)), law.t);
                Same(a.Union(Or(() => a.Intersect(b)) ?? a), a, law.t);
                Assert.Null(Or(() => a.Except(a)));
            }
        );

    [Fact]
    public void Subtracting_or_intersecting_keeps_the_days_of_the_first_calendar() =>
        Generate.Check(
            300,
            from a in Cases
            from at in AnyInstant(a.Middle)
            from days in Gen.Choose(-9, 9)
            from rule in Gen.Elements(BusinessDayRule.SameLocalTime, BusinessDayRule.EndOfDay)
            select (a, at, days, rule),
            law =>
            {
                if (law.a.Spec.Weekly.Count < 2 || law.a.Spec.TryBuild() is not { } a)
                    return;
                var expected = a.AddBusinessDays(law.at, law.days, law.rule);
                var always = BusinessCalendar.In("Asia/Tokyo").AlwaysOpen().Build();
                var never = BusinessCalendar.In("Asia/Tokyo").OpenOn(new(1901, 1, 1), "00:00-00:01").Build();
                Assert.Equal(expected, a.Intersect(always).AddBusinessDays(law.at, law.days, law.rule));
                Assert.Equal(expected, a.Except(never).AddBusinessDays(law.at, law.days, law.rule));
                Assert.Equal(expected, a.Union(a).AddBusinessDays(law.at, law.days, law.rule));
            }
        );

    private static Gen<(Case A, Case B)> Pairs =>
        from a in Cases
        from b in Cases
        from shared in Gen.Elements(true, false)
        // Half of the pairs have their exceptions around the same time.
        select (
            a,
            shared ? new Case(b.Spec with { Holidays = a.Spec.Holidays, Closures = a.Spec.Closures }, a.Middle) : b
        );

    private static BusinessCalendar? Union(BusinessCalendar? a, BusinessCalendar? b) =>
        a is null ? b
        : b is null ? a
        : a.Union(b);

    private static void Same(BusinessCalendar? a, BusinessCalendar? b, Instant around)
    {
        var (from, to) = (around - Duration.FromDays(12), around + Duration.FromDays(12));
        Assert.Equal(b?.Intervals(from, to) ?? [], a?.Intervals(from, to) ?? []);
    }

    private static BusinessCalendar? Or(Func<BusinessCalendar> compose)
    {
        try
        {
            return compose();
        }
        catch (BusinessCalendarException e) when (e.Code == BusinessCalendarErrors.NeverOpens)
        {
            return null;
        }
    }
}
