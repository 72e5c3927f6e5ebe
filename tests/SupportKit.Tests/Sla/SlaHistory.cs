using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using SupportKit.Decisions;
using SupportKit.Tickets;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Sla;

/// <summary>One command of a history.</summary>
internal readonly record struct Step(Func<SlaHistory, TicketCommand> Command, Duration After);

/// <summary>What a history is generated from: numbers, which shrink well.</summary>
internal sealed record Plot(int Desk, bool IsIncident, bool IsGold, Instant Start, ImmutableArray<Step> Steps)
{
    // Where calendars and clocks are unusual, and where they are not.
    private static readonly ImmutableArray<Instant> Starts =
    [
        At("2026-03-02T09:10:00Z"), // a Monday, in the lunch break of nobody
        At("2026-03-06T14:05:00Z"), // a Friday, shortly before the office closes early; New York changes its clocks on the 8th
        At("2026-03-27T13:20:00Z"), // the last Friday before Europe changes its clocks
        At("2026-03-29T00:30:00Z"), // half an hour before it does
        At("2026-04-30T15:40:00Z"), // the end of a month, and a holiday after it
        At("2026-10-30T20:50:00Z"), // the Friday before America changes its clocks
        At("2026-11-01T05:15:00Z"), // three quarters of an hour before it does
        At("2026-12-24T11:30:00Z"), // Christmas Eve, in the lunch break
    ];

    private static readonly ImmutableArray<int> Minutes =
    [
        0,
        0,
        1,
        2,
        5,
        10,
        14,
        15,
        16,
        20,
        30,
        30,
        45,
        60,
        61,
        75,
        90,
        120,
        180,
        240,
        300,
        480,
        600,
        900,
        1080,
        1440,
        2880,
        4320,
        7200,
        -1,
        -45,
        -1440,
    ];

    /// <summary>Plots in whole minutes.</summary>
    public static Arbitrary<Plot> InMinutes { get; } = Plots(odd: false);

    /// <summary>Plots of which some instants are odd ones, down to the microsecond.</summary>
    public static Arbitrary<Plot> Any { get; } = Plots(odd: true);

    private static Arbitrary<Plot> Plots(bool odd)
    {
        var steps = ArbMap.Default.ArbFor<(byte Command, byte Time)[]>();
        var generator =
            from frame in ArbMap.Default.GeneratorFor<byte>().Two()
            from codes in steps.Generator
            select Of(frame.Item1, frame.Item2, codes, odd);
        return Arb.From(generator, Shorter);
    }

    private static Plot Of(byte desk, byte start, (byte Command, byte Time)[] codes, bool odd) =>
        new(
            desk % 3,
            (desk & 64) == 0,
            (desk & 128) == 0,
            Starts[start % Starts.Length],
            [
                .. codes.Select(code => new Step(
                    SlaCommands.All[code.Command % SlaCommands.All.Length],
                    TimeOf(code.Time, odd)
                )),
            ]
        );

    private static Duration TimeOf(byte code, bool odd) =>
        Duration.FromMinutes(Minutes[code % Minutes.Length])
        + (odd && code >= 192 ? Duration.FromTicks(code * 987_650L) : Duration.Zero);

    public override string ToString() => new SlaHistory(this).ToString();

    // A history that breaks a law is easier to read the shorter it is.
    private static IEnumerable<Plot> Shorter(Plot plot)
    {
        for (var half = plot.Steps.Length / 2; half > 0; half /= 2)
        {
            for (var from = 0; from + half <= plot.Steps.Length; from += half)
                yield return plot with
                {
                    Steps = plot.Steps.RemoveRange(from, half),
                };
        }
    }
}

/// <summary>A plot in whole minutes.</summary>
internal sealed record PlotInMinutes(Plot Plot);

/// <summary>One accepted decision: the policy it was made under, and the events it came to.</summary>
internal sealed record Moment(Instant At, Policy Policy, ImmutableArray<RecordedEvent> Events, Ticket Ticket);

/// <summary>A history that was decided command by command.</summary>
internal sealed class SlaHistory
{
    private readonly List<Moment> moments = [];

    public SlaHistory(Plot plot)
        : this(plot, SlaPolicies.Desks[plot.Desk]) { }

    public SlaHistory(Plot plot, IReadOnlyList<Policy> versions)
    {
        (Plot, Versions) = (plot, versions);
        Now = plot.Start;
        var facts = Facts(
            ("category", plot.IsIncident ? "incident" : "question"),
            ("channel", "web"),
            ("language", "en"),
            ("plan", plot.IsGold ? "gold" : "free")
        );
        Add(versions[0], Accepted(Open(versions[0], facts, Now)));
        foreach (var step in plot.Steps)
        {
            Now += step.After; // sometimes back: clocks are set
            Do(step.Command(this));
        }
    }

    public Plot Plot { get; }

    /// <summary>The versions of the policy; the history begins under the first.</summary>
    public IReadOnlyList<Policy> Versions { get; }

    public Instant Now { get; private set; }

    public IReadOnlyList<Moment> Moments => moments;

    public Policy Policy => moments[^1].Policy;

    public Ticket Ticket => moments[^1].Ticket;

    public IEnumerable<RecordedEvent> Events => moments.SelectMany(moment => moment.Events);

    /// <summary>The ticket after each event.</summary>
    public IEnumerable<Ticket> Tickets()
    {
        Ticket? ticket = null;
        foreach (var recorded in Events)
            yield return ticket = TicketHistory.Apply(ticket, recorded);
    }

    /// <summary>What a command comes to now; the history stays as it is.</summary>
    public Decision Try(TicketCommand command, Instant at) => Decider.Decide(Policy, Ticket, command, Ticket.Facts, at);

    /// <summary>Does it later; what is refused leaves no trace.</summary>
    public void Do(TicketCommand command, Instant at)
    {
        Now = at;
        Do(command);
    }

    public override string ToString() =>
        string.Join('\n', Events.Select(recorded => $"{recorded.At} {TicketJson.Write(recorded.Event)}"));

    private void Do(TicketCommand command)
    {
        if (Try(command, Now) is Decision.Accepted { Events.IsEmpty: false } accepted)
            Add(Versions.First(version => version.Version == accepted.Ticket.Policy), accepted);
    }

    private void Add(Policy policy, Decision.Accepted accepted) =>
        moments.Add(new Moment(accepted.Events[0].At, policy, accepted.Events, accepted.Ticket));
}
