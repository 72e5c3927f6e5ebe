using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using SupportKit.Redaction;

namespace SupportKit;

/// <summary>The desk's answer to a lead who asks for what was masked. Immutable.</summary>
[SuppressMessage(
    "Design",
    "CA1034",
    Justification = "The cases of a closed hierarchy stand in it, as those of a union do."
)]
public abstract record RevealResult
{
    private RevealResult() { }

    /// <summary>What was masked, for the eyes of who asked alone. That they were shown it is recorded in the ticket.</summary>
    /// <param name="Secrets">Each secret with its place in the text as it was given; in the order in which they were masked.</param>
    public sealed record Revealed(ImmutableArray<MaskedSecret> Secrets) : RevealResult;

    /// <summary>It was refused, and nothing was shown.</summary>
    /// <param name="Refusal">Why, with a stable code.</param>
    public sealed record Refused(Refusal Refusal) : RevealResult;
}
