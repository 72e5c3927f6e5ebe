using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Extensions;
using SupportKit.Delivery;
using SupportKit.Desk;
using SupportKit.Hosting;
using SupportKit.Testing;

namespace SupportKit.Tests.Hosting;

/// <summary>A worker sleeps until an instant, whenever the clock is moved.</summary>
public sealed class BackgroundWorkerTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly Duration Hour = Duration.FromHours(1);

    private readonly ManualTimeProvider clock = new(Samples.Monday);
    private readonly OvertakingTime time;
    private readonly Worker worker;

    public BackgroundWorkerTests()
    {
        time = new OvertakingTime(clock);
        worker = new Worker(Samples.Monday + Hour, time);
    }

    public void Dispose() => worker.Dispose();

    // It happened to a test whose machine was busy: the worker had read the clock, the test moved it past the deadline, and
    // only then the worker set its alarm, an hour from there.
    [Fact]
    public async Task Time_that_passes_between_the_reading_of_the_clock_and_the_setting_of_the_alarm_is_not_slept_through()
    {
        time.BeforeTimer(Duration.FromMinutes(61));
        await worker.StartAsync(TestContext.Current.CancellationToken);

        await worker.Worked.WaitAsync(Patience);

        await worker.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task After_some_of_the_time_has_passed_there_the_rest_is_slept()
    {
        time.BeforeTimer(Duration.FromMinutes(40));
        await worker.StartAsync(TestContext.Current.CancellationToken);
        await time.TimerSetAnew.WaitAsync(Patience);
        Assert.False(worker.Worked.IsCompleted);

        clock.Advance(Duration.FromMinutes(20));

        await worker.Worked.WaitAsync(Patience);
        await worker.StopAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Has something to do at an instant, once.</summary>
    private sealed class Worker(Instant due, TimeProvider time)
        : BackgroundWorker(
            new WorkerSignal(),
            time,
            Options.Create(new DeliveryOptions { MaxPollingInterval = TimeSpan.FromDays(1) }),
            NullLogger.Instance
        )
    {
        private readonly TaskCompletionSource worked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TimeProvider time = time;

        public Task Worked => worked.Task;

        protected override Task<int> ProcessAsync(CancellationToken cancellationToken) =>
            Task.FromResult(time.GetCurrentInstant() >= due && worked.TrySetResult() ? 1 : 0);

        protected override Task<Instant?> NextAsync(CancellationToken cancellationToken) =>
            Task.FromResult<Instant?>(worked.Task.IsCompleted ? null : due);
    }

    /// <summary>A clock that somebody moves on right before the first timer is set, when whoever sets it has read the clock.</summary>
    private sealed class OvertakingTime(ManualTimeProvider clock) : TimeProvider
    {
        private readonly TaskCompletionSource again = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private Duration? by;
        private int timers;

        /// <summary>Ends when a second timer has been set.</summary>
        public Task TimerSetAnew => again.Task;

        public override long TimestampFrequency => clock.TimestampFrequency;

        public void BeforeTimer(Duration passes) => by = passes;

        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

        public override long GetTimestamp() => clock.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (Interlocked.Increment(ref timers) == 1)
                clock.Advance(by!.Value);
            var timer = clock.CreateTimer(callback, state, dueTime, period);
            if (timers == 2)
                again.SetResult();
            return timer;
        }
    }
}
