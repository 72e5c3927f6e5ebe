using NodaTime;

namespace SupportKit.Redaction;

/// <summary>What is taken out of the texts that people write before anything is decided or stored. Immutable.</summary>
/// <param name="Secrets">
/// Whether passwords, keys, card numbers and IBANs are masked; true unless the policy's <c>redaction</c> section turns it off.
/// </param>
/// <param name="Keep">How long what was masked can be brought back by a lead; null for never.</param>
internal sealed record RedactionRules(bool Secrets = true, Duration? Keep = null);
