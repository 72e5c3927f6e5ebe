namespace SupportKit.Privacy;

/// <summary>What a person must have accepted before anything else. Immutable.</summary>
/// <param name="Version">The version in force; another one is another acceptance.</param>
/// <param name="Advice">What people who have not accepted it are told.</param>
public sealed record TermsOfUse(string Version, LocalizedText Advice);
