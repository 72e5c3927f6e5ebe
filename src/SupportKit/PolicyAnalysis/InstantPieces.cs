using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;
using SupportKit.Rules;

namespace SupportKit.PolicyAnalysis;

/// <summary>
/// Instants in ascending order: each text that a rule names, and the spans between the bounds that rules name, without those texts.
/// </summary>
internal sealed class InstantPieces : IPieceOrder
{
    private static readonly Duration[] Steps =
    [
        Duration.FromDays(1),
        Duration.FromHours(1),
        Duration.FromMinutes(1),
        Duration.FromSeconds(1),
        Duration.FromTicks(1),
        Duration.FromNanoseconds(1),
    ];

    private readonly Instant[] instants;

    private InstantPieces(IEnumerable<Instant> instants) => this.instants = [.. instants];

    public static (IEnumerable<ValueClass>, IPieceOrder?) Split(
        IEnumerable<FactValue> named,
        IEnumerable<Condition.InInterval> spans
    )
    {
        var texts = named.Select(value => value.Text).ToHashSet(StringComparer.Ordinal);
        var turns = spans
            .SelectMany(span => new[] { span.From, span.Until })
            .OfType<Instant>()
            .Distinct()
            .Order()
            .ToImmutableArray();
        var pieces = texts
            .Select(text => (At: InstantPattern.ExtendedIso.Parse(text).Value, Piece: new ValueClass(text)))
            .Concat(Spans(turns, texts))
            .OrderBy(piece => piece.At)
            .ToList();
        return (pieces.Select(piece => piece.Piece), new InstantPieces(pieces.Select(piece => piece.At)));
    }

    public (int From, int Until) Where(Condition leaf)
    {
        var span = (Condition.InInterval)leaf;
        return (
            span.From is { } from ? CountBefore(from) : 0,
            span.Until is { } until ? CountBefore(until) : instants.Length
        );
    }

    private int CountBefore(Instant bound)
    {
        var (low, high) = (0, instants.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (instants[middle] < bound)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    private static IEnumerable<(Instant At, ValueClass Piece)> Spans(
        ImmutableArray<Instant> turns,
        HashSet<string> named
    )
    {
        if (turns.IsEmpty)
        {
            var any = Unnamed(Instant.FromUtc(2026, 1, 1, 0, 0), null, named)!.Value;
            yield return (any, new ValueClass(Text(any)) { IsRest = true });
            yield break;
        }
        // The one before the first bound is found backwards: what is a day before it, or less.
        foreach (var step in Steps.Where(step => turns[0] - Instant.MinValue > step).Take(1))
            if (Unnamed(turns[0] - step, turns[0], named) is { } before)
                yield return (before, new ValueClass(Text(before)) { Before = Text(turns[0]) });
        for (var i = 0; i < turns.Length; i++)
        {
            Instant? end = i + 1 < turns.Length ? turns[i + 1] : null;
            if (Unnamed(turns[i], end, named) is { } inside)
                yield return (
                    inside,
                    new ValueClass(Text(inside))
                    {
                        From = Text(turns[i]),
                        Before = end is { } until ? Text(until) : null,
                    }
                );
        }
    }

    /// <summary>An instant from one bound, included, to the other, excluded, whose usual text no rule names.</summary>
    private static Instant? Unnamed(Instant from, Instant? until, HashSet<string> named)
    {
        foreach (var step in Steps)
        {
            for (var at = from; (until ?? Instant.MaxValue) > at && at - from <= step * named.Count; at += step)
            {
                if (!named.Contains(Text(at)))
                    return at;
                if (Instant.MaxValue - at <= step)
                    break;
            }
        }
        return null;
    }

    private static string Text(Instant at) => InstantPattern.ExtendedIso.Format(at);
}
