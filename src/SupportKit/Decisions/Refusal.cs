using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using SupportKit.Decisions;
using SupportKit.Localization;
using SupportKit.Rules;
using SupportKit.Screening;

namespace SupportKit;

/// <summary>
/// A "no" with its reason: a result, not an error. Nothing was changed. It is data, and becomes words in the language of whoever
/// reads it: <see cref="Reason"/> for a log, <see cref="ToText"/> for the desk, <see cref="ToRequesterText"/> for everybody
/// else. Immutable.
/// </summary>
[SuppressMessage(
    "Design",
    "CA1034",
    Justification = "The cases of a closed hierarchy stand in it, as those of a union do."
)]
public abstract record Refusal
{
    private readonly Phrase told;
    private readonly Phrase? toldDesk;

    private Refusal(string code, Phrase told, Phrase? toldDesk = null) =>
        (Code, this.told, this.toldDesk) = (code, told, toldDesk);

    /// <summary>Stable and machine-readable, e.g. <c>ticket.transition_not_permitted</c>.</summary>
    public string Code { get; }

    /// <summary>Why, in English, for a developer and a log: it may name what no customer knows of.</summary>
    public string Reason => (toldDesk ?? told).ToString();

    /// <summary>Whether customers read what the desk reads; if not, <see cref="ToRequesterText"/> is more general.</summary>
    public bool IsFitForRequester => toldDesk is null;

    /// <summary>Why, for a person of the desk.</summary>
    /// <param name="language">A two-letter code or culture name; a text that it lacks is said in English.</param>
    /// <param name="texts">The host's texts; null for those that SupportKit brings.</param>
    public string ToText(string language = "en", TextCatalog? texts = null) =>
        (toldDesk ?? told).In(texts ?? TextCatalog.Shipped, language);

    /// <summary>Why, for the person who asked: it names no rule, no command and nothing of how the desk is built.</summary>
    /// <param name="language">As for <see cref="ToText"/>.</param>
    /// <param name="texts">As for <see cref="ToText"/>.</param>
    public string ToRequesterText(string language = "en", TextCatalog? texts = null) =>
        told.In(texts ?? TextCatalog.Shipped, language);

    /// <summary>The request is in scope, but lacks fields its form requires.</summary>
    /// <param name="Missing">The fields, in the form's order.</param>
    public sealed record NeedInfo(ImmutableArray<FactDeclaration> Missing)
        : Refusal(
            SupportKitErrors.IntakeInformationMissing,
            Phrase.Of("refusal.intake.information_missing", ("fields", Phrase.List(Missing.Select(OwnFields.LabelOf))))
        );

    /// <summary>Another channel handles such requests.</summary>
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
        internal CommandRefused(string code, params (string Place, Phrase Value)[] values)
            : base(code, Phrase.Of($"refusal.{code}", values), DeskText(code, values)) { }

        /// <summary>A refusal of this code that has a text of its own.</summary>
        internal static CommandRefused Of(string code, string variant) =>
            new(code, Phrase.Of($"refusal.{code}:{variant}"));

        /// <summary>A refusal for which the policy has a text.</summary>
        internal CommandRefused(string code, Phrase told)
            : base(code, told) { }

        private static Phrase? DeskText(string code, (string Place, Phrase Value)[] values) =>
            TextCatalog.Shipped.Find("en", $"refusal.{code}.desk") is null
                ? null
                : Phrase.Of($"refusal.{code}.desk", values);
    }
}
