using System.Collections.Immutable;
using NodaTime;
using SupportKit.Decisions;
using SupportKit.Localization;
using SupportKit.Sla;
using SupportKit.Tickets;

namespace SupportKit.Conversations;

/// <summary>
/// A promise in the words of whoever was given it: by when, how it stands, and why it does. It names no rule, no queue, no calendar of the
/// policy, and nothing that only the desk knows. Immutable.
/// </summary>
/// <param name="Metric">The id of its metric.</param>
/// <param name="Text">What was promised, and by when.</param>
/// <param name="Reasons">A sentence each: how it stands, what of its time counts, and what the policy says beside it.</param>
internal sealed record PromiseExplanation(string Metric, string Text, ImmutableArray<string> Reasons)
{
    /// <summary>Explains how a promise came to its instant, for the requester.</summary>
    /// <param name="progress">The promise, and how far it is.</param>
    /// <param name="rules">The rules by which it was made.</param>
    /// <param name="state">What the state of the ticket means.</param>
    /// <param name="times">How the reader is told times.</param>
    public static PromiseExplanation Of(
        ConversationPromise progress,
        SlaRules rules,
        StateCategory state,
        TimeFormat times
    )
    {
        var promise = progress.Promise;
        var kind = Explanation.NameOf(promise.Kind);
        // A policy may have metrics of its own, which the catalog knows nothing of.
        var name = times.Texts.Find(times.Language, $"metric.{promise.Metric}") ?? promise.Metric;
        var text = Say(times, $"promise.{kind}.told", ("metric", name), ("due", times.Text(promise.Due)));
        var reasons = ImmutableArray.CreateBuilder<string>();
        reasons.Add(Standing(progress, rules, state, times));
        if (promise.IsActive)
            reasons.Add(Say(times, rules.CalendarOf(promise.Within) is null ? "why.all-hours" : "why.open-hours"));
        if (!promise.Pauses.IsEmpty && progress.Paused >= Duration.FromMinutes(1))
            reasons.Add(Say(times, "why.stood-still", ("paused", times.Text(progress.Paused))));
        if (rules.NoteOf(promise)?.Get(times.Language) is { Length: > 0 } note)
            reasons.Add(note);
        return new PromiseExplanation(promise.Metric, text, reasons.ToImmutable());
    }

    private static string Standing(ConversationPromise progress, SlaRules rules, StateCategory state, TimeFormat times)
    {
        var promise = progress.Promise;
        var left = times.Text(progress.Remaining);
        return promise.Status switch
        {
            PromiseStatus.Running => Say(times, "why.left", ("left", left)),
            PromiseStatus.Paused => Say(times, $"why.paused.{Pause(promise, rules, state)}", ("left", left)),
            PromiseStatus.Met => Say(times, "why.met"),
            PromiseStatus.Breached when promise.CompletedLateAt is { } done => Say(
                times,
                "why.breached-done",
                ("at", times.Text(done))
            ),
            PromiseStatus.Breached => Say(times, "why.breached"),
            _ => Say(times, "why.canceled"),
        };
    }

    // A pause that a signal began says nothing that the person would know by another name.
    private static string Pause(SlaPromise promise, SlaRules rules, StateCategory state) =>
        promise.IsPausedBySignal || rules.MetricOf(promise.Metric)?.PauseIn.Contains(state) != true
            ? "other"
            : state switch
            {
                StateCategory.Pending => "pending",
                StateCategory.OnHold => "on-hold",
                StateCategory.Answered => "answered",
                _ => "other",
            };

    private static string Say(TimeFormat times, string key, params (string Place, Phrase Value)[] values) =>
        Phrase.Of(key, values).In(times.Texts, times.Language);
}
