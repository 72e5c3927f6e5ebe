using SupportKit.Redaction;

namespace SupportKit.AspNetCore;

/// <summary>In which message what was masked is to be shown.</summary>
internal sealed record NewReveal
{
    /// <summary>The sequence of the event that records the message.</summary>
    public required long Sequence { get; init; }
}

/// <summary>A secret that was masked. Its text form leaves the secret out.</summary>
/// <param name="Field">Where it was written: <c>title</c>, <c>body</c>, or the name of a fact.</param>
/// <param name="Kind">What kind of secret.</param>
/// <param name="Position">The index of its first character in the text as it was given.</param>
/// <param name="Value">The secret itself.</param>
internal sealed record RevealedSecretView(string Field, SecretKind Kind, int Position, string Value)
{
    public override string ToString() => $"{Kind} in {Field} at {Position}";
}
