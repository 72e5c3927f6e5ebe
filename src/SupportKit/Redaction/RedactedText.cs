using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SupportKit.Json;

namespace SupportKit.Redaction;

/// <summary>A text without its secrets. Immutable.</summary>
/// <param name="Text">The text with a marker such as <c>[masked: card number]</c> in place of each secret.</param>
/// <param name="Secrets">Where secrets were found, in the order of the text; the secrets themselves are not kept.</param>
public sealed record RedactedText(string Text, ImmutableArray<SecretFinding> Secrets);

/// <summary>Where a secret stood. Immutable; it does not hold the secret.</summary>
/// <param name="Kind">What kind of secret.</param>
/// <param name="Position">The index of its first character in the text as it was given.</param>
/// <param name="Length">How many characters were masked.</param>
public readonly record struct SecretFinding(SecretKind Kind, int Position, int Length)
{
    internal int End => Position + Length;
}

/// <summary>The secrets of one field of a message. Immutable.</summary>
/// <param name="Field"><c>title</c>, <c>body</c>, <c>step</c>, <c>change</c>, <c>reason</c>, <c>attachment</c>, <c>mail</c>, or the name of a fact.</param>
/// <param name="Secrets">What was found there.</param>
public sealed record RedactedField(string Field, ImmutableArray<SecretFinding> Secrets);

/// <summary>The kinds of secrets that are masked.</summary>
[JsonConverter(typeof(EnumJsonConverter<SecretKind>))]
public enum SecretKind
{
    /// <summary>A password, a PIN, or the password of a connection string or a URL.</summary>
    Password,

    /// <summary>An API key or a token.</summary>
    ApiKey,

    /// <summary>A private key in PEM form.</summary>
    PrivateKey,

    /// <summary>The number of a payment card.</summary>
    CardNumber,

    /// <summary>An international bank account number.</summary>
    Iban,
}
