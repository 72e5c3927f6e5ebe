using System.Collections.Immutable;
using SupportKit.Rules;

namespace SupportKit.Cli;

/// <summary>What is to hold for all requests under two policies. Immutable.</summary>
/// <param name="Name">What it says, for people; its own text when it was given no name.</param>
/// <param name="Kind">How its statements are to relate.</param>
/// <param name="Statements">One for <c>always</c> and <c>never</c>, two for <c>implies</c> and <c>equivalent</c>, two or more for <c>disjoint</c>.</param>
internal sealed record Assertion(string Name, AssertionKind Kind, ImmutableArray<Statement> Statements);

/// <summary>How the statements of an assertion are to relate.</summary>
internal enum AssertionKind
{
    /// <summary>Every request that <c>when</c> names is as stated.</summary>
    Always,

    /// <summary>No request is as stated.</summary>
    Never,

    /// <summary>Every request that is as the first says is as the second says.</summary>
    Implies,

    /// <summary>The same requests are as the first and as the second say.</summary>
    Equivalent,

    /// <summary>No request is as two of them say.</summary>
    Disjoint,
}

/// <summary>Something that is true of some requests; all that it mentions is to be so at once. Immutable.</summary>
/// <param name="When">What is known of the request.</param>
/// <param name="Old">What the old policy decides; null for anything.</param>
/// <param name="Now">What the new policy decides; null for anything.</param>
/// <param name="Changes">What becomes of the request that was not so before, one of <see cref="ChangeSets.Words"/>; null for anything.</param>
internal sealed record Statement(Condition When, StatedOutcome? Old, StatedOutcome? Now, string? Changes);

/// <summary>What one policy decides, as far as it is mentioned. Of several values one is to be so. Immutable.</summary>
internal sealed record StatedOutcome
{
    /// <summary>accept, acceptLimited, redirect or refuse.</summary>
    public ImmutableArray<string> Verdicts { get; init; } = [];

    /// <summary>The channels that the person is sent to.</summary>
    public ImmutableArray<string> To { get; init; } = [];

    /// <summary>The fields that are asked for.</summary>
    public ImmutableArray<string> Asks { get; init; } = [];

    /// <summary>Whether the request becomes a ticket; null for either.</summary>
    public bool? Opens { get; init; }

    /// <summary>The priorities that are meant; empty for all.</summary>
    public ImmutableArray<string> Priorities { get; init; } = [];

    /// <summary>The queues that are meant; empty for all.</summary>
    public ImmutableArray<string> Queues { get; init; } = [];

    /// <summary>What is promised, by metric.</summary>
    public ImmutableArray<KeyValuePair<string, StatedPromise>> Promises { get; init; } = [];
}

/// <summary>What is promised of a metric. Immutable.</summary>
/// <param name="Within">The times, one of which it is; null among them for no promise.</param>
/// <param name="AtMost">The time that it surely keeps within; null when <paramref name="Within"/> counts.</param>
internal sealed record StatedPromise(ImmutableArray<Tickets.SlaDuration?> Within, Tickets.SlaDuration? AtMost);
