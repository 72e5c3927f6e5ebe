using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SupportKit.Desk;

namespace SupportKit.AspNetCore;

/// <summary>
/// The events of one ticket as they are committed, each as its reader is shown it when it is sent. A commit of this process wakes it; what others
/// commit it finds when it looks. It ends when the reader leaves, no longer sees the ticket, the time of a connection is over, or the host stops.
/// </summary>
internal sealed class TicketStream(Call call, TicketId ticket, long from, LiveConnections.Place place) : IResult
{
    public const string MediaType = "text/event-stream";

    // The first bytes carry the headers, which a browser waits for.
    private static readonly byte[] Heartbeat = Encoding.UTF8.GetBytes(": \n\n");

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var held = place;
        var services = httpContext.RequestServices;
        var stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        var time = services.GetRequiredService<TimeProvider>();
        using var over = new CancellationTokenSource(Max(TimeSpan.Zero, place.End - time.GetUtcNow()), time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(
            httpContext.RequestAborted,
            stopping,
            over.Token
        );
        using var watch = services.GetRequiredService<WorkerSignals>().Changes.Begin(call.Desk.KeyOf(ticket));
        var response = httpContext.Response;
        response.ContentType = MediaType;
        response.Headers.ContentEncoding = "identity";
        response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            await SendAsync(response, Heartbeat, stop.Token).ConfigureAwait(false);
            await FollowAsync(response, watch.Signal, time, stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The end of a stream is no fault; its client comes back with the last id it has.
        }
    }

    private async Task FollowAsync(
        HttpResponse response,
        WorkerSignal changed,
        TimeProvider time,
        CancellationToken stop
    )
    {
        var last = from;
        var sent = time.GetUtcNow();
        while (true)
        {
            var viewer = call.Viewer;
            if (await call.Desk.FindAsync(ticket, viewer, stop).ConfigureAwait(false) is not { } now)
                return;
            if (now.Version > last)
            {
                var events = await call.Desk.GetEventsAfterAsync(ticket, viewer, last, stop).ConfigureAwait(false);
                foreach (var recorded in events)
                    await SendAsync(response, Format(recorded), stop).ConfigureAwait(false);
                // What the reader is not shown is passed over, and does not come back.
                last = Math.Max(now.Version, events.IsEmpty ? 0 : events[^1].Sequence);
                sent = time.GetUtcNow();
            }
            else if (time.GetUtcNow() - sent >= call.Options.LiveHeartbeat)
            {
                await SendAsync(response, Heartbeat, stop).ConfigureAwait(false);
                sent = time.GetUtcNow();
            }
            await WaitAsync(changed, time, stop).ConfigureAwait(false);
        }
    }

    private async Task WaitAsync(WorkerSignal changed, TimeProvider time, CancellationToken stop)
    {
        using var look = new CancellationTokenSource(
            Min(call.Options.LivePollingInterval, call.Options.LiveHeartbeat),
            time
        );
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, look.Token);
        try
        {
            await changed.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested) { }
    }

    private static byte[] Format(RecordedEvent recorded)
    {
        var json = JsonSerializer.Serialize(recorded, WebJson.TypeOf<RecordedEvent>());
        return Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"id: {recorded.Sequence}\nevent: ticket\ndata: {json}\n\n")
        );
    }

    private static async Task SendAsync(HttpResponse response, byte[] bytes, CancellationToken stop)
    {
        await response.Body.WriteAsync(bytes, stop).ConfigureAwait(false);
        await response.Body.FlushAsync(stop).ConfigureAwait(false);
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
