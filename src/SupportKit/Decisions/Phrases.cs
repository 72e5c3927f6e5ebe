using System.Collections.Immutable;
using System.Globalization;
using SupportKit.Rules;
using SupportKit.Tickets;

namespace SupportKit.Decisions;

/// <summary>The sentences of explanations and refusals, in the languages SupportKit speaks.</summary>
internal sealed record Phrases(
    string Accepted,
    string Refused,
    string NotChanged,
    string Rule,
    string NoRule,
    string Passed,
    string Unknown,
    string Promise,
    string TypicalPromise,
    string PromiseTold,
    string TypicalTold,
    string Counted,
    string Versions,
    string MissingFields,
    string Withheld
)
{
    private static readonly Phrases English = new(
        Accepted: "Accepted on {0}.",
        Refused: "Not accepted on {0}: {1} ({2})",
        NotChanged: "Nothing had to change on {0}.",
        Rule: "{0}: {1}, by rule \"{2}\".",
        NoRule: "{0}: no rule applies.",
        Passed: "rule \"{0}\" does not apply: it wants {1}, and {2} is {3}",
        Unknown: "not known",
        Promise: "{0}: promised within {1}, so by {2}, by rule \"{3}\" ({4}).",
        TypicalPromise: "{0}: usually within {1}, so by {2}, by rule \"{3}\" ({4}).",
        PromiseTold: "{0}: promised by {1}.",
        TypicalTold: "{0}: usually by {1}.",
        Counted: "counted {0} – {1}",
        Versions: "Policy {0}, {1}; time-zone data {2}.",
        MissingFields: "Please add: {0}.",
        Withheld: "It is not shown in messages; please sign in to read it."
    );

    private static readonly Phrases French = new(
        Accepted: "Acceptée le {0}.",
        Refused: "Non acceptée le {0} : {1} ({2})",
        NotChanged: "Rien n'avait à changer le {0}.",
        Rule: "{0} : {1}, par la règle « {2} ».",
        NoRule: "{0} : aucune règle ne s'applique.",
        Passed: "la règle « {0} » ne s'applique pas : elle demande {1}, or {2} vaut {3}",
        Unknown: "inconnu",
        Promise: "{0} : promis sous {1}, donc avant le {2}, par la règle « {3} » ({4}).",
        TypicalPromise: "{0} : d'habitude sous {1}, donc avant le {2}, par la règle « {3} » ({4}).",
        PromiseTold: "{0} : promis avant le {1}.",
        TypicalTold: "{0} : d'habitude avant le {1}.",
        Counted: "compté {0} – {1}",
        Versions: "Politique {0}, {1} ; données de fuseaux horaires {2}.",
        MissingFields: "Merci d'ajouter : {0}.",
        Withheld: "Le contenu ne figure pas dans les messages ; connectez-vous pour le lire."
    );

    private static readonly Phrases Portuguese = new(
        Accepted: "Aceita em {0}.",
        Refused: "Não aceita em {0}: {1} ({2})",
        NotChanged: "Nada precisou mudar em {0}.",
        Rule: "{0}: {1}, pela regra \"{2}\".",
        NoRule: "{0}: nenhuma regra se aplica.",
        Passed: "a regra \"{0}\" não se aplica: ela pede {1}, e {2} é {3}",
        Unknown: "desconhecido",
        Promise: "{0}: prometido em {1}, portanto até {2}, pela regra \"{3}\" ({4}).",
        TypicalPromise: "{0}: normalmente em {1}, portanto até {2}, pela regra \"{3}\" ({4}).",
        PromiseTold: "{0}: prometido até {1}.",
        TypicalTold: "{0}: normalmente até {1}.",
        Counted: "contado {0} – {1}",
        Versions: "Política {0}, {1}; dados de fusos horários {2}.",
        MissingFields: "Por favor, acrescente: {0}.",
        Withheld: "O conteúdo não vai em mensagens; entre para ler."
    );

    private static readonly ImmutableDictionary<string, Phrases> ByLanguage = ImmutableDictionary.CreateRange([
        KeyValuePair.Create("en", English),
        KeyValuePair.Create("fr", French),
        KeyValuePair.Create("pt", Portuguese),
    ]);

    /// <summary>The phrases of a language or culture; English when SupportKit does not speak it.</summary>
    public static Phrases In(string language) => ByLanguage.GetValueOrDefault(language.Split('-')[0], English);

    /// <summary>Asks for what is missing, in every language.</summary>
    public static LocalizedText Missing(ImmutableArray<FactDeclaration> fields) =>
        new(
            ByLanguage.Select(phrases =>
                KeyValuePair.Create(phrases.Key, Fill(phrases.Value.MissingFields, Labels(fields, phrases.Key)))
            )
        );

    public string Told(PromiseKind kind) => kind == PromiseKind.Typical ? TypicalTold : PromiseTold;

    public string Of(PromiseKind kind) => kind == PromiseKind.Typical ? TypicalPromise : Promise;

    public static string Fill(string phrase, params object[] values) =>
        string.Format(CultureInfo.InvariantCulture, phrase, values);

    private static string Labels(ImmutableArray<FactDeclaration> fields, string language) =>
        string.Join(", ", fields.Select(field => field.Label.Get(language)));
}
