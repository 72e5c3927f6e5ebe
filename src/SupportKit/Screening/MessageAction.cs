using System.Text.Json.Serialization;
using SupportKit.Json;

namespace SupportKit.Screening;

/// <summary>What a policy does about a finding. Later members are more severe; of several, the most severe is applied.</summary>
[JsonConverter(typeof(EnumJsonConverter<MessageAction>))]
public enum MessageAction
{
    /// <summary>The message is taken, and the person is told.</summary>
    Advise,

    /// <summary>The message is taken, and the ticket is held until somebody of the desk has looked.</summary>
    Hold,

    /// <summary>The person is asked to rewrite the message; nothing is stored.</summary>
    Rewrite,

    /// <summary>The message is refused; nothing is stored.</summary>
    Refuse,
}

/// <summary>The checks that a message can fail.</summary>
[JsonConverter(typeof(EnumJsonConverter<MessageCheck>))]
public enum MessageCheck
{
    /// <summary>The message is written in capital letters.</summary>
    AllCaps,

    /// <summary>The person already has an open ticket on this.</summary>
    Duplicates,

    /// <summary>The person opens many tickets, or writes the same again and again.</summary>
    RateLimit,

    /// <summary>The message has words that the policy does not accept.</summary>
    BlockedWords,

    /// <summary>The message tells of several problems.</summary>
    MultipleIssues,

    /// <summary>The title says nothing of what the request is about.</summary>
    VagueTitle,

    /// <summary>
    /// What was written for a field that need not be answered is not of the field's form; it was taken as a part of the message. No policy turns this
    /// off.
    /// </summary>
    AnswerUnreadable,
}
