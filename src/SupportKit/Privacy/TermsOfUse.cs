namespace SupportKit.Privacy;

/// <summary>The terms that a person must accept before anything else. Immutable.</summary>
/// <param name="Version">The version in force; a new version must be accepted again.</param>
/// <param name="Advice">What people who have not accepted it are told.</param>
public sealed record TermsOfUse(string Version, LocalizedText Advice);
