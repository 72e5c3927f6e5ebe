namespace SupportKit.Delivery;

/// <summary>The notifications in Portuguese.</summary>
internal static class PortugueseTexts
{
    public static readonly Dictionary<string, (string Subject, string Body)> All = new(StringComparer.Ordinal)
    {
        ["access-ended"] = ("Acesso encerrado: {title}", "O acesso ao ambiente do cliente terminou."),
        ["access-granted"] = ("Acesso a {environment}: {title}", "Concedido até {until}."),
        ["agent-replied"] = ("Uma resposta para: {title}", "{body}"),
        ["answered-by-linked-issue"] = (
            "Tratada em outro lugar: {title}",
            "A sua solicitação deu origem a {reference} e conta assim como respondida; você receberá notícias de {reference}. Se ainda precisar de ajuda, peça por lá."
        ),
        ["assigned"] = ("{priority}, sua: {title}", "Esta solicitação é sua."),
        ["attachment-disclosed"] = (
            "Um arquivo foi repassado: {title}",
            "Como você aprovou, {desk} entregou um arquivo a {third-party}."
        ),
        ["change-approved"] = ("Alteração aprovada: {title}", "O cliente aprovou a alteração."),
        ["change-made"] = ("Alterado: {title}", "{desk} fez a alteração que você aprovou."),
        ["change-proposed"] = (
            "Podemos alterar isto? {title}",
            "{desk} propõe, em {environment}: {change}\nNada é alterado antes da sua aprovação."
        ),
        ["closed"] = ("Encerrada: {title}", "{desk} encerrou a sua solicitação."),
        ["closed-inactive"] = ("Encerrada: {title}", "Sem notícias suas, {desk} encerrou a solicitação."),
        ["auto-close-warning-sent"] = (
            "Encerramento próximo: {title}",
            "{desk} aguarda o seu retorno. Sem notícias suas, a solicitação será encerrada em {close-at}."
        ),
        ["message-flagged"] = ("Sobre a sua mensagem: {title}", "{advice}"),
        ["escalated"] = ("Escalada: {title}", "{reason}"),
        ["further-help-requested"] = ("Ainda se pede ajuda: {title}", "{body}"),
        ["linked-issue-updated"] = ("Notícias de {reference}: {title}", "{body}"),
        ["inbound-mail-rejected"] = (
            "O seu e-mail não foi lido: {title}",
            "E-mails a {desk} não são lidos, e o seu não foi guardado. Por favor, escreva por lá."
        ),
        ["merged"] = ("Continua em outra solicitação: {title}", "{desk} continua na sua solicitação {other}."),
        ["next-step-set"] = ("Próximo passo: {title}", "{step}"),
        ["opened"] = ("Recebemos a sua solicitação: {title}", "{desk} recebeu a sua solicitação.\n{note}{limit}"),
        ["opened-with-promise"] = (
            "Recebemos a sua solicitação: {title}",
            "{desk} recebeu a sua solicitação. Você terá uma resposta até {answer-by}.\n{note}{limit}"
        ),
        ["opened-with-window"] = (
            "Recebemos a sua solicitação: {title}",
            "{desk} recebeu a sua solicitação. Uma resposta virá entre {answer-from} e {answer-by}.\n{note}{limit}"
        ),
        ["promise-breached"] = ("{priority} em atraso ({metric}): {title}", "Prometido até {due}."),
        ["promise-warned"] = ("{priority} quase em atraso ({metric}): {title}", "Prometido até {due}."),
        ["routed"] = ("{priority} para {queue}: {title}", "Uma solicitação aguarda."),
        ["reopened"] = ("{priority} reaberta: {title}", "Ainda não está resolvida."),
        ["requester-replied"] = ("Uma mensagem em: {title}", "{body}"),
        ["resolved"] = (
            "Resolvida: {title}",
            "{desk} considera a sua solicitação resolvida. Se não estiver, avise por lá."
        ),
        ["secrets-redacted"] = (
            "Ocultamos um dado em: {title}",
            "A sua mensagem continha: {masked}. O dado foi ocultado antes de qualquer gravação. Ninguém de {desk} vai pedi-lo; se era uma senha ou uma chave, troque-a."
        ),
        ["shared"] = ("Compartilhada com você: {title}", "Você pode ler esta solicitação a {desk} e escrever nela."),
        ["split-off"] = (
            "Uma solicitação própria: {title}",
            "Uma parte da sua solicitação é agora uma solicitação própria: {other}."
        ),
    };
}
