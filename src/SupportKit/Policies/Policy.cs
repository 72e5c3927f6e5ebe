using System.Collections.Immutable;
using System.Text;
using NodaTime;
using SupportKit.Conduct;
using SupportKit.Escalation;
using SupportKit.Intake;
using SupportKit.Priority;
using SupportKit.Privacy;
using SupportKit.Reading;
using SupportKit.Routing;
using SupportKit.Rules;
using SupportKit.Scope;
using SupportKit.Sla;
using SupportKit.Texts;
using SupportKit.Workflows;

namespace SupportKit.Policies;

/// <summary>
/// The rules one support desk runs by, read from one JSON document and checked. Immutable and thread-safe: decisions
/// under one policy never see another half-loaded one.
/// </summary>
public sealed class Policy
{
    private readonly FactDerivation derivation;
    private readonly SourceNode source;

    internal Policy(FactDerivation derivation, SourceNode source) =>
        (this.derivation, this.source) = (derivation, source);

    /// <summary>The desk's own name for it, e.g. <c>digibee</c>.</summary>
    public required string Id { get; init; }

    /// <summary><c>sha256:</c> and the hash of the document without comments and white space: equal content, equal version.</summary>
    public required string Version { get; init; }

    /// <summary>What people call the desk.</summary>
    public required LocalizedText Name { get; init; }

    /// <summary>The languages the desk speaks, two-letter codes, its own first.</summary>
    public required ImmutableArray<string> Languages { get; init; }

    /// <summary>Where requests come in, and where people may be sent.</summary>
    public required ImmutableArray<Channel> Channels { get; init; }

    /// <summary>What rules may use.</summary>
    public required FactCatalog Facts { get; init; }

    /// <summary>Categories and what a request of each must bring.</summary>
    public required IntakeForms Intake { get; init; }

    /// <summary>How people are asked to write; secrets are masked unless it says otherwise.</summary>
    public required ConductRules Conduct { get; init; }

    /// <summary>Who is helped with what.</summary>
    public required RuleSet<Verdict> Scope { get; init; }

    /// <summary>How urgent a request is.</summary>
    public required PriorityRules Priority { get; init; }

    /// <summary>Who gets it.</summary>
    public required RoutingRules Routing { get; init; }

    /// <summary>What is promised.</summary>
    public required SlaRules Sla { get; init; }

    /// <summary>The states of a ticket.</summary>
    public required Workflow Workflow { get; init; }

    /// <summary>The desk's own wording of notifications, by template; SupportKit's own serves where it has none.</summary>
    public required ImmutableSortedDictionary<string, MessageText> Texts { get; init; }

    /// <summary>How requesters call in somebody beyond those assigned; null when the policy offers no escalation.</summary>
    public required EscalationRules? Escalation { get; init; }

    /// <summary>Who sees what.</summary>
    public required PrivacyRules Privacy { get; init; }

    /// <summary>What people accept before anything else; null when the policy asks for nothing.</summary>
    public required TermsOfUse? Terms { get; init; }

    /// <summary>Who may let the desk into an environment; null when nobody may.</summary>
    public required AccessRules? Access { get; init; }

    /// <summary>The plans customers may have; empty when the policy knows none.</summary>
    public required ImmutableArray<Plan> Plans { get; init; }

    /// <summary>What an operator or a calendar can turn on for the whole desk.</summary>
    public required ImmutableArray<Switch> Switches { get; init; }

    /// <summary>The document as JSON without comments; reading it gives the same policy, version included.</summary>
    public string ToJson() => Encoding.UTF8.GetString(source.ToJson());

    /// <summary>The line of the document on which the value of that path stands, or the nearest one around it.</summary>
    internal int LineOf(string path) => source.LineOf(path);

    /// <summary>The facts, with those the desk derives from them and from the instant.</summary>
    internal FactSet Derive(FactSet facts, Instant at) => derivation.Derive(facts, at);

    /// <summary>Reads and checks a policy; comments and trailing commas are allowed.</summary>
    /// <param name="json">The document, at most 4 MiB and 64 levels deep.</param>
    /// <exception cref="PolicyException">It has problems; all are listed, with JSONPath and line, and nothing is loaded.</exception>
    public static Policy Parse(string json) => PolicyReader.Read(json);
}
