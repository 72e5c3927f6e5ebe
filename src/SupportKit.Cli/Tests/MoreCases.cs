using NodaTime;
using SupportKit.BusinessTime;
using SupportKit.Decisions;
using SupportKit.Policies;
using SupportKit.Rules;
using SupportKit.Tickets;

namespace SupportKit.Cli;

/// <summary>Further cases of requests: too little told, at hours that matter, answered in time and too late.</summary>
internal static class MoreCases
{
    public static IEnumerable<GeneratedCase> Of(Policy policy, IReadOnlyList<Candidate> chosen)
    {
        var opened = chosen
            .Select(one => one.Case)
            .Where(one => one.Request.Open(policy, one.At) is Decision.Accepted)
            .ToList();
        foreach (var incomplete in opened.SelectMany(one => Incomplete(policy, one)).DistinctBy(Name))
            yield return incomplete;
        var promised = new HashSet<RuleName>();
        foreach (var one in opened)
        foreach (var answered in Answered(policy, one, promised))
            yield return answered;
        opened = [.. opened.Where(one => one.Steps.Count == 0)];
        foreach (var one in opened)
        foreach (var other in OtherAnswers(policy, one))
            yield return other;
        foreach (var (note, at) in Instants(policy))
        foreach (var one in opened)
            yield return one with
            {
                At = at,
                Note = note,
            };
        foreach (var language in policy.Languages.Skip(1))
        foreach (var one in opened)
            yield return With(one, BuiltInFacts.Language, language) with
            {
                Note = $"in {language}",
            };

        static GeneratedCase With(GeneratedCase one, string fact, string value) =>
            one with
            {
                Request = one.Request with { Facts = one.Request.Facts.With(fact, value) },
            };

        static string Name(GeneratedCase one) => $"{one.Request.Facts["category"]} {one.Note}";
    }

    private static IEnumerable<GeneratedCase> Incomplete(Policy policy, GeneratedCase one)
    {
        var form = policy.Intake.For(one.Request.Facts[BuiltInFacts.Category]!.Value.Text);
        foreach (var field in form.Required)
            yield return one with
            {
                Request = one.Request with { Facts = one.Request.Facts.Without([field.Name]) },
                Note = $"without {field.Name}",
            };
    }

    // The same request with one answer changed, which shows what each answer does.
    private static IEnumerable<GeneratedCase> OtherAnswers(Policy policy, GeneratedCase one) =>
        from fact in policy.Facts.All
        where RequestForm.IsStated(fact) && fact.Name != BuiltInFacts.Language
        where one.Request.Facts[fact.Name] is not null
        from value in fact.Type switch
        {
            FactType.Choice => fact.Values.Select(value => (FactValue)value),
            FactType.Boolean => [(FactValue)true, (FactValue)false],
            _ => [],
        }
        where value != one.Request.Facts[fact.Name]
        where
            fact.Name != BuiltInFacts.Channel
            || policy.Channels.Any(channel => channel.Id == value.Text && channel.Official)
        select one with
        {
            Request = one.Request with { Facts = Changed(policy, one.Request.Facts, fact.Name, value) },
        };

    // Another category has another form: what it does not ask for is not answered, and what it requires is.
    private static FactSet Changed(Policy policy, FactSet facts, string fact, FactValue value)
    {
        facts = facts.With(fact, value);
        if (fact != BuiltInFacts.Category)
            return facts;
        var form = policy.Intake.For(value.Text);
        var asked = form.Fields.Select(field => field.Name).ToHashSet();
        facts = facts.Without([
            .. policy
                .Facts.All.Where(one => one.Source == FactSource.Form && !asked.Contains(one.Name))
                .Select(one => one.Name),
        ]);
        foreach (var field in form.Required.Where(field => facts[field.Name] is null))
            facts = facts.With(field.Name, RequestFinder.SampleOf(field));
        return facts;
    }

    // Each promise that an answer keeps, kept at its last instant and broken a minute later.
    private static IEnumerable<GeneratedCase> Answered(Policy policy, GeneratedCase one, HashSet<RuleName> promised)
    {
        var ticket = ((Decision.Accepted)one.Request.Open(policy, one.At)).Ticket;
        foreach (var promise in ticket.Promises)
        {
            var metric = policy.Sla.MetricOf(promise.Metric);
            var action =
                metric?.Stop.Contains(SlaSignals.AgentReplied) == true ? "reply"
                : metric?.Stop.Contains(SlaSignals.Resolved) == true ? "resolve"
                : null;
            if (action is null || !promised.Add(new RuleName(promise.Metric, promise.Rule)))
                continue;
            yield return one with
            {
                Steps = [(action, "agent", promise.Due)],
                Note = $"{promise.Metric} at the last instant",
            };
            yield return one with
            {
                Steps = [(action, "agent", promise.Due + Duration.FromMinutes(1))],
                Note = $"{promise.Metric} a minute too late",
            };
        }
    }

    private static IEnumerable<(string Note, Instant At)> Instants(Policy policy)
    {
        var zone = policy.TimeZone;
        var monday = new LocalDate(2026, 3, 2);
        yield return ("on a Saturday", Noon(monday.PlusDays(5)));
        foreach (var (name, calendar) in policy.Calendars)
        {
            if (NextClosing(calendar, At(monday.PlusDays(4), 0)) is { } closing)
                yield return ($"a minute before \"{name}\" closes", closing - Duration.FromMinutes(1));
            if (Holiday(calendar, monday) is { } holiday)
                yield return ($"on a holiday of \"{name}\"", Noon(holiday));
        }
        yield return ("in the night", At(monday.PlusDays(2), 3));
        yield return ("on the eve of summer time", At(new LocalDate(2026, 3, 27), 16));
        yield return ("at the end of the year", At(new LocalDate(2026, 12, 31), 15));
        yield return ("on a Sunday evening", At(monday.PlusDays(6), 21));
        yield return ("on a Tuesday", At(monday.PlusDays(1), 11));
        yield return ("on a Wednesday", At(monday.PlusDays(2), 15));
        yield return ("on a Thursday", At(monday.PlusDays(3), 8));

        Instant Noon(LocalDate date) => At(date, 12);

        Instant At(LocalDate date, int hour) => (date + new LocalTime(hour, 0)).InZoneLeniently(zone).ToInstant();
    }

    private static Instant? NextClosing(BusinessCalendar calendar, Instant from)
    {
        try
        {
            return calendar.NextClosing(from);
        }
        catch (BusinessCalendarException)
        {
            return null; // it never closes
        }
    }

    // A day from Monday to Friday on which the calendar is not open at all, though it is a week later.
    private static LocalDate? Holiday(BusinessCalendar calendar, LocalDate from)
    {
        for (var day = from; day < from.PlusDays(365); day = day.PlusDays(1))
            if (day.DayOfWeek <= IsoDayOfWeek.Friday && !IsOpenOn(day) && IsOpenOn(day.PlusDays(7)))
                return day;
        return null;

        bool IsOpenOn(LocalDate date) =>
            calendar
                .Intervals(
                    date.AtStartOfDayInZone(calendar.TimeZone).ToInstant(),
                    date.PlusDays(1).AtStartOfDayInZone(calendar.TimeZone).ToInstant()
                )
                .Any();
    }
}
