using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SupportKit.Hosting;
using SupportKit.Storage;
using SupportKit.Testing;

namespace SupportKit.Repository.Tests;

/// <summary>The page on observers is true: its observer runs, is told of what happens, and goes on where it had failed.</summary>
public class ObserverDocumentTests
{
    private static readonly Policy Policy = Policy.Parse(
        """
        {
          "id": "acme",
          "channels": { "web": {} },
          "categories": { "question": {} },
          "switches": { "incident": { "subjects": { "updates-api": { "when": { "category": "question" } } } } },
          "scope": [{ "id": "everyone", "then": "accept" }],
          "priority": { "levels": ["normal"], "rules": [{ "id": "all", "then": "normal" }] },
          "routing": { "queues": { "helpers": {} }, "rules": [{ "id": "all", "then": "helpers" }] }
        }
        """
    );

    private static readonly OpenRequest Question = new()
    {
        Requester = "ada",
        Category = "question",
        Channel = "web",
        Title = "How is this done?",
        Body = "I cannot find it.",
    };

    [Fact]
    public async Task The_observer_of_the_page_is_told_and_goes_on_after_a_failure()
    {
        var crm = new CrmContext();
        await using var test = new TestDesk(desk =>
        {
            desk.AddPolicy(Policy, "acme")
                .UseRequesters((_, id, _) => Task.FromResult<Requester?>(new(id, "en", FactSet.Empty)))
                .ConfigureDelivery(delivery => delivery.MaxAttempts = 2)
                .Services.AddSingleton(crm);
            Add(desk);
        });
        var ticket = (await test.Desk.OpenAsync(Question with { Tenant = "acme" })).OrThrow().Ticket;
        crm.IsDown = true;
        var solved = new TicketCommand.Fire(Actor.Agent("bo"), Workflows.Triggers.Resolve);
        (await test.Desk.ApplyAsync(ticket.Key, solved)).OrThrow();
        await test.AdvanceAsync(Duration.FromMinutes(10));
        Assert.Empty(crm.Notes);

        crm.IsDown = false;
        var requeued = await RequeueAsync(
            test.Services.GetRequiredService<ITicketStore>(),
            test.Time.Now,
            TestContext.Current.CancellationToken
        );
        await test.AdvanceAsync(Duration.FromMinutes(10));

        Assert.Equal(1, requeued);
        Assert.Equal([$"{ticket.Id} was solved."], crm.Notes.Values);
    }

    [Fact]
    public async Task The_switch_of_the_page_on_policies_is_listed_and_ends_with_a_notice()
    {
        await using var test = new TestDesk(Policy, new Requester("ada", "en", FactSet.Empty));
        (await test.Desk.OpenAsync(Question)).OrThrow();

        Assert.Equal((1, 1), await SwitchAsync(test.Desk, Actor.Lead("dora")));
    }

    private static void Add(SupportKitBuilder desk)
    {
        desk.AddObserver<CrmObserver>("crm");
    }

    private static async Task<int> RequeueAsync(ITicketStore store, Instant now, CancellationToken stop)
    {
        var requeued = await store.RequeueAsync(
            new DeadLetterFilter("acme") { Destination = "observer:crm" },
            now,
            stop
        );
        return requeued;
    }

    private static async Task<(int On, int Told)> SwitchAsync(SupportDesk desk, Actor lead)
    {
        await desk.StartSwitchAsync("incident", by: lead, subject: "updates-api");
        var on = await desk.SwitchesAsync(); // what is on, who turned it on, and when
        var told = await desk.EndSwitchAsync("incident", by: lead, subject: "updates-api");
        return (on.Length, told);
    }
}

internal sealed class CrmObserver(CrmContext crm) : ITicketObserver
{
    public async Task ObserveAsync(CommittedEvents committed, CancellationToken cancellationToken)
    {
        foreach (var recorded in committed.Events)
            if (recorded.Event is TicketEvent.Resolved)
                await crm.AddNoteAsync(committed.Position, $"{committed.Ticket.Ticket} was solved.", cancellationToken);
    }
}

/// <summary>A CRM that takes each note once, whatever it is sent.</summary>
internal sealed class CrmContext
{
    public Dictionary<string, string> Notes { get; } = [];

    public bool IsDown { get; set; }

    public Task AddNoteAsync(string key, string note, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (IsDown)
            throw new IOException("The CRM is down.");
        Notes[key] = note;
        return Task.CompletedTask;
    }
}
