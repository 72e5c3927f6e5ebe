using NodaTime;
using NodaTime.TimeZones;

namespace SupportKit.BusinessTime.Tests;

/// <summary>Which tz database is counted with, and what is said of a name that is not in it.</summary>
public sealed class TimeZoneDataTests
{
    [Theory]
    [InlineData("W. Europe Standard Time", "Europe/Berlin")]
    [InlineData("Eastern Standard Time", "America/New_York")]
    [InlineData("europe/paris", "Europe/Paris")]
    [InlineData("America/New York", "America/New_York")]
    [InlineData("Tokyo", "Asia/Tokyo")]
    [InlineData("Europe/Pariss", "Europe/Paris")]
    [InlineData("Nowhere at all", null)]
    [InlineData("", null)]
    public void A_name_that_is_not_in_the_data_has_a_nearest_one_only_when_one_is_near(string id, string? nearest) =>
        Assert.Equal(nearest, TimeZoneData.Nearest(id));

    [Fact]
    public void A_calendar_in_a_Windows_zone_is_refused_with_its_IANA_name()
    {
        var refused = Assert.Throws<BusinessCalendarException>(() => BusinessCalendar.In("Romance Standard Time"));

        Assert.Equal(BusinessCalendarErrors.TimeZoneUnknown, refused.Code);
        Assert.Contains("\"Europe/Paris\"", refused.Explanation);
    }

    [Fact]
    public void The_hosts_own_file_is_counted_with_where_it_is_given()
    {
        using var file = typeof(DateTimeZone).Assembly.GetManifestResourceStream("NodaTime.TimeZones.Tzdb.nzd")!;
        var source = TzdbDateTimeZoneSource.FromStream(file);
        using (TimeZoneData.BeginScope(new DateTimeZoneCache(new Renamed(source))))
        {
            Assert.Equal("the host's own", TimeZoneData.Version);
            Assert.Equal("Europe/Paris", BusinessCalendar.In("Europe/Paris").AlwaysOpen().Build().TimeZone.Id);
        }

        Assert.Equal(DateTimeZoneProviders.Tzdb.VersionId, TimeZoneData.Version);
    }

    [Fact]
    public void What_is_not_such_a_file_changes_nothing()
    {
        using var file = new MemoryStream([1, 2, 3]);
        Assert.ThrowsAny<Exception>(() => TimeZoneData.Use(file));
        Assert.Equal(DateTimeZoneProviders.Tzdb.VersionId, TimeZoneData.Version);
    }

    private sealed class Renamed(IDateTimeZoneSource source) : IDateTimeZoneSource
    {
        public string VersionId => "the host's own";

        public IEnumerable<string> GetIds() => source.GetIds();

        public string? GetSystemDefaultId() => source.GetSystemDefaultId();

        public DateTimeZone ForId(string id) => source.ForId(id);
    }
}
