using SupportKit.Redaction;

namespace SupportKit.Screening;

/// <summary>What is said to a person, in the languages SupportKit speaks.</summary>
internal static class ScreeningTexts
{
    private static readonly LocalizedText Rewrite = Text(
        "Please rewrite it.",
        "Merci de le réécrire.",
        "Por favor, escreva de novo."
    );

    private static readonly LocalizedText Held = Text(
        "Somebody of the desk will look at it first.",
        "Une personne du support va d'abord le relire.",
        "Alguém do suporte vai olhar primeiro."
    );

    /// <summary>All the sentences on these findings, with what follows from the gravest.</summary>
    public static LocalizedText About(IReadOnlyList<ScreeningFinding> findings)
    {
        var sentences = findings.Select(finding => Of(finding.Check)).Distinct().ToList();
        if (
            findings.Max(finding => finding.Then) is var gravest
            && gravest is MessageAction.Rewrite or MessageAction.Hold
        )
            sentences.Add(gravest == MessageAction.Rewrite ? Rewrite : Held);
        return Join(" ", sentences);
    }

    /// <summary>The names of what was masked.</summary>
    public static LocalizedText Names(IEnumerable<SecretKind> kinds) => Join(", ", kinds.Distinct().Order().Select(Of));

    private static LocalizedText Of(MessageCheck check) =>
        check switch
        {
            MessageCheck.AllCaps => Text(
                "The message is written in capital letters, which is hard to read.",
                "Le message est écrit en majuscules, ce qui est difficile à lire.",
                "A mensagem está em letras maiúsculas, o que dificulta a leitura."
            ),
            MessageCheck.Duplicates => Text(
                "You already have an open ticket on this; several tickets on one subject delay the answer.",
                "Vous avez déjà un ticket ouvert à ce sujet ; plusieurs tickets sur un même sujet retardent la réponse.",
                "Você já tem um chamado aberto sobre isso; vários chamados sobre o mesmo assunto atrasam a resposta."
            ),
            MessageCheck.RateLimit => Text(
                "Many tickets or messages in a short time delay the answer.",
                "Beaucoup de tickets ou de messages en peu de temps retardent la réponse.",
                "Muitos chamados ou mensagens em pouco tempo atrasam a resposta."
            ),
            MessageCheck.BlockedWords => Text(
                "The message contains words that this desk does not accept.",
                "Le message contient des mots que ce support n'accepte pas.",
                "A mensagem contém palavras que este suporte não aceita."
            ),
            _ => Text(
                "The message seems to tell of several problems; one ticket for each gets answers sooner.",
                "Le message semble décrire plusieurs problèmes ; un ticket pour chacun permet de répondre plus vite.",
                "A mensagem parece tratar de vários problemas; um chamado para cada um permite responder mais cedo."
            ),
        };

    private static LocalizedText Of(SecretKind kind) =>
        kind switch
        {
            SecretKind.Password => Text("password", "mot de passe", "senha"),
            SecretKind.ApiKey => Text("key or token", "clé ou jeton", "chave ou token"),
            SecretKind.PrivateKey => Text("private key", "clé privée", "chave privada"),
            SecretKind.CardNumber => Text("card number", "numéro de carte", "número de cartão"),
            _ => Text("bank account number (IBAN)", "numéro de compte (IBAN)", "número de conta (IBAN)"),
        };

    private static LocalizedText Join(string separator, IEnumerable<LocalizedText> texts)
    {
        var all = texts.ToList();
        return Text(In("en"), In("fr"), In("pt"));

        string In(string language) => string.Join(separator, all.Select(text => text.Get(language)));
    }

    private static LocalizedText Text(string en, string fr, string pt) =>
        new([KeyValuePair.Create("en", en), KeyValuePair.Create("fr", fr), KeyValuePair.Create("pt", pt)]);
}
