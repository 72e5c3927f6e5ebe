using SupportKit.PolicyAnalysis;
using SupportKit.Rules;
using SupportKit.Tests.Shared;

namespace SupportKit.Cli.Tests;

/// <summary>What the comparison says of all requests at once is what every single request gets.</summary>
public class DiffLaws
{
    private static readonly string[] Aspects = ["verdict", "field n", "priority", "queue", "resolution"];

    [Law(20, 3000)]
    public void A_request_changes_exactly_when_it_is_in_the_set_of_changes(int seed)
    {
        var (before, after) = (RandomPolicies.Make(seed), RandomPolicies.Make(31 * seed + 7));
        var comparison = PolicyComparison.Of(before, after);
        var sets = Aspects.ToDictionary(aspect => aspect, comparison.Union);

        foreach (var facts in RandomPolicies.Requests())
        {
            var (one, other) = (RandomPolicies.Decide(before, facts), RandomPolicies.Decide(after, facts));
            foreach (var aspect in Aspects)
            {
                var changes =
                    one.TryGetValue(aspect, out var from) && other.TryGetValue(aspect, out var to) && from != to;
                if (changes != IsIn(sets[aspect], facts, comparison.Space))
                    Assert.Fail($"{aspect} of {string.Join(", ", facts)}: {before.ToJson()} {after.ToJson()}");
            }
        }
    }

    [Law(20, 500)]
    public void A_policy_is_the_same_as_itself_and_changes_are_the_other_way_round_from_the_other_side(int seed)
    {
        var (before, after) = (RandomPolicies.Make(seed), RandomPolicies.Make(31 * seed + 7));

        Assert.Empty(PolicyComparison.Of(before, before).Changes);
        Assert.Equal(
            Written(PolicyComparison.Of(before, after), change => (change.From, change.To)),
            Written(PolicyComparison.Of(after, before), change => (change.To, change.From))
        );
    }

    private static List<string> Written(
        PolicyComparison comparison,
        Func<PolicyChange, (string From, string To)> ends
    ) =>
        [
            .. comparison
                .Changes.Select(change => $"{change.Aspect} {ends(change)} {change.Count}")
                .Order(StringComparer.Ordinal),
        ];

    private static bool IsIn(int set, FactSet facts, FactSpace space)
    {
        return space.Diagram.Contains(set, CellOf);

        int CellOf(int variable)
        {
            var dimension = space.Dimensions[variable];
            var piece = Enumerable
                .Range(0, dimension.Pieces.Length)
                .Single(at => Holds(dimension.Pieces[at], facts[dimension.Name]));
            return dimension.CellOf[piece];
        }
    }

    private static bool Holds(ValueClass piece, FactValue? value) =>
        value is not { Kind: FactValueKind.Number, Number: var number }
            ? piece.Value == value
            : piece switch
            {
                { IsRest: true } => true,
                { Value: null } => false,
                { Above: null, Below: null } => piece.Value.Value.Number == number,
                _ => (piece.Above is not { } above || number > above)
                    && (piece.Below is not { } below || number < below),
            };
}
