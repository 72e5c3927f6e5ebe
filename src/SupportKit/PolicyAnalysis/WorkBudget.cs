namespace SupportKit.PolicyAnalysis;

/// <summary>
/// How much work is left. Some sets of rules have no small diagram; a check of such a policy ends by count of steps,
/// not by a clock, so it ends the same way on every machine.
/// </summary>
internal sealed class WorkBudget(long steps)
{
    /// <summary>A few seconds of work, and some hundred MB at the very most.</summary>
    public const long Usual = 40_000_000;

    private long left = steps;

    /// <exception cref="CheckTooLargeException">Nothing is left.</exception>
    public void Spend(long amount)
    {
        left -= amount;
        if (left < 0)
            throw new CheckTooLargeException();
    }
}
