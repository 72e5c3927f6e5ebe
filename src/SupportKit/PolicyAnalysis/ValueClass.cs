using SupportKit.Rules;

namespace SupportKit.PolicyAnalysis;

/// <summary>
/// A piece of a fact's domain inside which no rule tells one value from another: one value, all numbers or instants between two,
/// all texts that begin alike, all other texts, or that the fact is not known.
/// </summary>
/// <param name="Value">One value of it; null for the piece in which the fact is not known.</param>
internal readonly record struct ValueClass(FactValue? Value)
{
    /// <summary>For numbers: every number of the piece is above this; null when there is no such bound.</summary>
    public decimal? Above { get; init; }

    /// <summary>For numbers: every number of the piece is below this; null when there is no such bound.</summary>
    public decimal? Below { get; init; }

    /// <summary>For texts: every text of the piece that no rule names begins with this; null when the piece is no such one.</summary>
    public string? Prefix { get; init; }

    /// <summary>For instants and dates: the first of the piece, as ISO 8601; null when the piece is one text, or has no first.</summary>
    public string? From { get; init; }

    /// <summary>For instants and dates: the piece ends before this one; null when the piece is one text, or has no end.</summary>
    public string? Before { get; init; }

    /// <summary>Whether it stands for every text, or number, that no rule names.</summary>
    public bool IsRest { get; init; }

    /// <summary>Whether it holds many texts, of which a condition may tell some apart.</summary>
    public bool HasManyTexts => IsRest || Prefix is not null;

    /// <summary>A form counts a blank text as not answered.</summary>
    public bool IsBlank => Value is null or { Kind: FactValueKind.Text } && string.IsNullOrWhiteSpace(Value?.Text);
}
