using NodaTime;

namespace SupportKit.Reports;

/// <summary>
/// Times to a first answer, counted by whole minutes: however many there are, it holds one number for each minute that occurs. Not thread-safe.
/// </summary>
internal sealed class FirstAnswerTimes
{
    private readonly SortedDictionary<long, int> counts = [];

    public int Count { get; private set; }

    /// <summary>Adds a time; a begun minute counts as a whole one.</summary>
    public void Add(Duration time)
    {
        var minutes = (long)Math.Ceiling(time.TotalMinutes);
        counts[minutes] = counts.GetValueOrDefault(minutes) + 1;
        Count++;
    }

    /// <summary>The least time within which so many percent were answered, by nearest rank; null when none was.</summary>
    public Duration? Percentile(int percent)
    {
        if (Count == 0)
            return null;
        // Rounded up, in whole numbers.
        var rank = ((long)Count * percent + 99) / 100;
        foreach (var (minutes, count) in counts)
        {
            rank -= count;
            if (rank <= 0)
                return Duration.FromMinutes(minutes);
        }
        throw new InvalidOperationException("A percentile is of 1 to 100 percent.");
    }
}
