using NodaTime;
using SupportKit.BusinessTime;
using SupportKit.Sla;
using SupportKit.Tickets;
using static SupportKit.Tests.Samples;
using static SupportKit.Tests.Sla.SlaDeskFixture;

namespace SupportKit.Tests.Sla;

/// <summary>
/// Where an instant falls when a clock has stood still: at the edges of its pauses. The office of the desk is in Paris, an hour east of the
/// times here, and closes from twelve to one. All times of Monday 2 March 2026, UTC.
/// </summary>
public class RunningTimeTests
{
    private static readonly Policy Policy = Promising(
        """
        [
          { "id": "answer", "metric": "first-response", "within": "4h" },
          { "id": "solve", "metric": "resolution", "within": "6h", "calendar": "office" }
        ]
        """
    );

    // The clock ran from eight to ten, and again from noon.
    private static readonly (Instant, Instant)[] Runs = [Run("08:00", "10:00"), Run("12:00", "13:00")];

    [Theory]
    [InlineData("09:59:59.999999", "09:59:59.999999")]
    [InlineData("10:00", "12:00")] // the pause begins with its first instant
    [InlineData("11:59:59.999999", "12:00")]
    [InlineData("12:00", "12:00")]
    [InlineData("14:00", "14:00")]
    public void An_instant_within_a_pause_moves_to_its_end(string at, string moved) =>
        Assert.Equal(Today(moved), RunningTime.SkipPauses(Runs, Today(at)));

    [Theory]
    [InlineData(119, "09:59")]
    [InlineData(120, "10:00")] // used up as the pause begins
    [InlineData(121, "12:01")]
    [InlineData(240, "14:00")] // beyond the last span the clock runs on
    public void A_time_is_reached_in_the_span_in_which_it_is_used_up(int minutes, string at) =>
        Assert.Equal(Today(at), RunningTime.Reached(null, Runs, Duration.FromMinutes(minutes)));

    [Theory]
    [InlineData(180, "11:00")] // noon in Paris, and not the end of the pause that began after it
    [InlineData(181, "13:01")]
    public void Open_time_that_is_used_up_at_closing_is_reached_then(int minutes, string at) =>
        Assert.Equal(
            Today(at),
            RunningTime.Reached(Office, [Run("08:00", "11:30"), Run("13:00", "17:00")], Duration.FromMinutes(minutes))
        );

    [Fact]
    public void A_clock_runs_between_its_pauses_and_a_pause_from_the_start_leaves_nothing_before_it()
    {
        var promise = Made("first-response") with { Pauses = [Halt("08:00", "09:00"), Halt("10:00", "12:00")] };

        Assert.Equal([Run("09:00", "10:00"), Run("12:00", "13:00")], RunningTime.Runs(promise, Today("13:00")));
        Assert.Equal(Duration.FromHours(2), RunningTime.Elapsed(promise, null, Today("13:00")));
    }

    [Fact]
    public void Pauses_before_the_last_change_of_the_rule_are_in_what_was_used_by_then()
    {
        var promise = Made("first-response") with
        {
            Pauses = [Halt("08:30", "09:00"), Halt("09:30", "10:30"), Halt("11:00", "11:30")],
            Elapsed = new ElapsedTime(Today("10:00"), Duration.FromHours(1)),
        };

        // The pause in which it changed still counts until its end.
        Assert.Equal([Run("10:30", "11:00"), Run("11:30", "12:00")], RunningTime.Runs(promise, Today("12:00")));
        Assert.Equal(Duration.FromHours(2), RunningTime.Elapsed(promise, null, Today("12:00")));
    }

    [Fact]
    public void A_clock_that_was_stopped_runs_no_further()
    {
        var promise = Made("first-response") with { StoppedAt = Today("09:30") };

        Assert.Equal([Run("08:00", "09:00")], RunningTime.Runs(promise, Today("09:00")));
        Assert.Equal([Run("08:00", "09:30")], RunningTime.Runs(promise, Today("12:00")));
    }

    // Four hours from eight, or, of the office, three until noon in Paris and three after lunch.
    [Theory]
    [InlineData("first-response", "08:00", 240)]
    [InlineData("first-response", "11:59", 1)]
    [InlineData("first-response", "12:00", 0)]
    [InlineData("first-response", "12:01", 0)]
    [InlineData("resolution", "10:00", 240)]
    [InlineData("resolution", "11:30", 180)]
    [InlineData("resolution", "16:00", 0)]
    public void What_is_left_is_counted_as_the_promise_is_and_is_never_less_than_nothing(
        string metric,
        string at,
        int minutes
    ) => Assert.Equal(Duration.FromMinutes(minutes), Policy.Sla.LeftAt(Made(metric), Today(at)));

    [Fact]
    public void What_was_left_when_a_clock_stopped_stays_so()
    {
        var stopped = Made("first-response") with { StoppedAt = Today("11:00") };

        Assert.Equal(Duration.FromHours(1), Policy.Sla.LeftAt(stopped, Today("15:00")));
        Assert.Equal(Duration.FromHours(2), Policy.Sla.LeftAt(stopped, Today("10:00")));
    }

    [Theory]
    [InlineData("11:00", "13:00", "14:00")] // an hour was left
    [InlineData("12:00", "13:00", "13:00")] // nothing was left: due as the clock goes on
    [InlineData("11:00", "11:00", "12:00")] // a pause of no length
    public void A_clock_that_goes_on_has_the_time_that_was_left(string stopped, string resumed, string due)
    {
        var paused = Made("first-response") with { Status = PromiseStatus.Paused, StoppedAt = Today(stopped) };

        Assert.Equal(Today(due), Policy.Sla.Resume(paused, Today(resumed)).Due);
    }

    private static BusinessCalendar Office => Policy.Sla.Calendars["office"];

    private static SlaPromise Made(string metric) =>
        Policy.Sla.CreatePromise(Policy.Sla.TargetsOf(metric)!.Rules[0], Today("08:00"));

    private static (Instant, Instant) Run(string from, string to) => (Today(from), Today(to));

    private static Pause Halt(string from, string to) => new(Today(from), Today(to));

    private static Instant Today(string time) => At($"2026-03-02T{(time.Length == 5 ? $"{time}:00" : time)}Z");
}
