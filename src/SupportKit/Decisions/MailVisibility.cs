using System.Diagnostics;
using SupportKit.Privacy;
using SupportKit.Rules;

namespace SupportKit.Decisions;

/// <summary>
/// What a mail may contain when a policy shows what people wrote only to some. It is not known who reads a mail or how they got
/// it, but what is known about the requester may be enough.
/// </summary>
internal static class MailVisibility
{
    /// <summary>
    /// Whether a mail to the requester may hold it: the condition holds whatever the host would say of the reading itself
    /// (whether the person is signed in, for example), on what the ticket knows now and on all it has known. So what belonged to
    /// a contract stays withheld after the contract has ended.
    /// </summary>
    public static bool ShowsRequester(Policy policy, VisibilityRule rule, Ticket ticket)
    {
        return Holds(ticket.Facts) && ticket.ReplacedFacts.All(before => Holds(ticket.Facts.With(before)));

        bool Holds(FactSet facts) => Decide(rule.VisibleIf, facts, policy) == true;
    }

    // True and false are certain; null is not, because the answer depends on a fact of the reading or on an unknown one.
    private static bool? Decide(Condition condition, FactSet facts, Policy policy)
    {
        return condition switch
        {
            Condition.AllOf all => all.Parts.Select(part => Decide(part, facts, policy)).Aggregate((bool?)true, And),
            Condition.AnyOf any => Not(
                any.Parts.Select(part => Not(Decide(part, facts, policy))).Aggregate((bool?)true, And)
            ),
            Condition.Negated negated => Not(Decide(negated.Part, facts, policy)),
            Condition.Exists => null,
            Condition.OfFact { Fact: var fact } => Leaf(fact),
            _ => throw new UnreachableException($"{condition.GetType().Name} is not decided."),
        };

        bool? Leaf(string fact) =>
            policy.Facts.Find(fact)?.Source == FactSource.Requester && facts[fact].HasValue
                ? condition.Holds(facts)
                : null;
    }

    private static bool? And(bool? one, bool? other) =>
        one == false || other == false ? false
        : one is null || other is null ? null
        : true;

    private static bool? Not(bool? value) => !value;
}
