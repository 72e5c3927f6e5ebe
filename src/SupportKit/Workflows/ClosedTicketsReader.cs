using SupportKit.PolicyJson;
using SupportKit.Shared;

namespace SupportKit.Workflows;

/// <summary>
/// Reads <c>closedTickets</c>: <c>{ "reply": "reopen", "within": "30d", "later": "linked", "escalate": true }</c>; null without
/// the section, and the workflow alone then says what a closed ticket takes.
/// </summary>
internal static class ClosedTicketsReader
{
    private static readonly Dictionary<string, ClosedTicketReply> Replies = new(StringComparer.Ordinal)
    {
        ["refuse"] = ClosedTicketReply.Refuse,
        ["reopen"] = ClosedTicketReply.Reopen,
        ["linked"] = ClosedTicketReply.Linked,
    };

    public static ClosedTickets? Read(ObjectReader policy, ProblemList problems)
    {
        if (policy.Optional("closedTickets") is not { } node)
            return null;
        var section = ObjectReader.Of(node, problems);
        var reply = section.RequiredChoice("reply", Replies, ClosedTicketReply.Refuse);
        var within = section.Optional("within");
        var later = section.OptionalChoice("later", Replies, ClosedTicketReply.Refuse);
        var rules = new ClosedTickets(
            reply,
            within is null ? null : DurationReader.Read(within, problems),
            later,
            section.OptionalFlag("escalate") ?? false
        );
        if (within is null && section.Optional("later") is { } without)
            problems.Add(
                SupportKitErrors.PolicyPropertyMissing,
                without,
                "\"later\" says what holds after a time, and \"within\", which says how long that is, is missing.",
                "Add \"within\": \"30d\" for example, or remove \"later\"."
            );
        section.RejectUnknownProperties();
        return rules;
    }
}
