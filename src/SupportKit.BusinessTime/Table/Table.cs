namespace SupportKit.BusinessTime;

/// <summary>Something compiled for a range of days: from the first up to, and not including, the end.</summary>
internal abstract class Table(int firstDay, int endDay)
{
    internal int FirstDay { get; } = firstDay;

    internal int EndDay { get; } = endDay;
}
