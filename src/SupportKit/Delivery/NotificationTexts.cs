using System.Collections.Frozen;
using System.Text.RegularExpressions;
using SupportKit.Policies;
using SupportKit.Storage;

namespace SupportKit.Delivery;

/// <summary>Turns a message's template and values into words, in English, French and Portuguese.</summary>
internal static partial class NotificationTexts
{
    private static readonly FrozenDictionary<string, (string Subject, string Body)> Texts = new Dictionary<
        string,
        (string, string)
    >
    {
        ["en/opened"] = ("We have your request: {title}", "{desk} has received your request.\n{note}{limit}{link}"),
        ["en/opened-promised"] = (
            "We have your request: {title}",
            "{desk} has received your request. You will have an answer by {answer-by}.\n{note}{limit}{link}"
        ),
        ["en/opened-window"] = (
            "We have your request: {title}",
            "{desk} has received your request. An answer comes between {answer-from} and {answer-by}.\n{note}{limit}{link}"
        ),
        ["en/agent-replied"] = (
            "An answer to: {title}",
            "{body}\n\nPlease do not reply to this message; go on here: {link}"
        ),
        ["en/resolved"] = (
            "Resolved: {title}",
            "{desk} considers your request resolved. If it is not, say so here: {link}"
        ),
        ["en/escalated"] = ("Escalated: {title}", "{reason}\n{link}"),
        ["en/queued"] = ("{priority} for {queue}: {title}", "A request is waiting.\n{link}"),
        ["en/requester-replied"] = ("A reply to: {title}", "{body}\n{link}"),
        ["en/promise-warned"] = ("{priority} soon late ({metric}): {title}", "Promised by {due}.\n{link}"),
        ["en/promise-breached"] = ("{priority} late ({metric}): {title}", "Was promised by {due}.\n{link}"),
        ["en/secrets-masked"] = (
            "We have hidden something in: {title}",
            "Your message contained: {masked}. It was hidden before anything was stored. Nobody of {desk} will ever ask you for it; if it was a password or a key, change it.\n{link}"
        ),
        ["en/conduct-noted"] = ("On your message: {title}", "{advice}\n{link}"),
        ["fr/opened"] = (
            "Votre demande est arrivée : {title}",
            "{desk} a bien reçu votre demande.\n{note}{limit}{link}"
        ),
        ["fr/opened-promised"] = (
            "Votre demande est arrivée : {title}",
            "{desk} a bien reçu votre demande. Une réponse vous parviendra avant le {answer-by}.\n{note}{limit}{link}"
        ),
        ["fr/opened-window"] = (
            "Votre demande est arrivée : {title}",
            "{desk} a bien reçu votre demande. Une réponse vous parviendra entre le {answer-from} et le {answer-by}.\n{note}{limit}{link}"
        ),
        ["fr/agent-replied"] = (
            "Une réponse à : {title}",
            "{body}\n\nMerci de ne pas répondre à ce message ; la suite se passe ici : {link}"
        ),
        ["fr/resolved"] = (
            "Résolue : {title}",
            "{desk} considère votre demande comme résolue. Si ce n'est pas le cas, dites-le ici : {link}"
        ),
        ["fr/escalated"] = ("Escalade : {title}", "{reason}\n{link}"),
        ["fr/queued"] = ("{priority} pour {queue} : {title}", "Une demande attend.\n{link}"),
        ["fr/requester-replied"] = ("Une réaction à : {title}", "{body}\n{link}"),
        ["fr/promise-warned"] = ("{priority} bientôt en retard ({metric}) : {title}", "Promis avant le {due}.\n{link}"),
        ["fr/promise-breached"] = ("{priority} en retard ({metric}) : {title}", "Promis avant le {due}.\n{link}"),
        ["fr/secrets-masked"] = (
            "Nous avons masqué une donnée dans : {title}",
            "Votre message contenait : {masked}. La donnée a été masquée avant tout enregistrement. Personne chez {desk} ne vous la demandera ; s'il s'agit d'un mot de passe ou d'une clé, changez-les.\n{link}"
        ),
        ["fr/conduct-noted"] = ("Au sujet de votre message : {title}", "{advice}\n{link}"),
        ["pt/opened"] = (
            "Recebemos a sua solicitação: {title}",
            "{desk} recebeu a sua solicitação.\n{note}{limit}{link}"
        ),
        ["pt/opened-promised"] = (
            "Recebemos a sua solicitação: {title}",
            "{desk} recebeu a sua solicitação. Você terá uma resposta até {answer-by}.\n{note}{limit}{link}"
        ),
        ["pt/opened-window"] = (
            "Recebemos a sua solicitação: {title}",
            "{desk} recebeu a sua solicitação. Uma resposta virá entre {answer-from} e {answer-by}.\n{note}{limit}{link}"
        ),
        ["pt/agent-replied"] = (
            "Uma resposta para: {title}",
            "{body}\n\nPor favor, não responda a esta mensagem; continue aqui: {link}"
        ),
        ["pt/resolved"] = (
            "Resolvida: {title}",
            "{desk} considera a sua solicitação resolvida. Se não estiver, avise aqui: {link}"
        ),
        ["pt/escalated"] = ("Escalada: {title}", "{reason}\n{link}"),
        ["pt/queued"] = ("{priority} para {queue}: {title}", "Uma solicitação aguarda.\n{link}"),
        ["pt/requester-replied"] = ("Uma mensagem em: {title}", "{body}\n{link}"),
        ["pt/promise-warned"] = ("{priority} quase em atraso ({metric}): {title}", "Prometido até {due}.\n{link}"),
        ["pt/promise-breached"] = ("{priority} em atraso ({metric}): {title}", "Prometido até {due}.\n{link}"),
        ["pt/secrets-masked"] = (
            "Ocultamos um dado em: {title}",
            "A sua mensagem continha: {masked}. O dado foi ocultado antes de qualquer gravação. Ninguém de {desk} vai pedi-lo; se era uma senha ou uma chave, troque-a.\n{link}"
        ),
        ["pt/conduct-noted"] = ("Sobre a sua mensagem: {title}", "{advice}\n{link}"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Which texts there are, as <c>language/template</c>.</summary>
    public static IEnumerable<string> Names => Texts.Keys;

    /// <summary>The message in its language, or in English when there is no text in it.</summary>
    /// <param name="claimed">The message.</param>
    /// <param name="policy">The policy in force, whose own wording comes first.</param>
    /// <param name="ticketLink">Where people read a ticket, with <c>{ticket}</c> for its id.</param>
    public static Notification Render(ClaimedMessage claimed, Policy policy, string ticketLink)
    {
        var message = claimed.Message;
        var (subject, body) =
            policy.Texts.TryGetValue(message.Template, out var own)
                ? (own.Subject.In(message.Language), own.Body.In(message.Language))
            : Texts.TryGetValue($"{message.Language}/{message.Template}", out var ready) ? ready
            : Texts[$"en/{message.Template}"];
        return new Notification(
            message.Id,
            claimed.Tenant,
            message.Ticket,
            message.To,
            message.Language,
            Fill(subject),
            Fill(body)
        );

        // One pass: a place written inside a person's own words stays as they wrote it.
        string Fill(string text) => Place().Replace(text, place => Value(place.Groups[1].Value));

        string Value(string name) =>
            name == "link"
                ? ticketLink.Replace("{ticket}", message.Ticket.ToString(), StringComparison.Ordinal)
                : message.Values.GetValueOrDefault(name, "");
    }

    [GeneratedRegex(@"\{([a-z-]+)\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Place();
}
