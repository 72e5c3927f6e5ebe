using System.Diagnostics;

namespace SupportKit.Scope;

/// <summary>
/// What a policy's scope rules say to a request. The fifth answer, <c>NeedInfo</c>, is not a rule's to give: it
/// follows when a request is accepted but its form is not complete. Immutable.
/// </summary>
internal abstract record Verdict
{
    private Verdict() { }

    /// <summary>What explanations call it, as policies write it.</summary>
    public string Told =>
        this switch
        {
            Accept => "accept",
            AcceptLimited => "acceptLimited",
            Redirect redirect => $"redirect {redirect.To}",
            Refuse => "refuse",
            var other => throw new UnreachableException($"Verdict.{other.GetType().Name} has no name."),
        };

    /// <summary>The desk helps, and the request becomes a ticket.</summary>
    public sealed record Accept : Verdict;

    /// <summary>The desk helps within limits, which the person is told.</summary>
    public sealed record AcceptLimited(LocalizedText Limit) : Verdict;

    /// <summary>Another channel of the policy handles such requests.</summary>
    public sealed record Redirect(string To, LocalizedText Advice) : Verdict;

    /// <summary>The desk does not help, for this reason.</summary>
    public sealed record Refuse(LocalizedText Reason) : Verdict;
}
