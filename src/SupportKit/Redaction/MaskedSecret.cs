namespace SupportKit.Redaction;

/// <summary>
/// A secret that was masked. Immutable; it holds what nobody else may: it goes to the host's protector and to whoever a lead is, and into no
/// event, message, log or exception. Its text form leaves the secret out.
/// </summary>
/// <param name="Field">Where it was written, as <see cref="RedactedField.Field"/> says.</param>
/// <param name="Kind">What kind of secret.</param>
/// <param name="Position">The index of its first character in the text as it was given.</param>
/// <param name="Value">The secret itself.</param>
public sealed record MaskedSecret(string Field, SecretKind Kind, int Position, string Value)
{
    /// <summary>The kind and the place, without the secret.</summary>
    public override string ToString() => $"{Kind} in {Field} at {Position}";
}
