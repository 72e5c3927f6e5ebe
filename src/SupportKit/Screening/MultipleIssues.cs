using System.Buffers;
using SupportKit.Redaction;

namespace SupportKit.Screening;

/// <summary>
/// Tells whether a text reports several problems: it says so ("another problem", "un autre souci", "outro problema"), or it
/// has numbered lines, two or more of which mention a problem. Numbered steps to reproduce one problem do not count.
/// </summary>
internal static class MultipleIssues
{
    private static readonly SearchValues<string> Announcements = Phrases(
        Combine("another, a second, a different, a separate, second", "problem, issue, bug, question, request")
            .Concat(Combine("un autre, un second, un deuxième, deuxième, autre", "problème, souci, bug, sujet"))
            .Concat(Combine("une autre, une seconde, une deuxième", "question, demande, erreur, panne"))
            .Concat(Combine("outro, um segundo, segundo, mais um", "problema, erro, bug, chamado"))
            .Concat(Combine("outra, uma segunda, segunda, mais uma", "dúvida, questão, pergunta, falha"))
    );

    private static readonly SearchValues<string> Negations = Phrases([
        "not another problem",
        "not a different problem",
        "no second problem",
        "pas un autre problème",
        "não é outro problema",
    ]);

    private static readonly SearchValues<string> Trouble = Phrases(
        "problem,issue,bug,error,broken,crash,crashes,fails,does not,doesnt,do not,cannot,cant,never,wrong,missing,problème,erreur,panne,plante,ne marche,ne fonctionne,ne peux,impossible,bloqué,problema,erro,falha,não funciona,não consigo,não abre,trava,travando,quebrado".Split(
            ','
        )
    );

    public static bool Detect(string text)
    {
        var folded = $" {NormalizedText.Of(text)} ";
        return folded.AsSpan().ContainsAny(Announcements) && !folded.AsSpan().ContainsAny(Negations)
            || NumberedTroubles(text) >= 2;
    }

    private static int NumberedTroubles(string text)
    {
        var troubles = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var shown = line.TrimStart("*# \t-");
            var digits = 0;
            while (digits < shown.Length && char.IsAsciiDigit(shown[digits]))
                digits++;
            if (
                digits is 1 or 2
                && CharScan.At(shown, digits) is '.' or ')' or ':'
                && $" {NormalizedText.Of(shown[digits..].ToString())} ".AsSpan().ContainsAny(Trouble)
            )
                troubles++;
        }
        return troubles;
    }

    private static SearchValues<string> Phrases(IEnumerable<string> phrases) =>
        SearchValues.Create([.. phrases.Select(phrase => $" {NormalizedText.Of(phrase)} ")], StringComparison.Ordinal);

    private static IEnumerable<string> Combine(string first, string second) =>
        from one in first.Split(", ")
        from two in second.Split(", ")
        select $"{one} {two}";
}
