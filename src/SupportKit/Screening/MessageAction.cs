using System.Text.Json.Serialization;
using SupportKit.Json;

namespace SupportKit.Screening;

/// <summary>What follows from a finding: the policy's to say. Later ones are graver, and the gravest of several counts.</summary>
[JsonConverter(typeof(EnumJsonConverter<MessageAction>))]
public enum MessageAction
{
    /// <summary>The message is taken, and the person is told.</summary>
    Advise,

    /// <summary>The message is taken, and the ticket is held until somebody of the desk has looked.</summary>
    Hold,

    /// <summary>The person is asked to write it anew; nothing is stored.</summary>
    Rewrite,

    /// <summary>The message is refused; nothing is stored.</summary>
    Refuse,
}

/// <summary>What is looked at.</summary>
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
}
