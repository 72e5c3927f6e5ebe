using SupportKit.Localization;
using SupportKit.Redaction;

namespace SupportKit.Screening;

/// <summary>What a person is told about their message, as keys of the text catalog.</summary>
internal static class ScreeningTexts
{
    /// <summary>The sentences on all findings, followed by the consequence of the most severe one.</summary>
    public static Phrase About(IReadOnlyList<ScreeningFinding> findings) => Sentences(KeysOf(findings));

    /// <summary>The keys of those sentences.</summary>
    public static IEnumerable<string> KeysOf(IReadOnlyList<ScreeningFinding> findings)
    {
        var keys = findings.Select(finding => KeyOf(finding.Check)).Distinct(StringComparer.Ordinal);
        return findings.Max(finding => finding.Then) switch
        {
            MessageAction.Rewrite => keys.Append("screening.rewrite"),
            MessageAction.Hold => keys.Append("screening.hold"),
            _ => keys,
        };
    }

    /// <summary>The keys of the names of what was masked.</summary>
    public static IEnumerable<string> KeysOf(IEnumerable<SecretKind> kinds) => kinds.Distinct().Order().Select(KeyOf);

    /// <summary>Joins the sentences of the keys.</summary>
    public static Phrase Sentences(IEnumerable<string> keys) => Phrase.List(keys.Select(key => Phrase.Of(key)), " ");

    private static string KeyOf(MessageCheck check) =>
        check switch
        {
            MessageCheck.AllCaps => "screening.all-caps",
            MessageCheck.Duplicates => "screening.duplicates",
            MessageCheck.RateLimit => "screening.rate-limit",
            MessageCheck.BlockedWords => "screening.blocked-words",
            MessageCheck.MultipleIssues => "screening.multiple-issues",
            MessageCheck.VagueTitle => "screening.vague-title",
            MessageCheck.AnswerUnreadable => "screening.answer-unreadable",
        };

    private static string KeyOf(SecretKind kind) =>
        kind switch
        {
            SecretKind.Password => "masked.sign-in",
            SecretKind.ApiKey => "masked.api-key",
            SecretKind.PrivateKey => "masked.private-key",
            SecretKind.CardNumber => "masked.card-number",
            SecretKind.Iban => "masked.iban",
        };
}
