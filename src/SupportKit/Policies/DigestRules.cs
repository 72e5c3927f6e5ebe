using System.Collections.Frozen;
using System.Collections.Immutable;
using NodaTime;
using SupportKit.Localization;

namespace SupportKit.Policies;

/// <summary>Within which time notices of one kind to one reader become one message. Immutable.</summary>
/// <param name="Window">The window of each kind that has none of its own; zero for none.</param>
/// <param name="Kinds">The windows of single templates; zero for none.</param>
internal sealed record DigestRules(Duration Window, ImmutableSortedDictionary<string, Duration> Kinds)
{
    /// <summary>What holds where a policy says nothing.</summary>
    public static Duration Usual { get; } = Duration.FromMinutes(10);

    /// <summary>
    /// The templates that never wait: answers, what comes once, and the notice of a mail that was turned back, which has limits of
    /// its own.
    /// </summary>
    public static FrozenSet<string> NeverHeld { get; } =
        FrozenSet.Create(
            StringComparer.Ordinal,
            "agent-acknowledged",
            "agent-asked",
            "agent-replied",
            "digest-sent",
            "inbound-mail-rejected",
            "opened",
            "opened-with-promise",
            "opened-with-window",
            "shared"
        );

    /// <summary>The templates that tell people outside the desk what rules make of an act of the desk, rather than the act itself.</summary>
    public static FrozenSet<string> FollowsByRule { get; } =
        FrozenSet.Create(
            StringComparer.Ordinal,
            "escalation-received",
            "promise-changed",
            "promise-made",
            "promise-withdrawn"
        );

    /// <summary>The templates that may wait, in ordinal order.</summary>
    public static ImmutableArray<string> MayWait { get; } =
    [.. MailPlaces.Templates.Where(template => !NeverHeld.Contains(template))];

    /// <summary>The window of a template; zero for none.</summary>
    public Duration WindowOf(string template) => Kinds.GetValueOrDefault(template, Window);
}
