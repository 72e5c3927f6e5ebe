using SupportKit.Intake;
using SupportKit.Policies;
using SupportKit.PolicyAnalysis;
using SupportKit.Quotas;
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
        workedOut = Variables(IsWorkedOut);
        domain = space
            .Dimensions.Where((dimension, variable) => !dimension.IsOpaque && !workedOut.Contains(variable))
            .Select(dimension =>
                space.Where(dimension.Name, piece => JoinedSpace.IsKnownTo(policy, dimension.Name, piece))
            )
            .Aggregate(DecisionDiagram.True, Diagram.And);
        Incoming = Diagram.Exists(Diagram.And(flow.Scope.Reach, domain), workedOut);
        Possible = Stated(flow.Scope.Reach);
        Accepted = Stated(flow.Accepted);
        Opened = Stated(flow.Opened);
    }

    /// <summary>The policy whose decisions these are.</summary>
    public Policy Policy => policy;

    /// <summary>The requests that can come in, each with answers that its form asks for and with no others.</summary>
    public int Incoming { get; }

    /// <summary>The requests that can come in, with any answer to what is not asked for.</summary>
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

    /// <summary>The quota of who asks, unlimited where no rule sets one.</summary>
    public Dictionary<string, int> Quotas() =>
        Joined(
            policy
                .Quotas.Rules.Select((rule, i) => (Write(rule.Then), flow.Quotas.Rules[i].Wins))
                .Append((Write(Quota.Unlimited), flow.Quotas.Uncovered))
        );

    /// <summary>The requests that get each priority.</summary>
    public Dictionary<string, int> Priorities() => Outcomes(policy.Priority.Rules.Rules, flow.Priority, level => level);

    /// <summary>The requests that each queue gets.</summary>
    public Dictionary<string, int> Queues() => Outcomes(policy.Routing.Rules.Rules, flow.Routing, queue => queue);

    /// <summary>What is promised of a metric.</summary>
    public Dictionary<string, int> Promises(string metric) =>
        Joined(
            Targets(metric).Select(promised => (promised.Target is { } target ? Write(target) : Nothing, promised.Set))
        );

    /// <summary>What is promised of a metric, null where nothing is, with the requests that get it.</summary>
    public IReadOnlyList<(SlaTarget? Target, int Set)> StatedTargets(string metric) =>
        [.. Targets(metric).Select(promised => (promised.Target, Stated(promised.Set)))];

    private IEnumerable<(SlaTarget? Target, int Set)> Targets(string metric)
    {
        var rules = policy.Sla.TargetsOf(metric);
        if (rules is null)
            return [(null, DecisionDiagram.True)];
        var section = flow.Promises[policy.Sla.Targets.IndexOf(rules)];
        return rules
            .Rules.SelectMany((rule, i) => ByCalendar(rule.Then, section.Rules[i].Wins))
            .Append((null, section.Uncovered));
    }

    // A fact that chooses the calendar makes several promises of one rule: each request gets the one of its own calendar.
    private List<(SlaTarget? Target, int Set)> ByCalendar(SlaTarget target, int wins)
    {
        if (target.ChosenBy is not { } choice)
            return [(target, wins)];
        var rest = wins;
        var found = new List<(SlaTarget? Target, int Set)>();
        foreach (var (value, calendar) in choice.Cases)
        {
            var chosen = Diagram.And(rest, space.Where(choice.Fact, piece => piece.Value?.ToString() == value));
            rest = Diagram.Minus(rest, chosen);
            found.Add((target with { Within = target.Within.In(calendar) }, chosen));
        }
        if (choice.Otherwise is { } otherwise)
            found.Add((target with { Within = target.Within.In(otherwise) }, rest));
        return found;
    }

    /// <summary>Whether a field is asked for: a form requires it, and the request does not have it.</summary>
    public Dictionary<string, int> AskedFor(string field)
    {
        var asked = Asked(field);
        return new(StringComparer.Ordinal) { ["asked for"] = asked, ["not asked for"] = Diagram.Not(asked) };
    }

    /// <summary>The requests of which a field is asked for.</summary>
    public int Asked(string field)
    {
        var categories = flow
            .Forms.All.Where(form => form.Required.Any(required => required.Name == field))
            .Select(flow.Reachability.OfForm)
            .Aggregate(DecisionDiagram.False, Diagram.Or);
        return Diagram.And(categories, space.Where(field, piece => piece.IsBlank));
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

    /// <summary>Whether a policy works a fact out, by its rules or its plans, so that nobody states it.</summary>
    public static bool IsWorkedOut(string fact) =>
        fact is BuiltInFacts.Priority or BuiltInFacts.Queue
        || fact.StartsWith(DerivedFacts.Entitled(""), StringComparison.Ordinal);

    private HashSet<int> Variables(Func<string, bool> chosen) =>
        [
            .. Enumerable
                .Range(0, space.Dimensions.Length)
                .Where(variable => !space.Dimensions[variable].IsOpaque && chosen(space.Dimensions[variable].Name)),
        ];

    /// <summary>The verdict that sends people to a channel, as <see cref="Verdicts"/> has it.</summary>
    public static string RedirectTo(string channel) => $"redirect to {channel}";

    /// <summary>The word of tests and assertions for one of <see cref="Verdicts"/>.</summary>
    public static string WordOf(string verdict) =>
        verdict switch
        {
            Limited => "acceptLimited",
            Nothing => "refuse", // where no rule decides, nothing is accepted
            _ when verdict.StartsWith(RedirectTo(""), StringComparison.Ordinal) => "redirect",
            _ => verdict,
        };

    private const string Limited = "accept with limits";

    private static string Word(Verdict verdict) =>
        verdict switch
        {
            Verdict.AcceptLimited => Limited,
            Verdict.Redirect redirect => RedirectTo(redirect.To),
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

    private static string Write(Quota quota) =>
        quota is { IsOfOrganization: true, IsUnlimited: false } ? $"{quota.Told}, per organization" : quota.Told;

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
