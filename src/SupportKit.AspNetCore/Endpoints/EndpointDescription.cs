namespace SupportKit.AspNetCore;

/// <summary>What an endpoint of the desk takes and gives: metadata of the endpoint, which its filter, the OpenAPI document and the tests read. Immutable.</summary>
/// <param name="Name">Its operation id.</param>
/// <param name="Audience">Whom it is for.</param>
/// <param name="Summary">What it does, in a sentence.</param>
internal sealed record EndpointDescription(string Name, Audience Audience, string Summary)
{
    /// <summary>The type of its JSON body; null for none.</summary>
    public Type? Body { get; init; }

    /// <summary>The type of its JSON answer; null for none, and for what <see cref="AnswerMediaType"/> names.</summary>
    public Type? Answer { get; init; }

    /// <summary>The media type of an answer that is not JSON; null for JSON or none.</summary>
    public string? AnswerMediaType { get; init; }

    /// <summary>The status when all is well.</summary>
    public int Status { get; init; } = 200;

    /// <summary>Whether its body is the content of a file.</summary>
    public bool TakesFile { get; init; }

    /// <summary>Whether it changes something, and so asks for an <c>Idempotency-Key</c>.</summary>
    public bool IsWrite { get; init; }

    /// <summary>Whether it takes <c>If-Match</c>.</summary>
    public bool TakesVersion { get; init; }

    /// <summary>Whether it is for those who lead agents alone.</summary>
    public bool IsForLeads { get; init; }

    /// <summary>Whether nobody has to be signed in.</summary>
    public bool IsOpen { get; init; }

    /// <summary>The parameters of its query.</summary>
    public IReadOnlyList<QueryParameter> Query { get; init; } = [];
}

/// <summary>A parameter of the query. Immutable.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Summary">What it means.</param>
/// <param name="IsRequired">Whether it must be there.</param>
/// <param name="IsRepeatable">Whether it may be there more than once.</param>
internal sealed record QueryParameter(string Name, string Summary, bool IsRequired = false, bool IsRepeatable = false);
