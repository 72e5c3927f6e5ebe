namespace SupportKit.Delivery;

/// <summary>The notifications in English.</summary>
internal static class EnglishTexts
{
    public static readonly Dictionary<string, (string Subject, string Body)> All = new(StringComparer.Ordinal)
    {
        ["access-ended"] = ("Access ended: {title}", "The access to the customer's environment has ended."),
        ["access-granted"] = ("Access to {environment}: {title}", "Granted until {until}."),
        ["agent-replied"] = ("An answer to: {title}", "{body}"),
        ["answered-by-linked-issue"] = (
            "Taken up elsewhere: {title}",
            "Your request led to {reference}. It counts as answered with that; news of {reference} will reach you. If you still need help, ask for it there."
        ),
        ["assigned"] = ("{priority}, yours: {title}", "This request is yours."),
        ["attachment-disclosed"] = (
            "A file was passed on: {title}",
            "As you agreed, {desk} has given a file to {third-party}."
        ),
        ["change-approved"] = ("Change approved: {title}", "The customer has agreed to the change."),
        ["change-made"] = ("Changed: {title}", "{desk} has made the change you agreed to."),
        ["change-proposed"] = (
            "May we change this? {title}",
            "{desk} proposes, in {environment}: {change}\nNothing is changed before you agree."
        ),
        ["closed"] = ("Closed: {title}", "{desk} has closed your request."),
        ["closed-inactive"] = ("Closed: {title}", "{desk} has not heard from you, and has closed the request."),
        ["auto-close-warning-sent"] = (
            "Closing soon: {title}",
            "{desk} is waiting for you. Without a word from you, the request closes on {close-at}."
        ),
        ["message-flagged"] = ("On your message: {title}", "{advice}"),
        ["escalated"] = ("Escalated: {title}", "{reason}"),
        ["further-help-requested"] = ("Help is still wanted: {title}", "{body}"),
        ["linked-issue-updated"] = ("News of {reference}: {title}", "{body}"),
        ["inbound-mail-rejected"] = (
            "Your mail was not read: {title}",
            "Mails to {desk} are not read, and yours was not kept. Please write there."
        ),
        ["merged"] = ("Carried on in another request: {title}", "{desk} carries this on in your request {other}."),
        ["next-step-set"] = ("The next step: {title}", "{step}"),
        ["opened"] = ("We have your request: {title}", "{desk} has received your request.\n{note}{limit}"),
        ["opened-with-promise"] = (
            "We have your request: {title}",
            "{desk} has received your request. You will have an answer by {answer-by}.\n{note}{limit}"
        ),
        ["opened-with-window"] = (
            "We have your request: {title}",
            "{desk} has received your request. An answer comes between {answer-from} and {answer-by}.\n{note}{limit}"
        ),
        ["promise-breached"] = ("{priority} late ({metric}): {title}", "Was promised by {due}."),
        ["promise-warned"] = ("{priority} soon late ({metric}): {title}", "Promised by {due}."),
        ["routed"] = ("{priority} for {queue}: {title}", "A request is waiting."),
        ["reopened"] = ("{priority} reopened: {title}", "It is not solved yet."),
        ["requester-replied"] = ("A reply to: {title}", "{body}"),
        ["resolved"] = ("Resolved: {title}", "{desk} considers your request resolved. If it is not, say so there."),
        ["secrets-redacted"] = (
            "We have hidden something in: {title}",
            "Your message contained: {masked}. It was hidden before anything was stored. Nobody of {desk} will ever ask you for it; if it was a password or a key, change it."
        ),
        ["shared"] = ("Shared with you: {title}", "You may read this request to {desk}, and write in it."),
        ["split-off"] = (
            "A request of its own: {title}",
            "A part of your request is now a request of its own: {other}."
        ),
    };
}
