namespace SupportKit.Workflows;

/// <summary>The triggers of the default workflow.</summary>
public static class Triggers
{
    /// <summary>An agent takes notice.</summary>
    public const string Acknowledge = "acknowledge";

    /// <summary>An agent answers the requester.</summary>
    public const string Answer = "answer";

    /// <summary>An agent asks the requester something and waits.</summary>
    public const string Ask = "ask";

    /// <summary>The requester writes.</summary>
    public const string RequesterReply = "requester-reply";

    /// <summary>An agent sets the ticket aside.</summary>
    public const string Hold = "hold";

    /// <summary>An agent takes it up again.</summary>
    public const string Resume = "resume";

    /// <summary>An agent considers it solved.</summary>
    public const string Resolve = "resolve";

    /// <summary>The requester agrees that it is solved.</summary>
    public const string Accept = "accept";

    /// <summary>The requester, or an agent, does not.</summary>
    public const string Reopen = "reopen";

    /// <summary>It is over.</summary>
    public const string Close = "close";
}
