using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SupportKit.Delivery;
using SupportKit.Desk;
using SupportKit.Storage;
using SupportKit.Testing;
using SupportKit.Workflows;

namespace SupportKit.Tests.Delivery;

/// <summary>What the desk tells of itself: all that is documented, nothing else, and nothing of anybody.</summary>
public sealed partial class TelemetryTests : IDisposable
{
    private readonly ConcurrentBag<string> names = [];
    private readonly ConcurrentBag<(string Name, double Value, string Tags)> told = [];
    private readonly ActivityListener activities;
    private readonly MeterListener meters = new();

    public TelemetryTests()
    {
        activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "SupportKit",
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => Tell(activity.OperationName, 0, [.. activity.TagObjects]),
        };
        ActivitySource.AddActivityListener(activities);
        meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "SupportKit")
                listener.EnableMeasurementEvents(instrument);
        };
        meters.SetMeasurementEventCallback<long>((it, value, tags, _) => Tell(it.Name, value, tags.ToArray()));
        meters.SetMeasurementEventCallback<int>((it, value, tags, _) => Tell(it.Name, value, tags.ToArray()));
        meters.SetMeasurementEventCallback<double>((it, value, tags, _) => Tell(it.Name, value, tags.ToArray()));
        meters.Start();
    }

    [Fact]
    public async Task Everything_documented_comes_and_everything_that_comes_is_documented()
    {
        await LiveAsync(Desk());

        var documented = Name()
            .Matches(await File.ReadAllTextAsync(Document()))
            .Select(match => match.Groups[1].Value)
            .Distinct()
            .Order(StringComparer.Ordinal);
        var come = names.Where(name => name != "error.type").Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(documented, come);
        Assert.Contains("error.type", names);
    }

    [Fact]
    public async Task Nothing_that_is_told_names_a_person_or_holds_what_they_wrote()
    {
        await LiveAsync(Desk());

        Assert.NotEmpty(told);
        Assert.DoesNotContain(told, one => one.Tags.Contains("quill", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Ages_and_lateness_are_seconds_of_the_injected_clock()
    {
        await LiveAsync(Desk());

        // No other test leaves deadlines or messages for 31 minutes and 7 seconds.
        Assert.Contains(told, one => one is { Name: "supportkit.message.age", Value: 1867 });
        Assert.Contains(told, one => one.Name == "supportkit.deadline.delay" && one.Value is > 0 and <= 1867);
        Assert.Contains(
            told,
            one =>
                one.Name == "supportkit.commands"
                && one.Tags.Contains("supportkit.refusal=ticket.transition_not_permitted", StringComparison.Ordinal)
        );
    }

    public void Dispose()
    {
        activities.Dispose();
        meters.Dispose();
    }

    private static DeskFixture Desk() =>
        new(desk => desk.Services.AddSingleton<ITicketStore>(new RacingStore(new InMemoryTicketStore())));

    // A fact that is left aside, a refusal, a lost race, a failed delivery, deadlines that come late, messages that leave late.
    private static async Task LiveAsync(DeskFixture host)
    {
        var request = DeskFixture.Request() with { Requester = "quill", Title = "Quill down", Body = "Says Quill." };
        request = request with { Stated = request.Stated.With("browser", "a fact that no policy knows") };
        var opened = (await host.Desk.OpenAsync(request)).OrThrow();
        var key = opened.Ticket.Key;
        Assert.IsType<DeskResult.Refused>(
            await host.Desk.ApplyAsync(key, new TicketCommand.Fire(Actor.Requester("quill"), Triggers.Reopen))
        );
        host.Time.Advance(Duration.FromSeconds(1867));
        host.Transport.Fault = _ => new TimeoutException("No mailbox quill@people.example.");
        await host.Outbox.ProcessAsync();
        host.Transport.Fault = _ => null;
        await host.Deadlines.ProcessAsync();
        await host.Host.Services.GetRequiredService<DeskHealth>().BacklogAsync();
        DeliveryTelemetry.WorkerFailed("OutboxWorker");
        await host.Outbox.ProcessAsync();
        var other = await host.OpenAsync();
        host.Time.Advance(Duration.FromSeconds(1867));
        while (await host.Outbox.ProcessAsync() > 0) { }
        await host.Attachments.SaveAsync(key, Stream.Null, default); // an upload of which nothing was noted
        host.Time.Advance(Duration.FromHours(25));
        await host.Host.Services.GetRequiredService<AttachmentSweep>().ProcessAsync();
        Assert.Contains(host.Transport.Sent, sent => sent.Ticket == other.Ticket.Id);
    }

    private void Tell(string name, double value, KeyValuePair<string, object?>[] tags)
    {
        names.Add(name);
        foreach (var tag in tags)
            names.Add(tag.Key);
        told.Add((name, value, string.Join(';', tags.Select(tag => $"{tag.Key}={tag.Value}"))));
    }

    private static string Document()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "SupportKit.sln")))
            folder = folder.Parent!;
        return Path.Combine(folder.FullName, "docs", "observability.md");
    }

    [GeneratedRegex(@"`(supportkit\.[a-z.]+)`")]
    private static partial Regex Name();
}

/// <summary>A store in which somebody else is always faster once.</summary>
internal sealed class RacingStore(ITicketStore inner) : DelegatingTicketStore(inner)
{
    private int commits;

    public override Task<ImmutableArray<CommitOutcome>> CommitAllAsync(
        ImmutableArray<TicketCommit> commits,
        CancellationToken cancellationToken
    ) =>
        this.commits++ == 0
            ? Task.FromResult(commits.Select(_ => CommitOutcome.Conflict).ToImmutableArray())
            : Inner.CommitAllAsync(commits, cancellationToken);
}
