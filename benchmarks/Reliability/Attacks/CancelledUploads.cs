using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SupportKit.Desk;
using SupportKit.Storage;
using SupportKit.Tests;
using static SupportKit.Tests.TicketLifeDeskFixture;

namespace SupportKit.Reliability.Attacks;

internal sealed class CancelledUploads()
    : Attack(
        "16",
        "42 uploads are cancelled, each at another read of its content or after the last one.",
        "12 orphans of 42, for ever",
        "Contents in the attachment store that no ticket names, a day later, when the sweep has run."
    )
{
    public override IReadOnlyList<string> Engines => Place.All;

    public override async Task<Outcome> RunAsync(Place place, CancellationToken stop)
    {
        var services = place.Open(TicketLifePolicies.Plain);
        var desk = services.GetRequiredService<SupportDesk>();
        var files = services.GetRequiredService<IAttachmentStore>();
        var key = (await desk.OpenAsync(Question(), stop)).OrThrow().Ticket.Key;
        var cancelled = 0;
        for (var at = 0; at < 42; at++)
        {
            using var content = new CancellingStream(at % 14);
            try
            {
                await desk.AttachAsync(
                    key,
                    Samples.Ana,
                    $"{at}.txt",
                    "text/plain",
                    content,
                    cancellationToken: content.Token
                );
            }
            catch (OperationCanceledException)
            {
                cancelled++;
            }
        }
        var atOnce = await OrphansAsync();
        place.Time.Advance(Duration.FromHours(25));
        await services.GetRequiredService<AttachmentSweep>().ProcessAsync(stop);
        var left = await OrphansAsync();
        return new($"{left} of {cancelled} ({atOnce} before the sweep)", left == 0 && cancelled >= 39);

        async Task<int> OrphansAsync()
        {
            var named = (await desk.FindAsync(key, Viewer.Desk, stop))!.Attachments.Select(file => file.Id).ToHashSet();
            var orphans = 0;
            await foreach (var (_, id) in files.ListAsync("default", Instant.MaxValue, stop))
                orphans += named.Contains(id) ? 0 : 1;
            return orphans;
        }
    }

    /// <summary>Gives 1,000 bytes a read, ten times, and is called off at one of the reads, or at the end.</summary>
    private sealed class CancellingStream(int at) : MemoryStream(new byte[10_000])
    {
        private readonly CancellationTokenSource stop = new();
        private int reads;

        public CancellationToken Token => stop.Token;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var given = base.Read(buffer.Span[..Math.Min(buffer.Length, 1_000)]);
            if (reads++ == at || given == 0)
                stop.Cancel();
            return ValueTask.FromResult(given);
        }

        protected override void Dispose(bool disposing)
        {
            stop.Dispose();
            base.Dispose(disposing);
        }
    }
}
