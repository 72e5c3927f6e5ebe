using System.Text.Json.Nodes;
using SupportKit.Screening;

namespace SupportKit.Policies;

/// <content>How messages are checked.</content>
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

    /// <summary>What follows from words that are not accepted in a language, or in <c>any</c>.</summary>
    public PolicyBuilder BlockWords(MessageAction then, string language, params ReadOnlySpan<string> words)
    {
        var check = Member(Section("screening"), "blockedWords");
        check["then"] = NameOf(then);
        Member(check, "words")[language] = ConditionBuilder.Texts(words);
        return this;
    }
}
