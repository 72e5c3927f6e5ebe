using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using SupportKit.Localization;
using SupportKit.PolicyAnalysis;
using SupportKit.Rules;

namespace SupportKit.AspNetCore;

/// <summary>A policy as people of the desk read it. Immutable.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">Its content hash.</param>
/// <param name="Name">What people call the desk.</param>
/// <param name="Findings">What the checker says of it.</param>
/// <param name="Sections">Its rules: scope, priority, routing, and one section for each promised metric.</param>
/// <param name="States">The states of its workflow, in order.</param>
/// <param name="InitialState">The state that tickets begin in.</param>
/// <param name="Mermaid">The workflow as a Mermaid diagram.</param>
internal sealed record PolicyView(
    string Id,
    string Version,
    string Name,
    ImmutableArray<FindingView> Findings,
    ImmutableArray<RuleSectionView> Sections,
    ImmutableArray<StateView> States,
    string InitialState,
    string Mermaid
)
{
    // A check takes up to seconds, and says the same of the same policy.
    private static readonly ConditionalWeakTable<Policy, StrongBox<ImmutableArray<FindingView>>> Checked = [];

    public static PolicyView Of(Policy policy, string language, TextCatalog texts)
    {
        var findings = Checked.GetValue(
            policy,
            one => new([.. PolicyChecker.Analyze(one, texts).Select(FindingView.Of)])
        );
        var workflow = policy.Workflow;
        return new PolicyView(
            policy.Id,
            policy.Version,
            policy.Name.Get(language),
            findings.Value,
            [
                RuleSectionView.Of("scope", policy.Scope, verdict => verdict.Told),
                RuleSectionView.Of("priority", policy.Priority.Rules, priority => priority),
                RuleSectionView.Of("routing", policy.Routing.Rules, queue => queue),
                .. policy.Sla.Targets.Select(metric =>
                    RuleSectionView.Of(metric.Name, metric, target => target.Within.ToString()) with
                    {
                        IsPromise = true,
                    }
                ),
            ],
            [
                .. workflow.States.Select(state => new StateView(
                    state,
                    workflow.TitleOf(state)?.Get(language) ?? state,
                    workflow.CategoryOf(state).ToString(),
                    workflow.ParentOf(state),
                    [
                        .. workflow
                            .PermitsIn(state)
                            .Select(permit => new WayView(permit.Trigger, permit.To, permit.Guard?.ToString())),
                    ]
                )),
            ],
            workflow.Initial,
            workflow.ToMermaid()
        );
    }
}

/// <summary>What the checker found.</summary>
/// <param name="Severity">Error, Warning or Advice.</param>
/// <param name="Code">The stable code of the finding.</param>
/// <param name="Path">A JSONPath into the policy.</param>
/// <param name="Message">What is the matter.</param>
/// <param name="Remedy">What to change.</param>
/// <param name="Example">The smallest combination of facts that shows it; null when none is at play.</param>
internal sealed record FindingView(
    string Severity,
    string Code,
    string Path,
    string Message,
    string Remedy,
    FactSet? Example
)
{
    public static FindingView Of(PolicyFinding finding) =>
        new(finding.Severity.ToString(), finding.Code, finding.Path, finding.Message, finding.Remedy, finding.Example);
}

/// <summary>The rules of a section.</summary>
/// <param name="Name">The section, or the metric that is promised.</param>
/// <param name="Rules">The rules, of which the first that holds wins.</param>
internal sealed record RuleSectionView(string Name, ImmutableArray<RuleView> Rules)
{
    /// <summary>Whether its rules make promises.</summary>
    public bool IsPromise { get; init; }

    public static RuleSectionView Of<T>(string name, RuleSet<T> rules, Func<T, string> told) =>
        new(
            name,
            [
                .. rules.Rules.Select(rule => new RuleView(
                    rule.Id,
                    rule.When.ToString() ?? "",
                    told(rule.Then),
                    rule.Origin
                )),
            ]
        );
}

/// <summary>A rule of the policy in words.</summary>
/// <param name="Id">Its id.</param>
/// <param name="When">Its condition; empty for one that always holds.</param>
/// <param name="Then">What it decides.</param>
/// <param name="Origin">Where it comes from; null when the policy does not say.</param>
internal sealed record RuleView(string Id, string When, string Then, string? Origin);

/// <summary>A state of the workflow.</summary>
/// <param name="Id">The policy's id of it.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Category">What it means.</param>
/// <param name="Parent">The state it is within; null for none.</param>
/// <param name="Ways">The ways out of it, in the order in which they are tried.</param>
internal sealed record StateView(
    string Id,
    string Title,
    string Category,
    string? Parent,
    ImmutableArray<WayView> Ways
);

/// <summary>A way from one state to another.</summary>
/// <param name="Trigger">What fires it.</param>
/// <param name="To">The state it leads to.</param>
/// <param name="Guard">The condition under which it is open; null for always.</param>
internal sealed record WayView(string Trigger, string To, string? Guard);
