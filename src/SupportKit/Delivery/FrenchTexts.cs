namespace SupportKit.Delivery;

/// <summary>The notifications in French.</summary>
internal static class FrenchTexts
{
    public static readonly Dictionary<string, (string Subject, string Body)> All = new(StringComparer.Ordinal)
    {
        ["access-ended"] = ("Accès terminé : {title}", "L'accès à l'environnement du client est terminé."),
        ["access-granted"] = ("Accès à {environment} : {title}", "Accordé jusqu'au {until}."),
        ["agent-replied"] = ("Une réponse à : {title}", "{body}"),
        ["answered-by-linked-issue"] = (
            "Suivie ailleurs : {title}",
            "Votre demande a donné lieu à {reference}, ce qui vaut réponse ; vous recevrez des nouvelles de {reference}. Si vous avez encore besoin d'aide, demandez-la là."
        ),
        ["assigned"] = ("{priority}, à vous : {title}", "Cette demande est à vous."),
        ["attachment-disclosed"] = (
            "Un fichier a été transmis : {title}",
            "Comme vous l'aviez accepté, {desk} a remis un fichier à {third-party}."
        ),
        ["change-approved"] = ("Modification acceptée : {title}", "Le client a accepté la modification."),
        ["change-made"] = ("Modifié : {title}", "{desk} a fait la modification que vous aviez acceptée."),
        ["change-proposed"] = (
            "Pouvons-nous modifier ceci ? {title}",
            "{desk} propose, dans {environment} : {change}\nRien n'est modifié avant votre accord."
        ),
        ["closed"] = ("Close : {title}", "{desk} a clos votre demande."),
        ["closed-inactive"] = ("Close : {title}", "Sans nouvelles de vous, {desk} a clos la demande."),
        ["auto-close-warning-sent"] = (
            "Bientôt close : {title}",
            "{desk} attend votre retour. Sans nouvelles de vous, la demande sera close le {close-at}."
        ),
        ["message-flagged"] = ("Au sujet de votre message : {title}", "{advice}"),
        ["escalated"] = ("Escalade : {title}", "{reason}"),
        ["further-help-requested"] = ("De l'aide est encore demandée : {title}", "{body}"),
        ["linked-issue-updated"] = ("Des nouvelles de {reference} : {title}", "{body}"),
        ["inbound-mail-rejected"] = (
            "Votre courriel n'a pas été lu : {title}",
            "Les courriels à {desk} ne sont pas lus ; le vôtre n'a pas été gardé. Merci d'écrire là."
        ),
        ["merged"] = ("Suivie dans une autre demande : {title}", "{desk} poursuit dans votre demande {other}."),
        ["next-step-set"] = ("Prochaine étape : {title}", "{step}"),
        ["opened"] = ("Votre demande est arrivée : {title}", "{desk} a bien reçu votre demande.\n{note}{limit}"),
        ["opened-with-promise"] = (
            "Votre demande est arrivée : {title}",
            "{desk} a bien reçu votre demande. Une réponse vous parviendra avant le {answer-by}.\n{note}{limit}"
        ),
        ["opened-with-window"] = (
            "Votre demande est arrivée : {title}",
            "{desk} a bien reçu votre demande. Une réponse vous parviendra entre le {answer-from} et le {answer-by}.\n{note}{limit}"
        ),
        ["promise-breached"] = ("{priority} en retard ({metric}) : {title}", "Promis avant le {due}."),
        ["promise-warned"] = ("{priority} bientôt en retard ({metric}) : {title}", "Promis avant le {due}."),
        ["routed"] = ("{priority} pour {queue} : {title}", "Une demande attend."),
        ["reopened"] = ("{priority} rouverte : {title}", "Ce n'est pas encore résolu."),
        ["requester-replied"] = ("Une réaction à : {title}", "{body}"),
        ["resolved"] = (
            "Résolue : {title}",
            "{desk} considère votre demande comme résolue. Si ce n'est pas le cas, dites-le-nous là."
        ),
        ["secrets-redacted"] = (
            "Nous avons masqué une donnée dans : {title}",
            "Votre message contenait : {masked}. La donnée a été masquée avant tout enregistrement. Personne chez {desk} ne vous la demandera ; s'il s'agit d'un mot de passe ou d'une clé, changez-les."
        ),
        ["shared"] = ("Partagée avec vous : {title}", "Vous pouvez lire cette demande à {desk} et y écrire."),
        ["split-off"] = (
            "Une demande à part : {title}",
            "Une partie de votre demande est désormais une demande à part : {other}."
        ),
    };
}
