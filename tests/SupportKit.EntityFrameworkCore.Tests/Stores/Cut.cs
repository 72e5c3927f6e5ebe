using System.Reflection;

namespace SupportKit.EntityFrameworkCore.Tests;

/// <summary>What happens at one call of a port.</summary>
public enum Fault
{
    /// <summary>The caller calls it off as it begins.</summary>
    Cancelled,

    /// <summary>It fails, and nothing was done.</summary>
    Failed,

    /// <summary>It is done, and its answer is lost.</summary>
    AnswerLost,

    /// <summary>The process ends as it begins: from here on nothing is done.</summary>
    Died,

    /// <summary>The process ends when it is done.</summary>
    DiedAfter,
}

/// <summary>Counts the calls of all ports of a desk, and lets one of them go wrong.</summary>
internal sealed class CutPlan(int at, Fault fault) : IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private int calls;
    private bool dead;

    /// <summary>Whether it came to the call.</summary>
    public bool Reached { get; private set; }

    public CancellationToken Stop => stop.Token;

    /// <summary>The port, cut where the plan says.</summary>
    public T Over<T>(T port)
        where T : class
    {
        var proxy = DispatchProxy.Create<T, Cut>();
        ((Cut)(object)proxy).Set(port, this);
        return proxy;
    }

    /// <summary>Before a call.</summary>
    /// <returns>Whether it goes wrong afterwards.</returns>
    public bool Begin()
    {
        if (dead)
            throw new IOException("The process has ended.");
        if (calls++ != at)
            return false;
        Reached = true;
        dead = fault is Fault.Died or Fault.DiedAfter;
        if (fault == Fault.Cancelled)
            stop.Cancel();
        return fault is Fault.Failed or Fault.Died ? throw new IOException("Cut.") : fault != Fault.Cancelled;
    }

    public void Dispose() => stop.Dispose();
}

/// <summary>A port that goes wrong as a plan says.</summary>
#pragma warning disable CA1852 // the runtime derives the proxies from it
internal class Cut : DispatchProxy
#pragma warning restore CA1852
{
    private static readonly MethodInfo Typed = typeof(Cut).GetMethod(
        nameof(LoseAsync),
        BindingFlags.NonPublic | BindingFlags.Static
    )!;

    private object? inner;
    private CutPlan? plan;

    public void Set(object port, CutPlan with) => (inner, plan) = (port, with);

    protected override object? Invoke(MethodInfo? method, object?[]? arguments)
    {
        var losesAnswer = plan!.Begin();
        var answer = method!.Invoke(inner, BindingFlags.DoNotWrapExceptions, null, arguments, null);
        if (!losesAnswer || answer is not Task task)
            return answer;
        return method.ReturnType.IsGenericType
            ? Typed.MakeGenericMethod(method.ReturnType.GenericTypeArguments).Invoke(null, [task])
            : LoseAsync<object>(task);
    }

    private static async Task<T> LoseAsync<T>(Task done)
    {
        await done;
        throw new IOException("The answer is lost.");
    }
}

/// <summary>Content whose reading is a port too.</summary>
internal sealed class CutStream(CutPlan plan, byte[] bytes) : MemoryStream(bytes)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (plan.Begin())
            throw new IOException("The line broke.");
        cancellationToken.ThrowIfCancellationRequested();
        return base.ReadAsync(buffer[..Math.Min(buffer.Length, 1000)], cancellationToken);
    }
}
