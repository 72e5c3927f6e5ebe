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
/// <param name="inline">The listener goes on within the ring, on the same thread: for simulated time.</param>
internal sealed class WorkerSignal(bool inline = false)
{
    private TaskCompletionSource bell = New(inline);
    private int failures;

    /// <summary>How often in a row whoever listens has failed.</summary>
    public int Failures
    {
        get => Volatile.Read(ref failures);
        set => Volatile.Write(ref failures, value);
    }

    public void Set() => Volatile.Read(ref bell).TrySetResult();

    /// <summary>Returns when the bell has rung. Work committed before a ring is there to be seen after this returns.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        await Volatile.Read(ref bell).Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        Volatile.Write(ref bell, New(inline));
    }

    private static TaskCompletionSource New(bool inline) =>
        new(inline ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously);
}
