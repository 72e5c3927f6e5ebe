using NodaTime;

namespace SupportKit.Cli;

/// <summary>Reads spans of time of options, <c>from/to</c>.</summary>
internal static class DeadlineSpans
{
    /// <exception cref="ToolException">A span cannot be read, ends before it begins, comes before the start, or lies within another.</exception>
    public static IReadOnlyList<Interval> Read(IReadOnlyCollection<string> texts, Instant start, Policy policy)
    {
        var spans = texts.Select(text => Read(text, policy)).OrderBy(span => span.Start).ToList();
        for (var i = 0; i < spans.Count; i++)
        {
            var earliest = i == 0 ? start : spans[i - 1].End;
            if (spans[i].Start < earliest)
                throw Refuse(
                    InstantText.WriteShort(spans[i].Start, policy.TimeZone),
                    i == 0 ? "The clock has not started by then." : "Another pause still goes on then.",
                    "Let a pause begin after the start, and after the end of the one before."
                );
        }
        return spans;
    }

    private static Interval Read(string text, Policy policy)
    {
        var ends = text.Split('/');
        if (ends.Length != 2)
            throw Refuse(text, "This is not a span.", "Write one such as 2026-03-09T10:00/2026-03-09T12:00.");
        var (from, to) = (
            DeadlineCommand.ReadInstant(ends[0], "--pause", policy),
            DeadlineCommand.ReadInstant(ends[1], "--pause", policy)
        );
        return from < to
            ? new(from, to)
            : throw Refuse(text, "The pause ends before it has begun.", "Turn the two ends.");
    }

    private static ToolException Refuse(string text, string cause, string remedy) =>
        new(ToolErrors.ArgumentInvalid, $"--pause {text}", cause, remedy);
}
