using System.Collections.Immutable;
using SupportKit.PolicyJson;
using SupportKit.Rules;
using SupportKit.Shared;

namespace SupportKit.Policies;

/// <summary>Reads the section <c>switches</c>.</summary>
internal static class SwitchReader
{
    /// <summary>Reads <c>switches</c>: an object with <c>{ "label": …, "during": calendar, "subjects": { id: { "label": …, "when": … } } }</c> per id.</summary>
    /// <param name="policy">The document.</param>
    /// <param name="problems">Where problems go.</param>
    /// <param name="calendars">The calendars there are.</param>
    /// <param name="conditions">Where the conditions of subjects stand, for <see cref="WithConditions"/>: they follow once all facts are known.</param>
    public static ImmutableArray<Switch> Read(
        ObjectReader policy,
        ProblemList problems,
        IReadOnlySet<string> calendars,
        out IReadOnlyDictionary<SwitchSubject, SourceNode?> conditions
    )
    {
        var switches = ImmutableArray.CreateBuilder<Switch>();
        var nodes = new Dictionary<SwitchSubject, SourceNode?>(ReferenceEqualityComparer.Instance);
        foreach (var (id, node) in policy.MembersOf("switches"))
        {
            var reader = ObjectReader.Of(node, problems);
            var during = reader.OptionalText("during");
            if (during is not null && !calendars.Contains(during))
                problems.Add(
                    SupportKitErrors.PolicyCalendarUnknown,
                    reader.At("during"),
                    $"There is no calendar \"{during}\".",
                    $"Declare it under \"calendars\"{problems.OrWrite(during, calendars)}."
                );
            var label = reader.OptionalLocalized("label") ?? LocalizedText.Invariant(id);
            var subjects = ImmutableArray.CreateBuilder<SwitchSubject>();
            foreach (var (name, body) in reader.MembersOf("subjects"))
            {
                var about = ObjectReader.Of(body, problems);
                var subject = new SwitchSubject(
                    name,
                    about.OptionalLocalized("label") ?? LocalizedText.Invariant(name)
                );
                nodes.Add(subject, about.Required("when"));
                subjects.Add(subject);
                about.RejectUnknownProperties();
            }
            switches.Add(new Switch(id, during, label) { Subjects = subjects.ToImmutable() });
            reader.RejectUnknownProperties();
        }
        conditions = nodes;
        return switches.ToImmutable();
    }

    /// <summary>
    /// The same switches with the conditions of their subjects. They are asked when a request comes in, so they may use nothing that the desk
    /// derives or decides later.
    /// </summary>
    public static ImmutableArray<Switch> WithConditions(
        ImmutableArray<Switch> switches,
        IReadOnlyDictionary<SwitchSubject, SourceNode?> nodes,
        FactCatalog facts,
        ProblemList problems
    )
    {
        if (nodes.Count == 0)
            return switches;
        var reader = new ConditionReader(new FactCatalog(facts.All.Where(IsKnownAtOnce)), problems);
        return
        [
            .. switches.Select(declared =>
                declared with
                {
                    Subjects =
                    [
                        .. declared.Subjects.Select(subject => subject with { When = reader.Read(nodes[subject]) }),
                    ],
                }
            ),
        ];
    }

    private static bool IsKnownAtOnce(FactDeclaration fact) =>
        fact.Source != FactSource.Desk
        || fact.Name is BuiltInFacts.Category or BuiltInFacts.Channel or BuiltInFacts.Language;
}
