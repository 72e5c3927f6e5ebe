namespace SupportKit.Workflows;

/// <summary>The names of the default workflow's triggers.</summary>
public static class Triggers
{
    /// <summary>An agent acknowledges the ticket.</summary>
    public const string Acknowledge = "acknowledge";

    /// <summary>An agent answers the requester.</summary>
    public const string Answer = "answer";

    /// <summary>An agent asks the requester something and waits.</summary>
    public const string Ask = "ask";

    /// <summary>The requester replies to the desk.</summary>
    public const string RequesterReply = "requester-reply";

    /// <summary>An agent sets the ticket aside.</summary>
    public const string Hold = "hold";

    /// <summary>An agent takes it up again.</summary>
    public const string Resume = "resume";

    /// <summary>An agent declares the ticket solved.</summary>
    public const string Resolve = "resolve";

    /// <summary>The requester confirms the solution.</summary>
    public const string Accept = "accept";

    /// <summary>The requester or an agent reopens the ticket.</summary>
    public const string Reopen = "reopen";

    /// <summary>The ticket is closed for good.</summary>
    public const string Close = "close";
}
