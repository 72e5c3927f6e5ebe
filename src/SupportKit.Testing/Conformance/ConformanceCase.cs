namespace SupportKit.Testing;

/// <summary>One promise of a port, and the steps that find out whether an implementation keeps it. Immutable.</summary>
/// <typeparam name="TPort">The port, e.g. <see cref="Storage.ITicketStore"/>.</typeparam>
public sealed class ConformanceCase<TPort>
{
    private readonly Func<TPort, CancellationToken, Task> run;

    internal ConformanceCase(string name, Func<TPort, CancellationToken, Task> run) => (Name, this.run) = (name, run);

    /// <summary>The promise as the end of a sentence; unique among the cases of a port and safe to show in a test's name.</summary>
    public string Name { get; }

    /// <summary>Checks the promise. Needs no clock and waits for nothing but the implementation.</summary>
    /// <param name="port">The implementation, empty: every case wants its own, or one that was cleared.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="ConformanceException">The promise is broken; the message says what was seen instead.</exception>
    public async Task RunAsync(TPort port, CancellationToken cancellationToken = default)
    {
        try
        {
            await run(port, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // whatever the implementation throws where the promise allows nothing breaks the promise
        catch (Exception error)
#pragma warning restore CA1031
        {
            throw new ConformanceException(Name, error);
        }
    }

    /// <summary>The name of the case, as a test runner shows it.</summary>
    public override string ToString() => Name;
}
