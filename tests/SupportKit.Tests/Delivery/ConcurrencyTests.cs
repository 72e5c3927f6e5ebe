namespace SupportKit.Tests.Delivery;

/// <summary>What leaves side by side, and what does not.</summary>
public class ConcurrencyTests
{
    [Fact]
    public async Task Messages_of_different_tickets_leave_side_by_side_and_those_of_one_in_order()
    {
        var inside = 0;
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var sent = new System.Collections.Concurrent.ConcurrentQueue<Notification>();
        var host = new DeskFixture(desk =>
            desk.UseTransport(
                    async (notification, stop) =>
                    {
                        if (Interlocked.Increment(ref inside) == 3)
                            all.TrySetResult();
                        await all.Task.WaitAsync(TimeSpan.FromSeconds(30), stop); // one by one, the third never comes
                        sent.Enqueue(notification);
                    }
                )
                .ConfigureDelivery(options => options.MaxConcurrency = 3)
        );
        for (var i = 0; i < 3; i++)
            await host.OpenAsync();

        while (await host.Outbox.ProcessAsync() > 0) { }

        Assert.Equal(6, sent.Count); // a receipt and a word to the queue for each
        Assert.All(
            sent.GroupBy(notification => notification.Ticket),
            ticket => Assert.Equal(["ana", "incident-response"], ticket.Select(notification => notification.To.Id))
        );
    }
}
