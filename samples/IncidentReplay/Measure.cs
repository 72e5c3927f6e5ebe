using System.Collections.Immutable;

namespace IncidentReplay;

/// <summary>A way to measure how long a resolution took. Immutable.</summary>
/// <param name="Name">What a report calls it.</param>
/// <param name="InDays">A day of it has 24 hours, so that it may be told in days.</param>
/// <param name="Of">Whole minutes; null for an incident that was not resolved.</param>
internal sealed record Measure(string Name, bool InDays, Func<IncidentFigures, long?> Of)
{
    public static Measure Elapsed { get; } = new("elapsed", true, incident => incident.Elapsed);

    public static Measure Business { get; } = new("business hours", false, incident => incident.Business);

    public static Measure Worked { get; } = new("business hours less waits", false, incident => incident.Worked);

    public static ImmutableArray<Measure> All { get; } = [Elapsed, Business, Worked];

    /// <summary>A span as people read it.</summary>
    public string Text(long? minutes) => Minutes.Text(minutes, InDays);

    /// <summary>A target with the range in which it agrees with the same incidents.</summary>
    public string Text(TargetFit fit) =>
        fit.Target is null ? "none kept"
        : fit.UpTo == fit.Target ? Text(fit.Target)
        : $"{Text(fit.Target)} – {(fit.UpTo is null ? "any" : Text(fit.UpTo))}";
}
