namespace SupportKit.PolicyAnalysis;

/// <summary>
/// The work that a check may still do. Some rule sets have no small diagram; their check ends after a number of steps,
/// not after a time, so it ends in the same way on every machine.
/// </summary>
internal sealed class WorkBudget(long steps)
{
    /// <summary>A few seconds of work, and some hundred MB at the very most.</summary>
    public const long Usual = 40_000_000;

    private long left = steps;

    /// <exception cref="CheckTooLargeException">The budget is used up.</exception>
    public void Spend(long amount)
    {
        left -= amount;
        if (left < 0)
            throw new CheckTooLargeException();
    }
}
