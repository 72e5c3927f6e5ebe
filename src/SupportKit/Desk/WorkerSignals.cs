using System.Collections.Concurrent;
using SupportKit.Storage;

namespace SupportKit.Desk;

/// <summary>Tells this process' workers that a commit brought them work, so that nothing waits for a poll. Thread-safe.</summary>
internal sealed class WorkerSignals
{
    internal WorkerSignal Deadlines { get; } = new();

    internal WorkerSignal Messages { get; } = new();

    internal WorkerSignal Attachments { get; } = new();

    /// <summary>Who watches which ticket.</summary>
    internal TicketChanges Changes { get; } = new();

    /// <summary>Content that committed events no longer name, or will not once the host has committed; to be looked at again, and deleted.</summary>
    internal ConcurrentQueue<(TicketKey Ticket, string Attachment)> Withdrawn { get; } = [];

    internal void After(TicketCommit commit) => DeferredNotifications.Then(() => Ring(commit));

    /// <summary>
    /// Deletes content after the commit that took its name from the history: at once, or, where that fails or the commit may still
    /// vanish, by the worker, who looks first whether it is named.
    /// </summary>
    internal async Task DeleteAsync(IAttachmentStore attachments, TicketKey ticket, string attachment)
    {
        if (!DeferredNotifications.Any)
        {
            try
            {
                // Not with the caller's token: what is recorded as gone goes.
                await attachments.DeleteAsync(ticket, attachment, CancellationToken.None).ConfigureAwait(false);
                return;
            }
#pragma warning disable CA1031 // the command was carried out, whatever is wrong with the store of content
            catch (Exception)
#pragma warning restore CA1031
            {
                // The worker tries again, and tells of what goes wrong.
            }
        }
        DeferredNotifications.Then(() =>
        {
            Withdrawn.Enqueue((ticket, attachment));
            Attachments.Set();
        });
    }

    private void Ring(TicketCommit commit)
    {
        Changes.Tell(commit.Key);
        if (commit.Ticket.NextDeadline() is not null)
            Deadlines.Set();
        if (!commit.Messages.IsEmpty)
            Messages.Set();
    }
}

/// <summary>A signal for one listener, which stays set until it is heard; setting it twice has no further effect.</summary>
/// <param name="inline">The listener goes on within the ring, on the same thread: for simulated time.</param>
internal sealed class WorkerSignal(bool inline = false)
{
    private TaskCompletionSource bell = New(inline);
    private int failures;

    /// <summary>How often in a row the listener has failed.</summary>
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
