using System.Collections.Immutable;
using NodaTime;
using SupportKit.BusinessTime;
using SupportKit.Rules;

namespace SupportKit.Policies;

/// <summary>
/// Works out the facts that follow from others and from the instant of the request; only those that some rule uses, so
/// a policy without them pays nothing.
/// </summary>
internal sealed class FactDerivation(
    DateTimeZone zone,
    ImmutableArray<Plan> plans,
    ImmutableArray<Switch> switches,
    ImmutableSortedDictionary<string, BusinessCalendar> calendars,
    IReadOnlySet<string> used
)
{
    public FactSet Derive(FactSet facts, Instant at)
    {
        if (used.Contains(DerivedFacts.Weekday))
            facts = facts.With(DerivedFacts.Weekday, BuiltInFacts.NameOf(at.InZone(zone).DayOfWeek));
        foreach (var (name, calendar) in calendars)
        {
            if (used.Contains(DerivedFacts.During(name)))
                facts = facts.With(DerivedFacts.During(name), calendar.IsOpen(at));
            if (used.Contains(DerivedFacts.BusinessDay(name)) && TakenUp(calendar, at) is { } opening)
                facts = facts.With(
                    DerivedFacts.BusinessDay(name),
                    BuiltInFacts.NameOf(opening.InZone(calendar.TimeZone).DayOfWeek)
                );
        }
        foreach (var declared in switches)
        {
            var scheduled = declared.During is { } calendar && calendars[calendar].IsOpen(at);
            facts = facts.With(declared.Id, scheduled || facts[declared.Id] is { IsTrue: true });
            foreach (var subject in declared.Subjects)
            {
                var fact = declared.FactOf(subject);
                if (used.Contains(fact))
                    facts = facts.With(fact, facts[fact] is { IsTrue: true });
            }
        }
        return plans.IsEmpty ? facts : WithEntitlements(facts);
    }

    // Null when the calendar never opens again.
    private static Instant? TakenUp(BusinessCalendar calendar, Instant at)
    {
        try
        {
            return calendar.IsOpen(at) ? at : calendar.NextOpening(at);
        }
        catch (BusinessCalendarException none) when (none.Code == BusinessCalendarErrors.HorizonExceeded)
        {
            return null;
        }
    }

    // A person without a known plan has no known entitlements.
    private FactSet WithEntitlements(FactSet facts)
    {
        var plan = plans.FirstOrDefault(plan => plan.Id == facts[BuiltInFacts.Plan]?.Text);
        foreach (var entitlement in plans.SelectMany(known => known.Entitlements).Distinct())
        {
            var name = DerivedFacts.Entitled(entitlement);
            if (used.Contains(name))
                facts = facts.With(name, plan?.Entitlements.Contains(entitlement) ?? false);
        }
        return facts;
    }
}
