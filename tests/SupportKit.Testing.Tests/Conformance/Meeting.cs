namespace SupportKit.Testing.Tests.Conformance;

/// <summary>Lets nobody on until so many have come: the worst that a race can do, every time. Whoever comes later goes on.</summary>
internal sealed class Meeting(int count)
{
    private readonly TaskCompletionSource all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int come;

    public Task ComeAsync()
    {
        if (Interlocked.Increment(ref come) == count)
            all.SetResult();
        return all.Task;
    }
}
