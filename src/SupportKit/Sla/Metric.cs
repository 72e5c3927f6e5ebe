using System.Collections.Immutable;
using SupportKit.Tickets;

namespace SupportKit.Sla;

/// <summary>
/// What a promise is about: which signals start, fulfil and halt it, and in which states its clock stands still. At
/// most one promise of a metric runs at a time; whatever is not fulfilled when a ticket is resolved or closed ends
/// without a verdict. Immutable.
/// </summary>
/// <param name="Id">The name policies and events use.</param>
/// <param name="Start">The signals that begin a promise when none runs.</param>
/// <param name="Stop">The signals that fulfil it.</param>
/// <param name="Restart">The signals that fulfil it and begin the next.</param>
/// <param name="PauseIn">The state categories in which its clock stands still.</param>
/// <param name="PauseOn">The signals from which it stands still until one of <paramref name="ResumeOn"/>.</param>
/// <param name="ResumeOn">The signals that end what one of <paramref name="PauseOn"/> began.</param>
/// <param name="OnChange">What becomes of a running promise when the rules now say something else.</param>
public sealed record Metric(
    string Id,
    ImmutableArray<string> Start,
    ImmutableArray<string> Stop,
    ImmutableArray<string> Restart,
    ImmutableArray<StateCategory> PauseIn,
    ImmutableArray<string> PauseOn,
    ImmutableArray<string> ResumeOn,
    OnChange OnChange = OnChange.Recompute
)
{
    /// <summary>
    /// How much of the new rule's time a correction leaves at least, from 0 to 1: a quarter when nothing is said, and 0 for a metric whose
    /// promises a correction may break at once. A correction never moves an end that comes sooner past where it was.
    /// </summary>
    public decimal Grace { get; init; } = UsualGrace;

    internal const decimal UsualGrace = 0.25m;

    /// <summary>Somebody of the desk has seen the request; any answer counts too. Never pauses.</summary>
    public static Metric Acknowledgement { get; } =
        Of(
            "acknowledgement",
            [SlaSignals.Opened],
            [
                SlaSignals.Acknowledged,
                SlaSignals.AgentReplied,
                SlaSignals.AnsweredByLink,
                SlaSignals.Resolved,
                SlaSignals.Closed,
            ],
            []
        );

    /// <summary>The first answer by a person of the desk, a solution included. Never pauses: only the desk can give it.</summary>
    public static Metric FirstResponse { get; } =
        Of(
            "first-response",
            [SlaSignals.Opened],
            [SlaSignals.AgentReplied, SlaSignals.AnsweredByLink, SlaSignals.Resolved],
            []
        );

    /// <summary>
    /// An answer to what the requester wrote after the first one, counted from the oldest message that has none, or to a reopening
    /// in whatever way. Never pauses.
    /// </summary>
    public static Metric NextResponse { get; } =
        Of(
            "next-response",
            [SlaSignals.FollowUp, SlaSignals.Reopened],
            [SlaSignals.AgentReplied, SlaSignals.AnsweredByLink, SlaSignals.Resolved],
            []
        );

    /// <summary>Word from the desk again and again until it is resolved. Stands still while it is the requester's turn.</summary>
    public static Metric PeriodicUpdate { get; } =
        Of(
            "periodic-update",
            [SlaSignals.Opened, SlaSignals.Reopened],
            [SlaSignals.Resolved, SlaSignals.Closed],
            [StateCategory.Pending, StateCategory.Answered]
        ) with
        {
            Restart = [SlaSignals.AgentReplied, SlaSignals.LinkNews],
        };

    /// <summary>
    /// The request is resolved, or closed; once more after each reopening. Stands still while the desk waits, holds, or
    /// has answered.
    /// </summary>
    public static Metric Resolution { get; } =
        Of(
            "resolution",
            [SlaSignals.Opened, SlaSignals.Reopened],
            [SlaSignals.Resolved, SlaSignals.Closed],
            [StateCategory.Pending, StateCategory.OnHold, StateCategory.Answered]
        );

    /// <summary>The metrics every policy has; its section <c>metrics</c> may change them and add to them.</summary>
    public static ImmutableArray<Metric> BuiltIn { get; } =
    [Acknowledgement, FirstResponse, NextResponse, PeriodicUpdate, Resolution];

    private static Metric Of(
        string id,
        ImmutableArray<string> start,
        ImmutableArray<string> stop,
        ImmutableArray<StateCategory> pauseIn
    ) => new(id, start, stop, [], pauseIn, [], []);
}
