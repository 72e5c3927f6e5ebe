using NodaTime;
using SupportKit.Tests.Shared;
using NonNegativeInt = FsCheck.NonNegativeInt;

namespace SupportKit.BusinessTime.Tests;

/// <summary>The same calendar answers the same, however it was asked, written or grown.</summary>
public sealed class AgreementLaws
{
    [Law(50, 500)]
    internal void A_calendar_written_and_read_again_is_the_same_and_is_written_the_same(Case c, Near first, Near second)
    {
        if (c.Spec.BuildOrNull() is not { } calendar)
            return;
        var json = calendar.ToJson();
        var again = BusinessCalendar.Parse(json);
        Assert.Equal(json, again.ToJson());
        var (from, to) = (c.At(first), c.At(second));
        Assert.Equal(calendar.Between(from, to), again.Between(from, to));
    }

    [Law(50, 500)]
    internal void Explained_answers_are_the_plain_ones_and_their_intervals_add_up(
        Case c,
        Near at,
        NonNegativeInt minutes
    )
    {
        var (t, d) = (c.At(at), Duration.FromMinutes(minutes.Get * 60L));
        if (c.Spec.Weekly.Count < 2 || c.Spec.BuildOrNull() is not { } calendar)
            return;
        var add = calendar.ExplainAdd(t, d);
        Assert.Equal((calendar.Add(t, d), d), (add.Result, add.Open));
        var subtract = calendar.ExplainSubtract(t, d);
        Assert.Equal((calendar.Subtract(t, d), d), (subtract.Result, subtract.Open));
        var between = calendar.ExplainBetween(add.Result, t);
        Assert.Equal((-d, d), (between.Result, between.Open));
        var open = calendar.ExplainIsOpen(t);
        Assert.Equal(calendar.IsOpen(t), open.Result);
        Assert.Equal(open.Result, open.Counted.Any(interval => interval.Contains(t)));
        if (!open.Result)
            Assert.Equal(calendar.NextOpening(t), calendar.ExplainNextOpening(t).Counted.Single().Start);
        var days = calendar.ExplainAddBusinessDays(t, -5, BusinessDayRule.SameLocalTime);
        Assert.Equal(calendar.AddBusinessDays(t, -5, BusinessDayRule.SameLocalTime), days.Result);
        Assert.Equal(5, days.Days.Distinct().Count());
    }

    [Fact]
    public void Explained_openings_and_closings_tell_the_whole_interval()
    {
        var paris = BusinessCalendar.In("Europe/Paris").Open("mon-fri", "09:00-18:00").Build();
        var noon = Instant.FromUtc(2026, 3, 4, 11, 0);
        var today = new Interval(Instant.FromUtc(2026, 3, 4, 8, 0), Instant.FromUtc(2026, 3, 4, 17, 0));
        Assert.Equal([today], paris.ExplainNextClosing(noon).Counted);
        Assert.Equal([today], paris.ExplainIsOpen(noon).Counted);
        Assert.Equal([today], paris.ExplainPreviousClosing(today.End).Counted);
        Assert.Equal(today.End + Duration.FromHours(15), paris.ExplainNextOpening(noon).Counted.Single().Start);
    }

    [Law(12, 60, EndSize = 6)]
    internal void Answers_do_not_depend_on_the_questions_asked_before(Case c, Year[] years, Near at, Duration d)
    {
        if (c.Spec.BuildOrNull() is not { } fresh || c.Spec.BuildOrNull() is not { } asked)
            return;
        var t = c.At(at);
        foreach (var year in years)
            asked.IsOpen(Instant.FromUtc(year.Number, 6, 1, 0, 0));
        Assert.Equal(Or(() => fresh.Add(t, d)), Or(() => asked.Add(t, d)));
        Assert.Equal(Or(() => fresh.Subtract(t, d)), Or(() => asked.Subtract(t, d)));
        Assert.Equal(Or(() => fresh.NextClosing(t)), Or(() => asked.NextClosing(t)));
        Assert.Equal(Or(() => fresh.PreviousClosing(t)), Or(() => asked.PreviousClosing(t)));
    }

    [Fact]
    public Task Some_threads_may_ask_one_calendar_while_its_table_grows() => AskAtOnceAsync(everyYears: 10);

    [Fact]
    [Trait("Category", "Long")]
    public Task Some_threads_may_ask_one_calendar_of_every_year_while_its_table_grows() =>
        AskAtOnceAsync(everyYears: 1);

    private static async Task AskAtOnceAsync(int everyYears)
    {
        const string json = """{"timeZone":"Europe/Paris","hours":{"mon-fri":["09:00-18:00"]},"holidays":["fr"]}""";
        var shared = BusinessCalendar.Parse(json);
        var years = Enumerable.Range(1905, 290).Where(year => (year - 1905) % everyYears == 0).ToArray();
        var expected = years.Select(year => Answers(BusinessCalendar.Parse(json), year)).ToArray();
        var asked = Enumerable
            .Range(0, 4)
            .Select(thread =>
                Task.Run(() =>
                {
                    var order = years.ToArray();
                    new Random(thread).Shuffle(order);
                    return order.Where(year => Answers(shared, year) != expected[(year - 1905) / everyYears]).ToArray();
                })
            );
        Assert.All(await Task.WhenAll(asked), Assert.Empty);
    }

    private static (Duration, Instant, Instant, Instant) Answers(BusinessCalendar calendar, int year)
    {
        var at = Instant.FromUtc(year, 5, 1, 12, 0);
        return (
            calendar.Between(at, at + Duration.FromDays(1000)),
            calendar.Add(at, Duration.FromHours(5000)),
            calendar.Subtract(at, Duration.FromHours(5000)),
            calendar.AddBusinessDays(at, 700, BusinessDayRule.EndOfDay)
        );
    }

    private static Instant? Or(Func<Instant> ask)
    {
        try
        {
            return ask();
        }
        catch (BusinessCalendarException e) when (e.Code == BusinessCalendarErrors.HorizonExceeded)
        {
            return null;
        }
    }
}
