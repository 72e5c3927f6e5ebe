using System.Diagnostics;
using SupportKit.Localization;

namespace SupportKit;

/// <summary>A request for help, as it reaches the desk. Immutable.</summary>
[DebuggerDisplay("{Tenant,nq} {Requester,nq} {Category,nq} \"{Title,nq}\"")]
public sealed record OpenRequest
{
    /// <summary>Whose desk is asked.</summary>
    public string Tenant
    {
        get;
        init => field = HostId.Require(value);
    } = SupportDesk.DefaultTenant;

    /// <summary>The host's own id of the person who asks. The host has authenticated them, or has them as a guest.</summary>
    public required string Requester
    {
        get;
        init => field = HostId.Require(value);
    }

    /// <summary>What it is about: a category of the policy.</summary>
    public required string Category
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(Category));
    }

    /// <summary>How it comes in: an official channel of the policy.</summary>
    public required string Channel
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(Channel));
    }

    /// <summary>A line that says what it is about.</summary>
    public required string Title
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(Title));
    }

    /// <summary>The request in the person's own words.</summary>
    public required string Body
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(Body));
    }

    /// <summary>The form's answers. One the form may not give, or outside its domain, refuses the request.</summary>
    public FactSet Answers
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(Answers));
    } = FactSet.Empty;

    /// <summary>What the host states about this one request: whether the person is signed in, for example.</summary>
    public FactSet Stated
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(Stated));
    } = FactSet.Empty;

    /// <summary>The version of the terms of use that the person accepts with this request; null when they accept none.</summary>
    public string? AcceptsTerms { get; init; }

    /// <summary>The person of the desk who opens it for somebody, on the telephone for example; null for the requester.</summary>
    public Actor? OnBehalf { get; init; }

    /// <summary>
    /// What the person was answered in the call that they asked in, by <see cref="OnBehalf"/>: it counts as the first answer, at the
    /// instant at which the ticket is opened. Null when they were not answered yet.
    /// </summary>
    public string? CallSummary { get; init; }

    /// <summary>The Message-ID of the mail that it came in, without its brackets; null for what came another way.</summary>
    internal string? MailId { get; init; }

    /// <summary>The caller's own id of this command; the same id twice opens one ticket. Null to do without.</summary>
    public string? CommandId { get; init; }
}
