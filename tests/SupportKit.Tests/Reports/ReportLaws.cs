using NodaTime;
using SupportKit.Reports;
using SupportKit.Tests.Shared;

namespace SupportKit.Tests.Reports;

/// <summary>A percentile is what sorting all times gives, whatever the order in which they came.</summary>
public class ReportLaws
{
    [Law(100, 1_000)]
    public void A_percentile_is_the_nearest_rank_of_the_times_in_minutes(ushort[] seconds, byte any)
    {
        var percent = any % 100 + 1;
        var times = new FirstAnswerTimes();
        foreach (var second in seconds)
            times.Add(Duration.FromSeconds(second));

        var minutes = seconds.Select(second => (second + 59) / 60).Order().ToList();
        var rank = (int)Math.Ceiling(minutes.Count * percent / 100m);

        Assert.Equal(minutes.Count == 0 ? null : Duration.FromMinutes(minutes[rank - 1]), times.Percentile(percent));
        Assert.Equal(minutes.Count, times.Count);
    }
}
