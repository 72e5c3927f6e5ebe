using NodaTime;

namespace SupportKit.Testing.Tests;

public sealed class ManualTimeProviderTests
{
    private static readonly Instant Start = Instant.FromUtc(2026, 3, 2, 9, 0);

    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);

    private readonly ManualTimeProvider time = new(Start);

    [Fact]
    public void The_clock_stands_still_until_it_is_moved()
    {
        Assert.Equal(Start, time.Now);
        time.Advance(Duration.FromTicks(1));
        Assert.Equal(Start + Duration.FromTicks(1), time.Now);
        Assert.Equal(time.Now.ToDateTimeOffset(), time.GetUtcNow());
        Assert.Equal(TimeSpan.FromTicks(1), time.GetElapsedTime(0));
    }

    [Fact]
    public async Task A_delay_ends_at_its_instant_and_not_a_tick_before()
    {
        var delay = Task.Delay(FiveMinutes, time, TestContext.Current.CancellationToken);
        time.Advance(Duration.FromMinutes(5) - Duration.FromTicks(1));
        Assert.False(delay.IsCompleted);
        time.Advance(Duration.FromTicks(1));
        await delay;
    }

    [Fact]
    public void A_token_source_with_a_delay_is_cancelled_at_its_instant()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromSeconds(30), time);
        time.Advance(Duration.FromSeconds(29));
        Assert.False(source.IsCancellationRequested);
        time.Advance(Duration.FromSeconds(1));
        Assert.True(source.IsCancellationRequested);
    }

    [Fact]
    public async Task A_cancelled_delay_does_not_fire_later()
    {
        using var source = new CancellationTokenSource();
        var delay = Task.Delay(FiveMinutes, time, source.Token);
        await source.CancelAsync();
        time.Advance(Duration.FromHours(1));
        await Assert.ThrowsAsync<TaskCanceledException>(() => delay);
    }

    [Fact]
    public void Timers_fire_in_order_while_the_clock_reads_their_own_instants()
    {
        var fired = new List<(string Name, Instant At)>();
        using var late = Timer("late", 3, Timeout.InfiniteTimeSpan);
        using var every = Timer("every", 1, TimeSpan.FromMinutes(2));
        time.Advance(Duration.FromMinutes(4));
        Assert.Equal([("every", 1), ("late", 3), ("every", 3)], fired.Select(one => (one.Name, Minutes(one.At))));
        Assert.Equal(Start + Duration.FromMinutes(4), time.Now);

        ITimer Timer(string name, int minutes, TimeSpan period) =>
            time.CreateTimer(_ => fired.Add((name, time.Now)), null, TimeSpan.FromMinutes(minutes), period);

        static int Minutes(Instant at) => (int)(at - Start).TotalMinutes;
    }

    [Fact]
    public void A_timer_that_a_timer_starts_fires_in_the_same_advance_when_it_comes_due()
    {
        var fired = new List<Instant>();
        ITimer? second = null;
        using var first = time.CreateTimer(
            _ => second = Start2(),
            null,
            TimeSpan.FromMinutes(1),
            Timeout.InfiniteTimeSpan
        );
        time.Advance(Duration.FromMinutes(3));
        Assert.Equal([Start + Duration.FromMinutes(2)], fired);
        second!.Dispose();

        ITimer Start2() =>
            time.CreateTimer(_ => fired.Add(time.Now), null, TimeSpan.FromMinutes(1), Timeout.InfiniteTimeSpan);
    }

    [Fact]
    public void A_disposed_timer_is_silent_and_cannot_be_started_again()
    {
        var fired = 0;
        var timer = time.CreateTimer(_ => fired++, null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        timer.Dispose();
        Assert.False(timer.Change(TimeSpan.FromMinutes(1), Timeout.InfiniteTimeSpan));
        time.Advance(Duration.FromHours(1));
        Assert.Equal(0, fired);
    }

    [Fact]
    public async Task A_timer_that_is_due_at_once_fires_without_the_clock_being_moved()
    {
        var fired = new TaskCompletionSource();
        using var timer = time.CreateTimer(_ => fired.TrySetResult(), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        await fired.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Setting_the_clock_back_changes_what_it_reads_and_no_timer()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromMinutes(10), time);
        time.Advance(Duration.FromMinutes(5));
        var before = time.GetTimestamp();
        time.SetNow(Start - Duration.FromHours(1));
        Assert.Equal(Start - Duration.FromHours(1), time.Now);
        Assert.Equal(before, time.GetTimestamp());
        time.Advance(Duration.FromMinutes(5));
        Assert.True(source.IsCancellationRequested);
    }

    [Fact]
    public void Setting_the_clock_forward_fires_what_comes_due()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromMinutes(10), time);
        time.SetNow(Start + Duration.FromMinutes(10));
        Assert.True(source.IsCancellationRequested);
    }

    [Fact]
    public void Time_does_not_pass_backwards()
    {
        var error = Assert.Throws<SupportKitException>(() => time.Advance(Duration.FromTicks(-1)));
        Assert.Equal(SupportKitErrors.TestingTimeReversed, error.Code);
    }

    [Fact]
    public async Task Threads_that_move_the_clock_at_once_add_up_and_fire_each_timer_once()
    {
        var fired = 0;
        var timers = Enumerable
            .Range(1, 1000)
            .Select(second =>
                time.CreateTimer(
                    _ => Interlocked.Increment(ref fired),
                    null,
                    TimeSpan.FromSeconds(second),
                    Timeout.InfiniteTimeSpan
                )
            )
            .ToArray();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => time.Advance(Duration.FromSeconds(125)))));
        Assert.Equal(1000, fired);
        Assert.Equal(Start + Duration.FromSeconds(1000), time.Now);
        Assert.All(timers, timer => timer.Dispose());
    }
}
