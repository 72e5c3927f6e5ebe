using SupportKit.PolicyJson;
using SupportKit.Shared;

namespace SupportKit.Scope;

/// <summary>Reads the outcome of a rule of <c>scope</c>.</summary>
internal static class VerdictReader
{
    /// <summary>Reads a rule's <c>then</c>: <c>"accept"</c>, or an object with the verdict's name and its text.</summary>
    public static Verdict Read(ObjectReader rule, ProblemList problems, IReadOnlySet<string> channels)
    {
        var node = rule.Required("then");
        if (node is null or { IsText: true, Text: "accept" })
            return new Verdict.Accept();

        var then = new ObjectReader(node, problems);
        Verdict? verdict = null;
        if (then.OptionalLocalized("acceptLimited") is { } limit)
            verdict = new Verdict.AcceptLimited(limit);
        if (then.OptionalLocalized("refuse") is { } reason)
            verdict = new Verdict.Refuse(reason);
        if (then.OptionalText("redirect") is { } to)
        {
            var advice = then.OptionalLocalized("advice") ?? LocalizedText.Invariant(to);
            if (!channels.Contains(to))
                problems.Add(
                    SupportKitErrors.PolicyChannelUnknown,
                    then.At("redirect"),
                    $"There is no channel \"{to}\" to redirect to.",
                    $"Declare it under \"channels\"{problems.OrWrite(to, channels)}."
                );
            verdict = new Verdict.Redirect(to, advice);
        }
        then.RejectUnknownProperties();
        if (verdict is null)
            problems.AddWrongKind(node, "\"accept\", or an object with \"acceptLimited\", \"redirect\" or \"refuse\"");
        return verdict ?? new Verdict.Accept();
    }
}
