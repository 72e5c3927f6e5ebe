using SupportKit.Storage;

namespace SupportKit.Desk;

/// <summary>Tells this process' workers that a commit brought them work, so that nothing waits for a poll. Thread-safe.</summary>
internal sealed class WorkerSignals
{
    internal WorkerSignal Deadlines { get; } = new();

    internal WorkerSignal Messages { get; } = new();

    internal void After(TicketCommit commit) => DeferredNotifications.Then(() => Ring(commit));

    private void Ring(TicketCommit commit)
    {
        if (commit.Ticket.NextDeadline() is not null)
            Deadlines.Set();
        if (!commit.Messages.IsEmpty)
            Messages.Set();
    }
}

/// <summary>A bell for one listener, which stays rung until it is heard; ringing it twice is ringing it once.</summary>
internal sealed class WorkerSignal
{
    private TaskCompletionSource bell = New();

    public void Set() => Volatile.Read(ref bell).TrySetResult();

    /// <summary>Returns when the bell has rung. Work committed before a ring is there to be seen after this returns.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        await Volatile.Read(ref bell).Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        Volatile.Write(ref bell, New());
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
