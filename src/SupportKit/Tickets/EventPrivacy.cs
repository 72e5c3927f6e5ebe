namespace SupportKit.Tickets;

/// <summary>Whether people outside the desk see an event. What of its texts and facts they see, the policy's <c>withhold</c> says.</summary>
internal enum Outside : byte
{
    /// <summary>Only the desk sees it.</summary>
    Hidden,

    /// <summary>Everybody who sees the ticket sees it.</summary>
    Shown,

    /// <summary>Everybody who sees the event that it names sees it.</summary>
    AsNamedEvent,
}

/// <summary>Whether a ticket is found by the words of an event.</summary>
internal enum Search : byte
{
    /// <summary>No search finds the texts of the event.</summary>
    None,

    /// <summary>By each <c>WrittenText</c> of it; neither by names nor, other than as facts, by its facts.</summary>
    Texts,

    /// <summary>The same, for viewers of the desk alone: for anybody else it is as if the texts were not there.</summary>
    DeskTexts,
}

/// <summary>What of an event is erased with its person. Ids of the person are replaced in any case.</summary>
internal enum Erasure : byte
{
    /// <summary>Nothing, because no person wrote any of it, or only names that must be kept as evidence.</summary>
    None,

    /// <summary>What was written: texts, facts that are not of a closed list, and names for which the event gives a substitute.</summary>
    Written,

    /// <summary>Unknown, so the ticket cannot be erased.</summary>
    Unknown,
}
