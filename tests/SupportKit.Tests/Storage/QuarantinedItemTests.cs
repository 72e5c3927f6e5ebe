using NodaTime;
using SupportKit.Storage;

namespace SupportKit.Tests.Storage;

public class QuarantinedItemTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(4, 8)]
    [InlineData(5, 16)]
    [InlineData(6, 32)]
    [InlineData(7, 60)] // not 64
    [InlineData(8, 60)]
    [InlineData(int.MaxValue, 60)]
    public void The_wait_is_a_minute_then_twice_as_long_each_time_up_to_an_hour(int attempts, int minutes) =>
        Assert.Equal(Duration.FromMinutes(minutes), QuarantinedItem.DelayAfter(attempts));
}
