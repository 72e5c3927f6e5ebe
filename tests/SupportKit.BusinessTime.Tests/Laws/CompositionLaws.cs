using NodaTime;
using SupportKit.Tests.Shared;

namespace SupportKit.BusinessTime.Tests;

/// <summary>Union, intersection and subtraction are those of sets of instants, across zones.</summary>
public sealed class CompositionLaws
{
    [Law(15, 800, EndSize = 20)]
    internal void A_composition_is_open_when_its_parts_say_so(Pair pair, Near[] times)
    {
        var (a, b) = (pair.A.Spec.BuildOrNull(), pair.B.Spec.BuildOrNull());
        if (a is null || b is null)
            return;
        var (union, intersection, subtraction) = (a.Union(b), Or(() => a.Intersect(b)), Or(() => a.Except(b)));
        foreach (var at in times.Select(pair.A.At))
        {
            Assert.Equal(a.IsOpen(at) || b.IsOpen(at), union.IsOpen(at));
            Assert.Equal(a.IsOpen(at) && b.IsOpen(at), intersection?.IsOpen(at) ?? false);
            Assert.Equal(a.IsOpen(at) && !b.IsOpen(at), subtraction?.IsOpen(at) ?? false);
        }
    }

    [Law(30, 500)]
    internal void Measures_of_union_and_intersection_add_up_to_those_of_the_parts(Pair pair, Near first, Near second)
    {
        var (a, b) = (pair.A.Spec.BuildOrNull(), pair.B.Spec.BuildOrNull());
        if (a is null || b is null)
            return;
        var (from, to) = (pair.A.At(first), pair.A.At(second));
        var both = Or(() => a.Intersect(b))?.Between(from, to) ?? Duration.Zero;
        var left = Or(() => a.Except(b))?.Between(from, to) ?? Duration.Zero;
        Assert.Equal(a.Between(from, to) + b.Between(from, to), a.Union(b).Between(from, to) + both);
        Assert.Equal(a.Between(from, to), left + both);
    }

    [Law(5, 60)]
    internal void Sets_obey_their_algebra(Pair pair, Case third, Near near)
    {
        var (a, b, c) = (pair.A.Spec.BuildOrNull(), pair.B.Spec.BuildOrNull(), third.Spec.BuildOrNull());
        if (a is null || b is null || c is null)
            return;
        Same(a.Union(b), b.Union(a), pair.A.At(near));
        Same(a.Union(b).Union(c), a.Union(b, c), pair.A.At(near));
        Same(a.Union(a), a, pair.A.At(near));
        Same(Or(() => a.Intersect(b)), Or(() => b.Intersect(a)), pair.A.At(near));
        Same(
            Or(() => a.Intersect(b.Union(c))),
            Union(Or(() => a.Intersect(b)), Or(() => a.Intersect(c))),
            pair.A.At(near)
        );
        Same(Or(() => a.Except(b.Union(c))), Or(() => a.Except(b, c)), pair.A.At(near));
        Same(a.Union(Or(() => a.Intersect(b)) ?? a), a, pair.A.At(near));
        Assert.Null(Or(() => a.Except(a)));
    }

    [Law(25, 300)]
    internal void Subtracting_or_intersecting_keeps_the_days_of_the_first_calendar(
        Case first,
        Near near,
        Days days,
        BusinessDayRule rule
    )
    {
        if (first.Spec.Weekly.Count < 2 || first.Spec.BuildOrNull() is not { } a)
            return;
        var expected = a.AddBusinessDays(first.At(near), days.Number, rule);
        var always = BusinessCalendar.In("Asia/Tokyo").AlwaysOpen().Build();
        var never = BusinessCalendar.In("Asia/Tokyo").OpenOn(new(1901, 1, 1), "00:00-00:01").Build();
        Assert.Equal(expected, a.Intersect(always).AddBusinessDays(first.At(near), days.Number, rule));
        Assert.Equal(expected, a.Except(never).AddBusinessDays(first.At(near), days.Number, rule));
        Assert.Equal(expected, a.Union(a).AddBusinessDays(first.At(near), days.Number, rule));
    }

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
        catch (BusinessCalendarException e) when (e.Code == BusinessCalendarErrors.OpeningsMissing)
        {
            return null;
        }
    }
}
