using System.Collections.Frozen;

namespace SupportKit.Screening;

/// <summary>
/// Tells whether a title says nothing of what a request is about (en, fr, pt, de, es): "Help!", "J'ai un problème", "urgent". It does when each
/// of its words asks for help, calls something a problem or is a courtesy, and when there is no word in it. Pure and thread-safe.
/// </summary>
internal static class VagueTitle
{
    // Words that every request could have.
    private static readonly FrozenSet<string> Empty = (
        // calls for help, and what is wrong without saying what
        "help helpme support assistance problem problems issue issues question questions request requests ticket error errors bug bugs trouble "
        + "broken urgent urgently urgency asap important emergency info information misc other test subject title new "
        + "aide aidez probleme problemes souci soucis demande demandes erreur erreurs panne urgence renseignement renseignements divers autre "
        + "sujet titre objet nouveau nouvelle ajuda ajudem ajudar socorro suporte problema problemas duvida duvidas pergunta perguntas chamado "
        + "solicitacao pedido erro erros falha urgencia informacao informacoes outro outra assunto titulo novo nova "
        + "hilfe problem probleme frage fragen anfrage fehler stoerung storung dringend eilig wichtig betreff sonstiges neu neue "
        + "ayuda ayudame ayudenme soporte pregunta preguntas duda dudas consulta solicitud fallo urgente informacion otro asunto nuevo "
        // it does not work
        + "not working work works doesnt dont does do cant cannot wont nothing something anything happens wrong "
        + "ne marche marchent pas fonctionne fonctionnent plus rien "
        + "nao funciona funcionam nada quebrado "
        + "geht gehen funktioniert funktionieren nicht nichts kaputt "
        + "no funcionan "
        // the words between them, and what an apostrophe leaves of them
        + "j d l s t m n c qu ve re ll i im ive have has had need needed want got get a an the my me to with for of on in it its this that is are there one some very really "
        + "je jai nous avons ai besoin dun dune de du des un une le la les lai mon ma mes moi y il cest ca cela est a avec pour sur tres "
        + "eu tenho temos preciso precisamos de um uma o os as meu minha me com para isso isto esta muito ha "
        + "ich wir habe haben brauche brauchen ein eine einen mein meine mir es das ist mit zu sehr bitte "
        + "yo tengo tenemos necesito necesitamos un una el los las mi me con para esto es muy hay"
    ).Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether the title says nothing; one without any text is a reply's, or is asked for by the form.</summary>
    public static bool Is(string title) =>
        !string.IsNullOrWhiteSpace(title)
        && (AreAllEmpty(title) || AreAllEmpty(Elision.Split(title, BlockedWords.AnyLanguage)));

    private static bool AreAllEmpty(string text) =>
        Array.TrueForAll(
            NormalizedText.Of(text).Split(' ', StringSplitOptions.RemoveEmptyEntries),
            word => Empty.Contains(word) || FollowUpWords.AreAll(word)
        );
}
