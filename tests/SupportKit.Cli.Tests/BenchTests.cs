using System.Text.Json;

namespace SupportKit.Cli.Tests;

public sealed class BenchTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_requests_and_the_steps_of_the_tests_are_measured_apart()
    {
        var policy = folder.Add("small.json", SmallPolicy.Text);
        folder.Add(
            "small.test.json",
            """
            { "tests": [
              { "name": "answered", "request": { "category": "question", "channel": "web" }, "at": "2026-03-02T10:00", "expect": {},
                "steps": [{ "at": "2026-03-02T11:00", "do": "wait" }, { "at": "2026-03-02T12:00", "do": "reply" }] },
              { "name": "refused", "request": { "category": "spam", "channel": "web" }, "at": "2026-03-02T10:00", "expect": {} }
            ] }
            """
        );

        var text = ToolRun.Of("bench", policy, "--seconds", "0.01");
        using var json = JsonDocument.Parse(ToolRun.Of("bench", policy, "--seconds", "0.01", "--json").Output);

        Assert.Equal(("", ExitCodes.Success), (text.Error, text.Code));
        Assert.Contains("One core, 2 tests;", text.Output, StringComparison.Ordinal);
        var kinds = json.RootElement.GetProperty("kinds").EnumerateArray().ToList();
        Assert.Equal([2, 1], kinds.Select(kind => kind.GetProperty("different").GetInt32()));
        Assert.All(
            kinds,
            kind =>
            {
                var (low, median, high) = (Figure("low"), Figure("median"), Figure("high"));
                Assert.True(0 < low && low <= median && median <= high);
                Assert.InRange(kind.GetProperty("allocatedBytes").GetDouble(), 1, 1_000_000);

                double Figure(string name) => kind.GetProperty($"{name}Nanoseconds").GetDouble();
            }
        );
    }

    [Fact]
    public void The_figures_are_those_of_the_middle_and_of_the_tenths_at_both_ends()
    {
        var run = new BenchRun("requests", 1, [.. Enumerable.Range(1, 21).Select(i => (double)i)], 0);

        Assert.Equal((11, 3, 19), (run.Median, run.Low, run.High));
        Assert.Equal(1e9 / 11, run.PerSecond);
    }

    [Fact]
    public void What_a_decision_allocates_is_counted_for_each()
    {
        const int Size = 100_000;
        byte[]? kept = null;
        var work = new BenchWork("arrays", [Allocate, Allocate, Allocate]);

        // Thirty rounds warm up, so each sample makes each decision four times.
        var run = BenchRun.Measure(work, 0.09, new Ticking(), TestContext.Current.CancellationToken);

        Assert.InRange(run.Bytes, Size, Size * 1.1);
        Assert.NotNull(kept);

        Decisions.Decision Allocate()
        {
            kept = new byte[Size];
            return null!;
        }
    }

    /// <summary>A millisecond passes between two looks.</summary>
    private sealed class Ticking : TimeProvider
    {
        private long looks;

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => looks++;
    }

    [Theory]
    [InlineData("0")]
    [InlineData("601")]
    public void A_time_that_nobody_can_measure_for_is_refused(string seconds) =>
        Assert.Equal(
            ExitCodes.Unusable,
            ToolRun.Of("bench", folder.Add("small.json", SmallPolicy.Text), "--seconds", seconds).Code
        );
}
