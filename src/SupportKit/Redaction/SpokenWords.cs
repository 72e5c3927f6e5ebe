using System.Collections.Frozen;

namespace SupportKit.Redaction;

/// <summary>The words between the name of a secret and its value, and those that only talk about one (en, fr, pt, de, es, nl, pl, it).</summary>
internal static class SpokenWords
{
    private static readonly Lookup Verbs = new(
        "is was are est était c'est c’est serait sera é eh era será seja ist lautet war wäre heißt heisst es sera fue è era was luidt brzmi jest"
    );

    // "is still", "is currently".
    private static readonly Lookup Adverbs = new(
        "now still currently maintenant toujours actuellement agora ainda jetzt noch aktuell momentan ahora todavía adesso ora nu teraz"
    );

    private static readonly Lookup Changes = new(
        "changed change set reset updated changé change modifié remplacé alterada alterei mudada mudei trocada troquei geändert gesetzt zurückgesetzt cambiada cambié cambiado "
            + "cambiata cambiato gewijzigd veranderd zmienione zmieniłem"
    );

    private static readonly Lookup Leads = new("to en par em para pra por auf in a naar na");

    private static readonly Lookup Qualifiers = new(
        "for of to on from in at and du de des d'accès pour au aux à sur do da dos das para no na ao em für fuer von vom zu zum zur der del al per van voor bij dla della "
            + "dello delle degli al alla el la le los las den die das het konta wifi wi-fi wlan admin root"
    );

    private static readonly Lookup Talk = new(
        "required optional missing empty blank hidden none null nil undefined true false yes no string text bool boolean number "
            + "int char object type field value values input label email username user login username forgot forgotten lost wrong "
            + "incorrect invalid expired reset changed change changeme unknown same below above here there attached sent incorrecte "
            + "requis oublié oubliée perdu perdue inconnu invalide expiré vide incorrect aucun oui non obligatoire identifiant voir "
            + "obrigatória obrigatório esquecida esqueci perdida inválida incorreta errada expirada vazia nenhuma sim não usuário "
            + "campo example exemple exemplo sample test redacted masked removed supprimé removida secret hashed encrypted ok error "
            + "vergessen falsch ungültig abgelaufen leer erforderlich unbekannt ja nein olvidada olvidé incorrecta caducada vacía "
            + "obligatoria desconocida vergeten verkeerd ongeldig verplicht dimenticata sbagliata scaduta obbligatoria zapomniane "
            + "błędne wymagane default disabled enabled added removed fixed deprecated renamed return raise throw break continue pass else while disabled enabled pending failed success loading submit cancel confirm show hide "
            + "the a an my your our their his her its this that these those not what which where when how why if and or but with without "
            + "le la les un une mon ma votre notre ce cette qui que quoi o os as um uma meu minha seu sua der die das ein eine mein ihr el los tu su il lo een het mijn "
            + "at least must should can cannot will please enter choose type use see click contains special characters letters digits length minimum maximum"
    );

    /// <summary>The letters, apostrophes and hyphens that begin here; at most 24.</summary>
    public static ReadOnlySpan<char> WordAt(ReadOnlySpan<char> text, int start)
    {
        var end = start;
        while (
            end < text.Length
            && end - start < 24
            && (char.IsLetterOrDigit(text[end]) || text[end] is '\'' or '’' or '-' or '@' or '.' or '_')
        )
            end++;
        return text[Math.Min(start, text.Length)..end].TrimEnd(".'’");
    }

    /// <summary>Whether the word is a verb between a secret's name and its value: "is", "est", "lautet".</summary>
    public static bool IsVerb(ReadOnlySpan<char> word) => Verbs.Contains(word);

    /// <summary>Whether the word may stand behind that verb: "now", "still".</summary>
    public static bool IsAdverb(ReadOnlySpan<char> word) => Adverbs.Contains(word);

    /// <summary>Whether the word says that a secret was changed: "changed", "geändert".</summary>
    public static bool IsChange(ReadOnlySpan<char> word) => Changes.Contains(word);

    /// <summary>Whether the word leads to the value behind such a word: "to".</summary>
    public static bool LeadsToValue(ReadOnlySpan<char> word) => Leads.Contains(word);

    /// <summary>Whether the word begins what a secret is for: "for", "pour", "do".</summary>
    public static bool BeginsQualifier(ReadOnlySpan<char> word) => Qualifiers.Contains(word);

    /// <summary>Whether the word says something about a secret.</summary>
    public static bool IsTalk(ReadOnlySpan<char> word) => Talk.Contains(word) || SecretWords.NamesSecret(word);

    private sealed class Lookup(string words)
    {
        private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> set = words
            .Split(' ')
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase)
            .GetAlternateLookup<ReadOnlySpan<char>>();

        public bool Contains(ReadOnlySpan<char> word) => set.Contains(word);
    }
}
