namespace SupportKit.PolicyAnalysis;

/// <summary>
/// The work that a check may still do. Some rule sets have no small diagram; their check ends after a number of steps or of
/// nodes, not after a time, so it ends in the same way on every machine.
/// </summary>
/// <param name="steps">How many steps may be done.</param>
/// <param name="nodes">How many nodes of diagrams may be made.</param>
internal sealed class WorkBudget(long steps, long nodes = long.MaxValue)
{
    private long stepsLeft = steps;
    private long nodesLeft = nodes;

    /// <summary>Ends the work early, where nobody waits for it any more.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>How many steps are left.</summary>
    public long StepsLeft => stepsLeft;

    /// <exception cref="CheckTooLargeException">The budget is used up.</exception>
    /// <exception cref="OperationCanceledException">Nobody waits for it any more.</exception>
    public void Spend(long amount)
    {
        Cancellation.ThrowIfCancellationRequested();
        stepsLeft -= amount;
        if (stepsLeft < 0)
            throw new CheckTooLargeException();
    }

    /// <exception cref="CheckTooLargeException">The budget is used up.</exception>
    public void SpendNode()
    {
        nodesLeft--;
        Spend(1);
        if (nodesLeft < 0)
            throw new CheckTooLargeException();
    }

    /// <summary>
    /// Begins anew for the next section, which is checked within a budget of its own.
    /// </summary>
    public void Renew(long newSteps, long newNodes) => (stepsLeft, nodesLeft) = (newSteps, newNodes);
}
