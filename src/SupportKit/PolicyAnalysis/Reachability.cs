using NodaTime;
using SupportKit.BusinessTime;
using SupportKit.Intake;
using SupportKit.Policies;
using SupportKit.Rules;

namespace SupportKit.PolicyAnalysis;

/// <summary>
/// Which combinations of facts a request can have when a section of the policy is asked. What the desk states or derives
/// is always known: category, channel, language, the day, calendars, switches, entitlements (which follow from the plan,
/// and which nobody has whose plan is not known). A fact of the form can be known only when the form
/// of the request's category asks for it, and is known for certain once the required fields have been asked for, which is
/// after scope and before priority. What the directory or the host states may be unknown at any time: nothing makes
/// them state it. Priority and queue are known once decided.
/// </summary>
internal sealed class Reachability
{
    private readonly Policy policy;
    private readonly FactSpace space;
    private readonly CategoryForms forms;

    public Reachability(Policy policy, FactSpace space, CategoryForms forms) =>
        (this.policy, this.space, this.forms) = (policy, space, forms);

    private DecisionDiagram Diagram => space.Diagram;

    /// <summary>Whether there are requests of which the fact is not known, at some step.</summary>
    public static bool MayBeUnknown(FactDeclaration fact) => fact.Source != FactSource.Desk || IsDecided(fact);

    private static bool IsDecided(FactDeclaration fact) => fact.Name is BuiltInFacts.Priority or BuiltInFacts.Queue;

    /// <summary>What forms and decisions tell apart besides the rules: pieces with unequal distinctions are kept apart.</summary>
    public static object Distinction(CategoryForms forms, FactDeclaration fact, ValueClass piece) =>
        fact.Name switch
        {
            BuiltInFacts.Category => forms.Of(piece).Category,
            BuiltInFacts.Priority or BuiltInFacts.Queue or BuiltInFacts.Plan => (
                piece.Value is null,
                piece.Value?.Text
            ),
            _ => (piece.Value is null, piece.IsBlank, piece.HasManyTexts, piece.Prefix),
        };

    /// <summary>The combinations a request can have when it comes in.</summary>
    public int Incoming() =>
        All([
            ByForm(NotAsked),
            space.Where(BuiltInFacts.Priority, piece => piece.Value is null),
            space.Where(BuiltInFacts.Queue, piece => piece.Value is null),
            .. Entitlements(),
            .. Schedules(),
            .. AlwaysOpen(),
            .. space.TextLeaves.Select(NamedTexts),
        ]);

    /// <summary>The combinations in which no required field is missing.</summary>
    public int Complete() => ByForm(Required);

    /// <summary>The combinations of requests that are asked to complete their form.</summary>
    public int OfForm(Form form) =>
        space.Where(BuiltInFacts.Category, piece => forms.Of(piece).Category == form.Category);

    /// <summary>The same combinations after the desk has decided a fact, whose value is then known.</summary>
    public int Decided(int combinations, string fact, string value)
    {
        if (space.VariableOf(fact) is not { } variable)
            return combinations;
        var others = Diagram.Exists(combinations, new HashSet<int> { variable });
        return Diagram.And(others, space.WhereIs(fact, value));
    }

    // One form may serve many categories, so the constraints are made once for each form.
    private int ByForm(Func<Form, int> constraint) =>
        forms
            .All.Select(form => Diagram.And(OfForm(form), constraint(form)))
            .Aggregate(DecisionDiagram.False, Diagram.Or);

    private int NotAsked(Form form) =>
        All(
            policy
                .Facts.All.Where(fact => fact.Source == FactSource.Form)
                .ExceptBy(form.Fields.Select(field => field.Name), fact => fact.Name)
                .Select(fact => space.Where(fact.Name, piece => piece.Value is null))
        );

    // The plan says which entitlements the requester has.
    private IEnumerable<int> Entitlements() =>
        from entitlement in policy.Plans.SelectMany(plan => plan.Entitlements).Distinct()
        let fact = DerivedFacts.Entitled(entitlement)
        where space.VariableOf(fact) is not null
        let plans = policy
            .Plans.Where(plan => plan.Entitlements.Contains(entitlement))
            .Select(plan => plan.Id)
            .ToHashSet()
        select Same(
            space.Where(fact, piece => piece.Value is { IsTrue: true }),
            space.Where(BuiltInFacts.Plan, piece => piece.Value is { } plan && plans.Contains(plan.Text))
        );

    // No request comes while such a calendar is closed.
    private IEnumerable<int> AlwaysOpen() =>
        from calendar in policy.Sla.Calendars
        let during = DerivedFacts.During(calendar.Key)
        where space.VariableOf(during) is not null && NeverCloses(calendar.Value)
        select space.Where(during, piece => piece.Value is { IsTrue: true });

    // A calendar that ever closes does so within its horizon, and nearly always within days of where the search begins.
    private static bool NeverCloses(BusinessCalendar calendar)
    {
        var start = Instant.FromUtc(1901, 1, 1, 0, 0);
        try
        {
            calendar.NextClosing(start);
            return false;
        }
        catch (BusinessCalendarException none) when (none.Code == BusinessCalendarErrors.HorizonExceeded)
        {
            return calendar.IsOpen(start);
        }
    }

    // A switch that a calendar turns on is on exactly while the calendar is open.
    private IEnumerable<int> Schedules() =>
        from declared in policy.Switches
        where declared.During is not null && space.VariableOf(declared.Id) is not null
        let during = DerivedFacts.During(declared.During!)
        where space.VariableOf(during) is not null
        select Diagram.Or(
            space.Where(during, piece => piece.Value is { IsTrue: false }),
            space.Where(declared.Id, piece => piece.Value is { IsTrue: true })
        );

    // The answer of a text test is fixed for a value that some rule names, for texts that begin with what it asks for, and for an unknown value.
    private int NamedTexts(Condition leaf)
    {
        var fact = ConditionLeaves.AboutText(leaf)!;
        var part = ((Condition.TextMatch)leaf).Part;
        return Diagram.Or(
            space.Where(fact, IsFree),
            Same(space.Where(leaf), space.Where(fact, piece => !IsFree(piece) && FactSpace.Holds(leaf, fact, piece)))
        );

        // Of many texts some hold any other text, and some do not; unless what they all begin with has it already.
        bool IsFree(ValueClass piece) =>
            piece.IsRest || piece.Prefix?.Contains(part, StringComparison.OrdinalIgnoreCase) == false;
    }

    private int Same(int a, int b) => Diagram.Or(Diagram.And(a, b), Diagram.Not(Diagram.Or(a, b)));

    private int All(IEnumerable<int> sets) => sets.Aggregate(DecisionDiagram.True, Diagram.And);

    private int Required(Form form) =>
        All(form.Required.Select(field => space.Where(field.Name, piece => !piece.IsBlank)));
}
