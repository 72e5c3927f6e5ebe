using System.Globalization;

namespace SupportKit.Tests.Redaction;

/// <summary>One text, what must not remain in it, and the class it is scored in.</summary>
internal sealed record CorpusText(string Class, string Form, string Text, IReadOnlyList<string> Secrets);

/// <summary>
/// Texts with secrets, made when the test runs: every form of writing one down that <see cref="SecretForms"/> lists, with new values in each. Shares
/// nothing with the scanners.
/// </summary>
internal static class SecretCorpus
{
    private const int ValuesEach = 12;

    private static readonly string[] Sentences =
    [
        "{0}",
        "Hello, here it is: {0}. Thanks!",
        "I put {0} into the form and it failed at 12:30.",
        "> {0}",
        "\"{0}\"",
        "Voici {0}, merci.",
        "(see {0})",
        "export X={0}",
    ];

    public static IEnumerable<CorpusText> All(int seed)
    {
        var text = new RandomText(seed);
        foreach (var (kind, make) in IssuerTokens.All)
        {
            foreach (var sentence in Sentences)
                yield return Filled("tokens alone", sentence, make(text), kind);
            foreach (var form in SecretForms.Announced)
                yield return Filled("tokens announced", form, make(text), kind);
        }
        foreach (var (name, forms) in SecretForms.Structured)
        {
            foreach (var form in forms)
            {
                for (var i = 0; i < ValuesEach; i++)
                    yield return Filled(
                        $"structured: {name}",
                        form,
                        form.Contains("{1}", StringComparison.Ordinal) ? "" : text.Password(),
                        form,
                        text.Mixed(32)
                    );
            }
        }
        foreach (var (language, forms) in SecretForms.Spoken)
        {
            foreach (var form in forms)
            {
                for (var i = 0; i < ValuesEach; i++)
                    yield return Filled($"talk: {language}", form, text.Password(), form);
            }
        }
        foreach (var form in SecretForms.Repeated)
        {
            for (var i = 0; i < ValuesEach; i++)
                yield return Filled("repeated", form, text.Password(), form);
        }
    }

    // {0} is a password or a token, {1} a key.
    private static CorpusText Filled(string name, string form, string secret, string kind, string key = "")
    {
        // Each form holds braces of its own, so they are not those of string.Format.
        var filled = form.Replace("{0}", secret, StringComparison.Ordinal)
            .Replace("{1}", key, StringComparison.Ordinal);
        return new(
            name,
            string.Create(CultureInfo.InvariantCulture, $"{kind}"),
            filled,
            [secret.Length > 0 ? secret : key]
        );
    }
}
