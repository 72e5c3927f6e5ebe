using SupportKit.Intake;
using SupportKit.Policies;
using SupportKit.PolicyAnalysis;
using SupportKit.Rules;
using SupportKit.Scope;
using SupportKit.Sla;

namespace SupportKit.Cli;

/// <summary>
/// What one policy decides about every request, as sets of what people, the host and the clock state. What the policy itself
/// works out (priority, queue, entitlements) and what its forms do not ask for is not part of them.
/// </summary>
internal sealed class ComparedSide
{
    private readonly Policy policy;
    private readonly FactSpace space;
    private readonly RequestFlow flow;
    private readonly int domain;
    private readonly HashSet<int> workedOut;

    public ComparedSide(Policy policy, CategoryForms forms, FactSpace space)
    {
        (this.policy, this.space) = (policy, space);
        flow = new RequestFlow(policy, forms, space);
        workedOut = Variables(name =>
            name is BuiltInFacts.Priority or BuiltInFacts.Queue
            || name.StartsWith(DerivedFacts.Entitled(""), StringComparison.Ordinal)
        );
        domain = space
            .Dimensions.Where((dimension, variable) => !dimension.IsOpaque && !workedOut.Contains(variable))
            .Select(dimension =>
                space.Where(dimension.Name, piece => JoinedSpace.IsKnownTo(policy, dimension.Name, piece))
            )
            .Aggregate(DecisionDiagram.True, Diagram.And);
        Possible = Stated(flow.Scope.Reach);
        Accepted = Stated(flow.Accepted);
        Opened = Stated(flow.Opened);
    }

    /// <summary>The requests that can come in.</summary>
    public int Possible { get; }

    /// <summary>Those that scope accepts.</summary>
    public int Accepted { get; }

    /// <summary>Those that become tickets.</summary>
    public int Opened { get; }

    private DecisionDiagram Diagram => space.Diagram;

    /// <summary>The answer of scope.</summary>
    public Dictionary<string, int> Verdicts() => Outcomes(policy.Scope.Rules, flow.Scope, Word);

    /// <summary>What the person is told by scope, in every language.</summary>
    public Dictionary<string, int> Advice() => Outcomes(policy.Scope.Rules, flow.Scope, Told);

    /// <summary>The priority.</summary>
    public Dictionary<string, int> Priorities() => Outcomes(policy.Priority.Rules.Rules, flow.Priority, level => level);

    /// <summary>The queue.</summary>
    public Dictionary<string, int> Queues() => Outcomes(policy.Routing.Rules.Rules, flow.Routing, queue => queue);

    /// <summary>What is promised of a metric.</summary>
    public Dictionary<string, int> Promises(string metric)
    {
        var rules = policy.Sla.TargetsOf(metric);
        if (rules is null)
            return new(StringComparer.Ordinal) { [Nothing] = DecisionDiagram.True };
        var section = flow.Promises[policy.Sla.Targets.IndexOf(rules)];
        var outcomes = rules
            .Rules.SelectMany((rule, i) => ByCalendar(rule.Then, section.Rules[i].Wins))
            .Append((Nothing, section.Uncovered));
        return Joined(outcomes);
    }

    // A fact that chooses the calendar makes several promises of one rule: each request gets the one of its own calendar.
    private List<(string Outcome, int Set)> ByCalendar(SlaTarget target, int wins)
    {
        if (target.ChosenBy is not { } choice)
            return [(Write(target), wins)];
        var rest = wins;
        var found = new List<(string Outcome, int Set)>();
        foreach (var (value, calendar) in choice.Cases)
        {
            var chosen = Diagram.And(rest, space.Where(choice.Fact, piece => piece.Value?.ToString() == value));
            rest = Diagram.Minus(rest, chosen);
            found.Add((Write(target with { Within = target.Within.In(calendar) }), chosen));
        }
        if (choice.Otherwise is { } otherwise)
            found.Add((Write(target with { Within = target.Within.In(otherwise) }), rest));
        return found;
    }

    /// <summary>Whether a field is asked for: a form requires it, and the request does not have it.</summary>
    public Dictionary<string, int> AskedFor(string field)
    {
        var categories = flow
            .Forms.All.Where(form => form.Required.Any(required => required.Name == field))
            .Select(flow.Reachability.OfForm)
            .Aggregate(DecisionDiagram.False, Diagram.Or);
        var asked = Diagram.And(categories, space.Where(field, piece => piece.IsBlank));
        return new(StringComparer.Ordinal) { ["asked for"] = asked, ["not asked for"] = Diagram.Not(asked) };
    }

    /// <summary>What stands for no outcome of a rule.</summary>
    public const string Nothing = "nothing";

    private Dictionary<string, int> Outcomes<T>(
        IReadOnlyList<Rule<T>> rules,
        SectionWins section,
        Func<T, string> write
    )
    {
        return Joined(
            rules.Select((rule, i) => (write(rule.Then), section.Rules[i].Wins)).Append((Nothing, section.Uncovered))
        );
    }

    private Dictionary<string, int> Joined(IEnumerable<(string Outcome, int Set)> sets)
    {
        var outcomes = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (outcome, set) in sets)
            outcomes[outcome] = Diagram.Or(outcomes.GetValueOrDefault(outcome, DecisionDiagram.False), set);
        return outcomes.ToDictionary(outcome => outcome.Key, outcome => Stated(outcome.Value), StringComparer.Ordinal);
    }

    // The same request with an answer that this policy does not ask for gets the same decision.
    private int Stated(int set)
    {
        var stated = Diagram.Exists(Diagram.And(set, domain), workedOut);
        return flow
            .Forms.All.Select(form =>
                Diagram.Exists(Diagram.And(stated, flow.Reachability.OfForm(form)), NotAsked(form))
            )
            .Aggregate(DecisionDiagram.False, Diagram.Or);
    }

    private HashSet<int> NotAsked(Form form)
    {
        var asked = form.Fields.Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
        return Variables(name => policy.Facts.Find(name) is { Source: FactSource.Form } && !asked.Contains(name));
    }

    private HashSet<int> Variables(Func<string, bool> chosen) =>
        [
            .. Enumerable
                .Range(0, space.Dimensions.Length)
                .Where(variable => !space.Dimensions[variable].IsOpaque && chosen(space.Dimensions[variable].Name)),
        ];

    private static string Word(Verdict verdict) =>
        verdict switch
        {
            Verdict.AcceptLimited => "accept with limits",
            Verdict.Redirect redirect => $"redirect to {redirect.To}",
            Verdict.Refuse => "refuse",
            _ => "accept",
        };

    private string Told(Verdict verdict)
    {
        var text = verdict switch
        {
            Verdict.AcceptLimited limited => limited.Limit,
            Verdict.Redirect redirect => redirect.Advice,
            Verdict.Refuse refuse => refuse.Reason,
            _ => null,
        };
        return text is null ? Nothing
            : text.IsForEveryLanguage ? $"\"{text.Get("en")}\""
            : string.Join(", ", policy.Languages.Select(language => $"{language} \"{text.Get(language)}\""));
    }

    private string Write(SlaTarget target)
    {
        var parts = new List<string> { target.Within.ToString() };
        if (target.Kind == Tickets.PromiseKind.Typical)
            parts.Add("typical");
        if (target.NotBefore is { } earliest)
            parts.Add($"not before {earliest}");
        parts.AddRange(target.Warnings.Select(warning => $"warned {warning}"));
        if (target.Note is { } note)
            parts.Add($"note \"{note.Get(policy.Languages[0])}\"");
        return string.Join(", ", parts);
    }
}
