using BenchmarkDotNet.Attributes;
using NodaTime;
using SupportKit.Decisions;
using SupportKit.Rules;
using SupportKit.Tests.Workflows;
using SupportKit.Workflows;

namespace SupportKit.Benchmarks;

/// <summary>A workflow of seven states on its engine, beside the table without an engine that tests hold it to.</summary>
[MemoryDiagnoser]
[MinColumn]
public class WorkflowBenchmarks
{
    private static readonly Instant Monday = Instant.FromUtc(2026, 3, 2, 13, 0);
    private static readonly Condition Paid = new Condition.EqualsAny("paid", [true]);
    private static readonly FactSet Settled = FactSet.Empty.With("paid", true);

    private readonly WorkflowState[] states =
    [
        new WorkflowState("new", StateCategory.New)
            .Permit("start", "working")
            .Permit("answer", "answered")
            .Permit("close", "closed")
            .Ignore("reply"),
        new WorkflowState("working", StateCategory.Open)
            .Permit("answer", "answered")
            .Permit("hold", "on-hold")
            .Permit("resolve", "resolved")
            .PermitIf("close", "closed", Paid)
            .Ignore("start", "reply"),
        new WorkflowState("second level", null, "working")
            .Permit("return", "working")
            .PermitIf("answer", "on-hold", Paid),
        new WorkflowState("on-hold", StateCategory.OnHold).Permit("start", "working").Permit("close", "closed"),
        new WorkflowState("answered", StateCategory.Answered)
            .Permit("reply", "working")
            .Permit("resolve", "resolved")
            .Permit("close", "closed"),
        new WorkflowState("resolved", StateCategory.Resolved).Permit("reply", "working").Permit("close", "closed"),
        new WorkflowState("closed", StateCategory.Closed),
    ];

    private Workflow engine = null!;
    private TransitionTable table = null!;
    private Policy policy = null!;
    private Ticket ticket = null!;

    [GlobalSetup]
    public void Setup()
    {
        (engine, table) = (new Workflow(states), new TransitionTable(states));
        policy = Policy.Parse(
            """
            {
              "id": "small", "channels": { "web": {} }, "categories": { "question": {} },
              "scope": [{ "id": "all", "then": "accept" }],
              "priority": { "levels": ["normal"], "rules": [{ "id": "all", "then": "normal" }] },
              "routing": { "queues": { "desk": {} }, "rules": [{ "id": "all", "then": "desk" }] }
            }
            """
        );
        var open = new TicketCommand.Open(
            "ana",
            "default",
            new TicketId(Guid.Parse("0198c0de-0000-7000-8000-0000000000aa")),
            "Paging",
            "How?"
        );
        var facts = FactSet.Empty.With("category", "question").With("channel", "web").With("language", "en");
        ticket = ((Decision.Accepted)Decider.Decide(policy, null, open, facts, Monday)).Ticket;
    }

    [Benchmark]
    public object MovedTable() => table.Fire("answered", "reply", Settled);

    [Benchmark]
    public object MovedEngine() => engine.Fire("answered", "reply", Settled);

    [Benchmark]
    public object InheritedTable() => table.Fire("second level", "close", Settled);

    [Benchmark]
    public object InheritedEngine() => engine.Fire("second level", "close", Settled);

    [Benchmark]
    public object GuardedTable() => table.Fire("second level", "close", FactSet.Empty);

    [Benchmark]
    public object GuardedEngine() => engine.Fire("second level", "close", FactSet.Empty);

    [Benchmark]
    public object NotPermittedTable() => table.Fire("on-hold", "reply", Settled);

    [Benchmark]
    public object NotPermittedEngine() => engine.Fire("on-hold", "reply", Settled);

    /// <summary>What a refusal names: every trigger of the workflow is asked.</summary>
    [Benchmark]
    public int PermittedEngine() => engine.PermittedIn("second level", Settled).Count();

    [Benchmark]
    public object ConfigureTable() => new TransitionTable(states);

    [Benchmark]
    public object ConfigureEngine() => new Workflow(states);

    /// <summary>A whole decision: an agent sets a ticket of a policy without promises aside.</summary>
    [Benchmark]
    public Decision Decide() =>
        Decider.Decide(policy, ticket, new TicketCommand.Fire(Actor.Agent("max"), Triggers.Hold), ticket.Facts, Monday);
}
