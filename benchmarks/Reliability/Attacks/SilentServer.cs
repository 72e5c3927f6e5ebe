using System.Diagnostics;
using SupportKit.Mail.Tests.Sending;
using SupportKit.Tests.Delivery;

namespace SupportKit.Reliability.Attacks;

internal sealed class SilentServer()
    : Attack(
        "5",
        "A mail server says nothing after the final dot; the time-out is 2 s. Then the host stops within a send.",
        "100 s, and deaf to the stop; four copies delivered",
        "Seconds, by the machine's clock, until the send ended by itself, and until it ended after the stop."
    )
{
    public override async Task<Outcome> RunAsync(Place place, CancellationToken stop)
    {
        var timedOut = await TakesAsync(stops: false, stop);
        var stopped = await TakesAsync(stops: true, stop);
        return new($"{timedOut:F1} s; {stopped:F1} s after the stop", timedOut < 5 && stopped < 5);
    }

    private static async Task<double> TakesAsync(bool stops, CancellationToken stop)
    {
        await using var server = new LoopbackMailServer
        {
            Silent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously),
        };
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var watch = Stopwatch.StartNew();
        var sending = SmtpTransports
            .Smtp(server, smtp => smtp.Timeout = TimeSpan.FromSeconds(stops ? 60 : 2))
            .SendAsync(Transports.Sample, stopping.Token);
        await server.Silent.Task.WaitAsync(TimeSpan.FromSeconds(20), stop);
        if (stops)
        {
            watch.Restart();
            await stopping.CancelAsync();
        }
        await sending.WaitAsync(TimeSpan.FromSeconds(120), stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return watch.Elapsed.TotalSeconds;
    }
}
