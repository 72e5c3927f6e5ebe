using System.Collections.Immutable;
using NodaTime;

namespace SupportKit.Cli;

/// <summary>One test of a policy: a request, what is expected of it, and what happens afterwards. Immutable.</summary>
/// <param name="Name">What it shows; unique in its file.</param>
/// <param name="Line">Where it stands in its file.</param>
/// <param name="Request">Who asks for what.</param>
/// <param name="At">When the request comes in, UTC.</param>
/// <param name="Expect">What the policy is to decide.</param>
/// <param name="Steps">What happens to the ticket afterwards, in order.</param>
internal sealed record PolicyTest(
    string Name,
    int? Line,
    RequestForm Request,
    Instant At,
    Expectation Expect,
    ImmutableArray<TestStep> Steps
);

/// <summary>Something that happens to the ticket, and what is expected then. Immutable.</summary>
/// <param name="Line">Where it stands in its file.</param>
/// <param name="At">When; everything that comes due until then has happened before.</param>
/// <param name="Do">What: <c>wait</c>, <c>reply</c>, <c>ask</c>, <c>acknowledge</c>, <c>changeFacts</c>, <c>changePriority</c>, <c>assign</c>, or a trigger.</param>
/// <param name="ByRequester">Whether the person who asked does it; else its assignee, or a lead while it has none.</param>
/// <param name="To">The priority or the agent, where the step names one.</param>
/// <param name="Facts">What is told of the request from now on.</param>
/// <param name="Expect">What is to be so after it.</param>
internal sealed record TestStep(
    int? Line,
    Instant At,
    string Do,
    bool ByRequester,
    string? To,
    FactSet Facts,
    Expectation Expect
);

/// <summary>What a test expects; what it does not mention may be anything. Immutable.</summary>
internal sealed record Expectation
{
    /// <summary>accept, acceptLimited, redirect, refuse, needInfo, or refused for every other refusal.</summary>
    public string? Verdict { get; init; }

    /// <summary>The code of the refusal.</summary>
    public string? Code { get; init; }

    /// <summary>The rule of scope that decides.</summary>
    public string? Rule { get; init; }

    /// <summary>The channel that the person is sent to.</summary>
    public string? To { get; init; }

    /// <summary>The fields that are asked for, in the form's order; null when nothing is expected of them.</summary>
    public ImmutableArray<string>? Missing { get; init; }

    /// <summary>The priority that is expected; null when nothing is expected of it.</summary>
    public string? Priority { get; init; }

    /// <summary>The queue that is expected; null when nothing is expected of it.</summary>
    public string? Queue { get; init; }

    /// <summary>The state that is expected; null when nothing is expected of it.</summary>
    public string? State { get; init; }

    /// <summary>What is expected of promises by metric; null where nothing is to be promised.</summary>
    public ImmutableArray<KeyValuePair<string, ExpectedPromise?>> Promises { get; init; } = [];

    /// <summary>Texts that stand in what the person is told, in the language of the request.</summary>
    public ImmutableArray<string> Told { get; init; } = [];
}

/// <summary>What a test expects of a promise. Immutable.</summary>
/// <param name="Due">By when; null when nothing is expected of it.</param>
/// <param name="Rule">The rule that makes it.</param>
/// <param name="Within">The time that it gives.</param>
/// <param name="Status">running, paused, met, breached or canceled.</param>
internal sealed record ExpectedPromise(Instant? Due, string? Rule, string? Within, string? Status);
