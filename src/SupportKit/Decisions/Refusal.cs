using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using SupportKit.Decisions;
using SupportKit.Rules;
using SupportKit.Screening;

namespace SupportKit;

/// <summary>A "no" with its reason: a result, not an error. Nothing was changed. Immutable.</summary>
/// <param name="Code">Stable and machine-readable, e.g. <c>ticket.transition_not_permitted</c>.</param>
/// <param name="Reason">For a person, in each language it exists in.</param>
[SuppressMessage(
    "Design",
    "CA1034",
    Justification = "The cases of a closed hierarchy stand in it, as those of a union do."
)]
public abstract record Refusal(string Code, LocalizedText Reason)
{
    /// <summary>The request is in scope, but lacks fields its form requires.</summary>
    /// <param name="Missing">The fields, in the form's order.</param>
    public sealed record NeedInfo(ImmutableArray<FactDeclaration> Missing)
        : Refusal(SupportKitErrors.IntakeInformationMissing, Phrases.Missing(Missing));

    /// <summary>Somebody else helps.</summary>
    /// <param name="To">The channel.</param>
    /// <param name="Advice">What the policy advises.</param>
    /// <param name="Rule">The rule that says so.</param>
    public sealed record RedirectedTo(string To, LocalizedText Advice, string Rule)
        : Refusal(SupportKitErrors.ScopeRequestRedirected, Advice);

    /// <summary>The desk does not help with this.</summary>
    /// <param name="Because">The reason the policy gives.</param>
    /// <param name="Rule">The rule that says so.</param>
    public sealed record OutOfScope(LocalizedText Because, string Rule)
        : Refusal(SupportKitErrors.ScopeRequestRefused, Because);

    /// <summary>The person has not accepted the terms of use in force.</summary>
    /// <param name="Version">The version to accept.</param>
    /// <param name="Advice">What the policy advises.</param>
    public sealed record TermsNotAccepted(string Version, LocalizedText Advice)
        : Refusal(SupportKitErrors.TermsAcceptanceMissing, Advice);

    /// <summary>The policy does not take a message written so: it is refused, or is to be written anew.</summary>
    /// <param name="Findings">What was found, milder findings included.</param>
    public sealed record MessageRefused(ImmutableArray<ScreeningFinding> Findings)
        : Refusal(
            Findings.Any(finding => finding.Then == MessageAction.Refuse)
                ? SupportKitErrors.ScreeningMessageRefused
                : SupportKitErrors.ScreeningRewriteRequested,
            ScreeningTexts.About(Findings)
        );

    /// <summary>The command itself cannot be carried out.</summary>
    public sealed record CommandRefused : Refusal
    {
        internal CommandRefused(string code, string cause)
            : base(code, LocalizedText.Invariant(cause)) { }
    }
}
