using System.Collections.Immutable;
using NodaTime;
using SupportKit.PolicyJson;
using SupportKit.Shared;

namespace SupportKit.Policies;

/// <summary>Reads <c>notifications.digest</c>: <c>off</c>, or an object with the <c>window</c> and those of single <c>kinds</c>.</summary>
internal static class DigestReader
{
    /// <summary>The member's name, which is therefore no template's.</summary>
    public const string Name = "digest";

    private const string Off = "off";

    private const int MostDays = 1;

    public static DigestRules Read(ObjectReader policy, ProblemList problems)
    {
        var none = ImmutableSortedDictionary.Create<string, Duration>(StringComparer.Ordinal);
        if (
            policy.Optional("notifications") is not { IsObject: true } section
            || ObjectReader.Of(section, problems).Optional(Name) is not { } node
        )
            return new DigestRules(DigestRules.Usual, none);
        if (IsOff(node))
            return new DigestRules(Duration.Zero, none);
        var digest = ObjectReader.Of(node, problems);
        digest.Optional("comment");
        var window = digest.Optional("window") is { } length ? Window(length) : DigestRules.Usual;
        var kinds = none.ToBuilder();
        foreach (var (template, own) in digest.MembersOf("kinds"))
        {
            if (!DigestRules.MayWait.Contains(template))
                problems.AddName(
                    SupportKitErrors.PolicyTemplateUnknown,
                    template,
                    own,
                    $"There is no notification \"{template}\" that a digest can hold.",
                    $"Use one of: {string.Join(", ", DigestRules.MayWait)}."
                );
            kinds[template] = Window(own);
        }
        digest.RejectUnknownProperties();
        return new DigestRules(window, kinds.ToImmutable());

        Duration Window(SourceNode value) =>
            IsOff(value) ? Duration.Zero : DurationReader.Read(value, problems, MostDays);
    }

    private static bool IsOff(SourceNode node) => node is { IsText: true, Text: Off };
}
