using SupportKit.Desk;

namespace SupportKit.Tests.Desk;

public class DeferredNotificationsTests
{
    [Fact]
    public void What_follows_from_a_commit_waits_until_it_is_no_longer_pending()
    {
        var rung = 0;
        using (DeferredNotifications.Begin())
        {
            DeferredNotifications.Then(() => rung++);
            Assert.Equal(0, rung);
        }
        Assert.Equal(1, rung);
        DeferredNotifications.Then(() => rung++);
        Assert.Equal(2, rung);
    }

    [Fact]
    public void An_inner_one_hands_on_to_the_outer_one()
    {
        var rung = 0;
        using (DeferredNotifications.Begin())
        {
            using (DeferredNotifications.Begin())
                DeferredNotifications.Then(() => rung++);
            Assert.Equal(0, rung);
        }
        Assert.Equal(1, rung);
    }

    [Fact]
    public async Task Other_flows_do_not_wait_nor_does_one_that_outlives_it()
    {
        var ended = new TaskCompletionSource();
        Task<bool> outlives;
        using (DeferredNotifications.Begin())
        {
            outlives = LaterAsync(ended.Task);
            Task<bool> elsewhere;
            using (ExecutionContext.SuppressFlow())
                elsewhere = Task.Run(() => DeferredNotifications.Any);
            Assert.False(await elsewhere);
        }
        ended.SetResult();
        Assert.False(await outlives);
    }

    private static async Task<bool> LaterAsync(Task ended)
    {
        await ended;
        return DeferredNotifications.Any;
    }
}
