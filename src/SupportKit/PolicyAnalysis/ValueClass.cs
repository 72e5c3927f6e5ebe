using SupportKit.Rules;

namespace SupportKit.PolicyAnalysis;

/// <summary>
/// A piece of a fact's domain inside which no rule tells one value from another: one value, all numbers between two,
/// all other texts, or that the fact is not known.
/// </summary>
/// <param name="Value">One value of it; null for the piece in which the fact is not known.</param>
internal readonly record struct ValueClass(FactValue? Value)
{
    /// <summary>For numbers: every number of the piece is above this; null when there is no such bound.</summary>
    public decimal? Above { get; init; }

    /// <summary>For numbers: every number of the piece is below this; null when there is no such bound.</summary>
    public decimal? Below { get; init; }

    /// <summary>Whether it stands for every text, or number, that no rule names.</summary>
    public bool IsRest { get; init; }

    /// <summary>A form counts a blank text as not answered.</summary>
    public bool IsBlank => Value is null or { Kind: FactValueKind.Text } && string.IsNullOrWhiteSpace(Value?.Text);
}
