using static IncidentReplay.Tests.MadeUpLog;

namespace IncidentReplay.Tests;

public class FigureTests
{
    [Fact]
    public void The_priority_of_every_row_is_checked_and_what_differs_is_listed()
    {
        var figures = Figures();

        Assert.Equal(24, figures.Rows);
        Assert.Equal(
            [new OtherPriority(25, "2 - Medium", "2 - Medium", "1 - Critical", "3 - Moderate")],
            figures.OtherPriorities
        );
        Assert.Equal(1, figures.OtherTickets);
    }

    [Fact]
    public void Reopenings_that_differ_from_the_log_s_own_count_are_found() =>
        Assert.Equal(
            [("INC6", 1, 0)],
            Figures()
                .Incidents.Where(incident => incident.Reopens != incident.RecordedReopens)
                .Select(incident => (incident.Number, incident.RecordedReopens, incident.Reopens))
        );

    [Fact]
    public void The_flag_s_changes_are_counted()
    {
        var figures = Figures();

        Assert.Equal((2, 2, 0), (figures.Falls, figures.FallsOnClosing, figures.Rises));
    }

    [Fact]
    public void The_source_s_own_minute_of_resolution_is_compared()
    {
        var figures = Figures();

        // The first in that minute, the second five later, and of the other three nothing is said.
        Assert.Equal((1, 3), (figures.SameResolution, figures.NoResolution));
        Assert.Equal(5, figures.Incidents.Count(incident => incident.Elapsed is not null));
    }

    [Fact]
    public void The_best_target_agrees_with_the_most_incidents()
    {
        Outcome[] outcomes =
        [
            new(10, true),
            new(20, true),
            new(30, false),
            new(40, true),
            new(50, false),
            new(50, false),
        ];

        var best = TargetFit.MostAccurate(outcomes)!;

        // 20 and 40 agree with five each: the shorter one.
        Assert.Equal((20, 29), (best.Target, best.UpTo));
        Assert.Equal(5 / 6.0, best.Accuracy);
        Assert.Equal((2 / 3.0 + 1) / 2, best.Balanced);
        Assert.Equal(0.5, best.Majority);
    }

    [Fact]
    public void Classes_of_unequal_size_weigh_the_same_in_the_balanced_target()
    {
        Outcome[] outcomes =
        [
            new(10, true),
            new(20, false),
            new(30, false),
            new(40, true),
            new(50, false),
            new(60, false),
        ];

        Assert.Equal(10, TargetFit.MostAccurate(outcomes)!.Target);
        Assert.Equal(
            40,
            TargetFit.MostBalanced([.. outcomes, new(41, false), new(5, false), new(6, false), new(7, false)])!.Target
        );
    }

    [Fact]
    public void Where_nothing_was_kept_no_target_is_the_best_one()
    {
        var best = TargetFit.MostAccurate([new(10, false), new(20, false)])!;

        Assert.Null(best.Target);
        Assert.Equal(1, best.Accuracy);
        Assert.Null(best.Balanced);
        Assert.Null(TargetFit.MostAccurate([]));
    }
}
