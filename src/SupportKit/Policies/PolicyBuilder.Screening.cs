using System.Text.Json.Nodes;
using SupportKit.Screening;

namespace SupportKit.Policies;

/// <content>How messages are checked, and how many tickets somebody may have.</content>
public sealed partial class PolicyBuilder
{
    /// <summary>How people are asked to write: what follows from one check, with its usual limits.</summary>
    public PolicyBuilder Screen(MessageCheck check, MessageAction then) => PutCheck(check, then, []);

    /// <summary>What follows from a ticket that is this alike to an open one of the same person.</summary>
    public PolicyBuilder Duplicates(MessageAction then, int similarityPercent) =>
        PutCheck(
            MessageCheck.Duplicates,
            then,
            new JsonObject { ["similarity"] = FormattableString.Invariant($"{similarityPercent}%") }
        );

    /// <summary>What follows from more tickets, or more messages of the same words, than this within a span such as <c>1h</c>.</summary>
    public PolicyBuilder RateLimit(MessageAction then, int tickets, int sameMessages, string within) =>
        PutCheck(
            MessageCheck.RateLimit,
            then,
            new JsonObject
            {
                ["tickets"] = tickets,
                ["sameMessages"] = sameMessages,
                ["within"] = within,
            }
        );

    /// <summary>A rule of how many tickets somebody may have; with neither <paramref name="tickets"/> nor <paramref name="open"/> any number.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="when">Which requests it is for; rules are tried in order.</param>
    /// <param name="tickets">The most tickets that are opened in <paramref name="within"/>.</param>
    /// <param name="within"><c>day</c>, <c>week</c>, <c>month</c>, <c>year</c>, or a span such as <c>30d</c>; stands with <paramref name="tickets"/>.</param>
    /// <param name="open">The most tickets that are neither resolved nor closed at a time.</param>
    /// <param name="perOrganization">Whether the tickets of the requester's whole organization count.</param>
    public PolicyBuilder Quota(
        string id,
        ConditionBuilder when,
        int? tickets = null,
        string? within = null,
        int? open = null,
        bool perOrganization = false
    )
    {
        if (tickets is null && within is null && open is null)
            return Append("quotas", Rule(id, when, "unlimited"));
        var then = new JsonObject();
        if (tickets is not null)
            then["tickets"] = tickets;
        if (within is not null)
            then["within"] = within;
        if (open is not null)
            then["open"] = open;
        if (perOrganization)
            then["per"] = "organization";
        return Append("quotas", Rule(id, when, then));
    }

    /// <summary>What follows from words that are not accepted in a language, or in <c>any</c>.</summary>
    public PolicyBuilder BlockWords(MessageAction then, string language, params ReadOnlySpan<string> words)
    {
        var check = Member(Section("screening"), "blockedWords");
        check["then"] = NameOf(then);
        Member(check, "words")[language] = ConditionBuilder.Texts(words);
        return this;
    }
}
