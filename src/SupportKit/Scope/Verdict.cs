using SupportKit.Reading;
using SupportKit.Texts;

namespace SupportKit.Scope;

/// <summary>
/// What a policy's scope rules say to a request. The fifth answer, <c>NeedInfo</c>, is not a rule's to give: it
/// follows when a request is accepted but its form is not complete. Immutable.
/// </summary>
public abstract record Verdict
{
    private Verdict() { }

    /// <summary>The desk helps.</summary>
    public sealed record Accept : Verdict;

    /// <summary>The desk helps within a limit that the person is told.</summary>
    public sealed record AcceptLimited(LocalizedText Limit) : Verdict;

    /// <summary>Somebody else helps, at a channel the policy declares.</summary>
    public sealed record Redirect(string To, LocalizedText Advice) : Verdict;

    /// <summary>The desk does not help, for this reason.</summary>
    public sealed record Refuse(LocalizedText Reason) : Verdict;

    /// <summary>Reads a rule's <c>then</c>: <c>"accept"</c>, or an object with the verdict's name and its text.</summary>
    internal static Verdict Read(ObjectReader rule, ProblemList problems, IReadOnlyCollection<string> channels)
    {
        var node = rule.Required("then");
        if (node is null or { IsText: true, Text: "accept" })
            return new Accept();

        var then = new ObjectReader(node, problems);
        Verdict? verdict = null;
        if (then.OptionalLocalized("acceptLimited") is { } limit)
            verdict = new AcceptLimited(limit);
        if (then.OptionalLocalized("refuse") is { } reason)
            verdict = new Refuse(reason);
        if (then.OptionalText("redirect") is { } to)
        {
            var advice = then.OptionalLocalized("advice") ?? LocalizedText.Of(to);
            if (!channels.Contains(to))
                problems.Add(
                    "policy.channel_unknown",
                    node,
                    $"There is no channel \"{to}\" to redirect to.",
                    $"Declare it under \"channels\", or write \"{Spelling.Nearest(to, channels)}\" if that was meant."
                );
            verdict = new Redirect(to, advice);
        }
        then.RefuseOthers();
        if (verdict is null)
            ObjectReader.WrongKind(
                node,
                problems,
                "\"accept\", or an object with \"acceptLimited\", \"redirect\" or \"refuse\""
            );
        return verdict ?? new Accept();
    }
}
