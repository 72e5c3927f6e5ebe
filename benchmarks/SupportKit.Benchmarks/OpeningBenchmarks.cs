using BenchmarkDotNet.Attributes;
using NodaTime;
using SupportKit.Decisions;
using SupportKit.Rules;

namespace SupportKit.Benchmarks;

/// <summary>A whole decision to open a ticket under Digibee's policy: intake, scope, priority, route, promises.</summary>
[MemoryDiagnoser]
public class OpeningBenchmarks
{
    private static readonly Instant Monday = Instant.FromUtc(2026, 3, 2, 13, 0);

    private Policy policy = null!;
    private FactSet facts = null!;
    private TicketCommand.Open command = null!;

    [GlobalSetup]
    public void Setup()
    {
        policy = Policy.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "policies", "digibee.json")));
        command = new TicketCommand.Open(
            "ana",
            "default",
            new TicketId(Guid.Parse("0198c0de-0000-7000-8000-0000000000aa")),
            "Connectors down",
            "All of them."
        );
        facts = FactSet.Of(
            new (string Name, FactValue Value)[]
            {
                ("category", "incident"),
                ("channel", "platform"),
                ("language", "en"),
                ("contract", true),
                ("signedIn", true),
                ("pipelineName", "orders-sync"),
                ("environment", "PROD"),
                ("impact", "partial"),
                ("workaround", true),
                ("pipelineKey", "a1b2"),
                ("errorMessage", "connect timed out"),
                ("errorAt", "2026-03-02 07:58"),
                ("expected", "orders arrive"),
                ("actual", "nothing arrives"),
                ("analysis", "retried three times"),
            }.Select(fact => KeyValuePair.Create(fact.Name, fact.Value))
        );
    }

    [Benchmark]
    public Decision Decide() => Decider.Decide(policy, null, command, facts, Monday);

    [Benchmark]
    public int DecideWithMessages() =>
        ((Decision.Accepted)Decider.Decide(policy, null, command, facts, Monday)).Messages.Length;

    [Benchmark]
    public string DecideAndExplain() => Decider.Decide(policy, null, command, facts, Monday).Explain().ToText();
}
