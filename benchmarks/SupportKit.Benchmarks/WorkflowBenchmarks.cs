using BenchmarkDotNet.Attributes;
using NodaTime;
using SupportKit.Decisions;
using SupportKit.Policies;
using SupportKit.Rules;
using SupportKit.Tests.Workflows;
using SupportKit.Tickets;
using SupportKit.Workflows;

namespace SupportKit.Benchmarks;

/// <summary>A workflow of seven states on its engine, beside the table without an engine that tests hold it to.</summary>
[MemoryDiagnoser]
[MinColumn]
public class WorkflowBenchmarks
{
    private static readonly Instant Monday = Instant.FromUtc(2026, 3, 2, 13, 0);
    private static readonly Condition Paid = new Condition.Is("paid", [true]);
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
            .Permit("hold", "held")
            .Permit("resolve", "resolved")
            .PermitIf("close", "closed", Paid)
            .Ignore("start", "reply"),
        new WorkflowState("second level", null, "working").Permit("return", "working").PermitIf("answer", "held", Paid),
        new WorkflowState("held", StateCategory.Held).Permit("start", "working").Permit("close", "closed"),
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
    public Transition MovedTable() => table.Fire("answered", "reply", Settled);

    [Benchmark]
    public Transition MovedEngine() => engine.Fire("answered", "reply", Settled);

    [Benchmark]
    public Transition InheritedTable() => table.Fire("second level", "close", Settled);

    [Benchmark]
    public Transition InheritedEngine() => engine.Fire("second level", "close", Settled);

    [Benchmark]
    public Transition GuardedTable() => table.Fire("second level", "close", FactSet.Empty);

    [Benchmark]
    public Transition GuardedEngine() => engine.Fire("second level", "close", FactSet.Empty);

    [Benchmark]
    public Transition NotPermittedTable() => table.Fire("held", "reply", Settled);

    [Benchmark]
    public Transition NotPermittedEngine() => engine.Fire("held", "reply", Settled);

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
        Decider.Decide(
            policy,
            ticket,
            new TicketCommand.Fire(Actor.Agent("max"), Triggers.Hold),
            ticket.Facts,
            Monday
        );
}
