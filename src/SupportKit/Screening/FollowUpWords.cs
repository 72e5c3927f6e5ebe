using System.Collections.Frozen;

namespace SupportKit.Screening;

/// <summary>
/// The words by which people ask again about what they wrote before (en, fr, pt, de, es): "any news?", "Reminder no. 3",
/// "Re:". They say nothing about the subject, so two messages are compared without them. Pure and thread-safe.
/// </summary>
internal static class FollowUpWords
{
    private static readonly FrozenSet<string> Reminders = Set(
        "reminder followup relance relances rappel lembrete cobranca erinnerung mahnung nachfrage zahlungserinnerung recordatorio "
            + "recordatoria reclamo"
    );

    private static readonly FrozenSet<string> Numbers = Set(
        "no n nr nº n° num numero number nummer # first second third fourth fifth last final 1st 2nd 3rd 4th 5th premier premiere "
            + "deuxieme troisieme quatrieme dernier derniere 1er 1ere 2e 2eme 3e 3eme 4e 4eme primeiro segundo terceiro quarto primeira segunda "
            + "terceira ultimo ultima 1º 2º 3º 4º 1ª 2ª 3ª 4ª o erste zweite dritte vierte letzte erneute nochmalige primer primero tercer tercero "
            + "cuarto"
    );

    // How mail programs mark an answer and a message that is passed on.
    private static readonly FrozenSet<string> Marks = Set("re fwd fw aw wg tr rv res enc antw");

    private static readonly FrozenSet<string> Courtesies = Set(
        "hello hi hey dear please pls thanks thank you thx cheers sir madam team all bonjour salut bonsoir merci svp stp s il vous plait te "
            + "cordialement bien a d davance avance equipe ola oi bom dia boa tarde noite por favor obrigado obrigada equipe hallo guten tag morgen bitte "
            + "danke vielen dank gruss grusse mit freundlichen hola buenos dias buenas tardes gracias muchas saludos regards best kind"
    );

    private static readonly FrozenDictionary<string, string[][]> Phrases = new[]
    {
        "any news",
        "any news on this",
        "any news about this",
        "any news yet",
        "any update",
        "any updates",
        "any update on this",
        "any updates on this",
        "any progress",
        "is there any news",
        "is there any update",
        "still waiting",
        "i am still waiting",
        "im still waiting",
        "still no answer",
        "still no reply",
        "still no response",
        "following up",
        "just following up",
        "following up on this",
        "follow up",
        "bump",
        "ping",
        "up",
        "up please",
        "des nouvelles",
        "avez vous des nouvelles",
        "auriez vous des nouvelles",
        "du nouveau",
        "quoi de neuf",
        "toujours rien",
        "toujours pas de reponse",
        "toujours sans reponse",
        "jattends toujours",
        "je reviens vers vous",
        "je me permets de vous relancer",
        "je vous relance",
        "ou en est on",
        "ou en etes vous",
        "alguma novidade",
        "alguma noticia",
        "novidades",
        "tem novidades",
        "alguma atualizacao",
        "alguma resposta",
        "ainda sem resposta",
        "continuo aguardando",
        "ainda aguardo",
        "estou aguardando",
        "continuo a espera",
        "gibt es neuigkeiten",
        "gibt es etwas neues",
        "gibt es schon etwas neues",
        "gibts was neues",
        "neuigkeiten",
        "was neues",
        "irgendwelche neuigkeiten",
        "noch keine antwort",
        "ich warte noch",
        "ich warte immer noch",
        "wie ist der stand",
        "alguna novedad",
        "hay novedades",
        "alguna noticia",
        "hay alguna novedad",
        "novedades",
        "sigo esperando",
        "sigo sin respuesta",
        "todavia sin respuesta",
        "aun sin respuesta",
        "alguna respuesta",
    }
        .Select(phrase => phrase.Split(' '))
        .GroupBy(phrase => phrase[0])
        .ToFrozenDictionary(
            group => group.Key,
            group => group.OrderByDescending(phrase => phrase.Length).ToArray(),
            StringComparer.Ordinal
        );

    /// <summary>The normalized words of the text, without those that only ask again.</summary>
    public static string Without(string text)
    {
        var words = NormalizedText.Of(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var kept = new List<string>(words.Length);
        for (var at = 0; at < words.Length; )
        {
            if (Reminders.Contains(words[at]))
            {
                while (kept.Count > 0 && IsNumber(kept[^1]))
                    kept.RemoveAt(kept.Count - 1);
                for (at++; at < words.Length && IsNumber(words[at]); )
                    at++;
            }
            else if (LengthAt(words, at) is var length and > 0)
                at += length;
            else if (kept.Count == 0 && Marks.Contains(words[at]))
                at++;
            else
                kept.Add(words[at++]);
        }
        return string.Join(' ', kept);
    }

    /// <summary>Whether nothing but courtesy is left of a text.</summary>
    public static bool AreAll(string left) =>
        left.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(Courtesies.Contains);

    private static int LengthAt(string[] words, int at) =>
        Phrases.TryGetValue(words[at], out var phrases)
        && phrases.FirstOrDefault(phrase => words.AsSpan(at).StartsWith(phrase)) is { } longest
            ? longest.Length
            : 0;

    private static bool IsNumber(string word) =>
        Numbers.Contains(word) || (word.Length <= 2 && word.All(char.IsAsciiDigit));

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
