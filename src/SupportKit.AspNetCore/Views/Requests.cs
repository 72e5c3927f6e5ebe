namespace SupportKit.AspNetCore;

/// <summary>A request for help. Immutable.</summary>
/// <param name="Category">A category of the form.</param>
/// <param name="Title">A line that says what it is about.</param>
/// <param name="Body">The person's own words.</param>
internal sealed record NewTicket(string Category, string Title, string Body)
{
    /// <summary>The answers to the fields of the form.</summary>
    public FactSet Answers
    {
        // The generated reader of JSON sets what was not sent to null.
        get => field ?? FactSet.Empty;
        init;
    }

    /// <summary>The version of the terms that the person accepts with it; null for none.</summary>
    public string? AcceptsTerms { get; init; }

    /// <summary>How many files the person means to attach, for the preview; they are sent once the request has a ticket.</summary>
    public int Attachments { get; init; }
}

/// <summary>A request that somebody of the desk opens for a person. Immutable.</summary>
/// <param name="Requester">The host's id of the person.</param>
/// <param name="Category">A category of the form.</param>
/// <param name="Channel">How the person asked.</param>
/// <param name="Title">A line that says what it is about.</param>
/// <param name="Body">What the person said.</param>
internal sealed record NewTicketOnBehalf(string Requester, string Category, string Channel, string Title, string Body)
{
    /// <summary>The answers to the fields of the form.</summary>
    public FactSet Answers
    {
        // The generated reader of JSON sets what was not sent to null.
        get => field ?? FactSet.Empty;
        init;
    }

    /// <summary>What the person was answered in the call; null when they were not yet.</summary>
    public string? CallSummary { get; init; }
}

/// <summary>A request that a system of the host's brings in, as the person wrote it. Immutable.</summary>
/// <param name="Requester">The host's id of the person.</param>
/// <param name="Category">A category of the form.</param>
/// <param name="Channel">How it came in.</param>
/// <param name="Title">A line that says what it is about.</param>
/// <param name="Body">The person's own words.</param>
internal sealed record NewInboundTicket(string Requester, string Category, string Channel, string Title, string Body)
{
    /// <summary>The answers to the fields of the form.</summary>
    public FactSet Answers
    {
        // The generated reader of JSON sets what was not sent to null.
        get => field ?? FactSet.Empty;
        init;
    }
}

/// <summary>What somebody writes on.</summary>
/// <param name="Body">The text.</param>
internal sealed record NewReply(string Body);

/// <summary>What the desk writes on.</summary>
/// <param name="Body">The text.</param>
internal sealed record NewAgentReply(string Body)
{
    /// <summary>Whether the desk now waits for the requester.</summary>
    public bool AsksBack { get; init; }

    /// <summary>Whether it only says that somebody has seen the request, so that the answer is still owed.</summary>
    public bool IsAcknowledgement { get; init; }
}

/// <summary>What a person wrote on elsewhere.</summary>
/// <param name="Requester">The host's id of the person.</param>
/// <param name="Body">The text.</param>
internal sealed record NewInboundReply(string Requester, string Body);

/// <summary>That a file is given to a third party.</summary>
/// <param name="ThirdParty">To whom, in the words of the requester's approval.</param>
internal sealed record NewDisclosure(string ThirdParty);

/// <summary>What the desk notes for itself.</summary>
/// <param name="Body">The text.</param>
internal sealed record NewNote(string Body);

/// <summary>That another ticket carries one on.</summary>
/// <param name="Into">The id of the other ticket.</param>
internal sealed record NewMerge(TicketId Into);
