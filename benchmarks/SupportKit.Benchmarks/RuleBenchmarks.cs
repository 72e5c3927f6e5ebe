using BenchmarkDotNet.Attributes;
using SupportKit.Rules;

namespace SupportKit.Benchmarks;

/// <summary>Finding the rule that wins: the index, beside the same rules as hand-written delegates, tried in order.</summary>
[MemoryDiagnoser]
public class RuleBenchmarks
{
    private const int Facts = 12;
    private const int Requests = 64;

    private RuleSet<string> rules = null!;
    private Func<FactSet, bool>[] overFacts = null!;
    private Func<string[], bool>[] overFields = null!;
    private FactSet[] requests = null!;
    private string[][] fields = null!;
    private string policy = null!;
    private int next;

    [Params(50, 1000)]
    public int Rules { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        // Each rule tests three of twelve facts, each of which has four values; most requests are decided somewhere inside.
        var random = new Random(7);
        var tests = Enumerable
            .Range(0, Rules)
            .Select(_ =>
                Enumerable
                    .Range(0, Facts)
                    .OrderBy(_ => random.Next())
                    .Take(3)
                    .Select(fact => (Fact: fact, Value: $"v{random.Next(4)}"))
                    .ToArray()
            )
            .ToArray();
        policy = Document(tests);
        rules = Policy.Parse(policy).Priority.Rules;
        overFacts =
        [
            .. tests.Select(t =>
            {
                var (a, b, c) = (t[0], t[1], t[2]);
                var (an, bn, cn) = (Name(a.Fact), Name(b.Fact), Name(c.Fact));
                return (Func<FactSet, bool>)(f => f[an] == a.Value && f[bn] == b.Value && f[cn] == c.Value);
            }),
        ];
        overFields =
        [
            .. tests.Select(t =>
            {
                var (a, b, c) = (t[0], t[1], t[2]);
                return (Func<string[], bool>)(
                    f => f[a.Fact] == a.Value && f[b.Fact] == b.Value && f[c.Fact] == c.Value
                );
            }),
        ];
        fields =
        [
            .. Enumerable
                .Range(0, Requests)
                .Select(_ => Enumerable.Range(0, Facts).Select(_ => $"v{random.Next(4)}").ToArray()),
        ];
        requests =
        [
            .. fields.Select(values =>
                FactSet.Of(values.Select((value, fact) => KeyValuePair.Create(Name(fact), (FactValue)value)))
            ),
        ];
    }

    [Benchmark]
    public object? Index() => rules.Match(requests[next++ % Requests]);

    [Benchmark(Baseline = true)]
    public int DelegatesOverTheSameFacts()
    {
        var facts = requests[next++ % Requests];
        for (var i = 0; i < overFacts.Length; i++)
        {
            if (overFacts[i](facts))
                return i;
        }
        return -1;
    }

    [Benchmark]
    public int DelegatesOverPlainFields()
    {
        var facts = fields[next++ % Requests];
        for (var i = 0; i < overFields.Length; i++)
        {
            if (overFields[i](facts))
                return i;
        }
        return -1;
    }

    /// <summary>The rows of bits alone: what a policy pays for the index when it is loaded.</summary>
    [Benchmark]
    public object Compile() => new RuleIndex([.. rules.Rules.Select(rule => rule.When)]);

    [Benchmark]
    public Policy ReadAndCompile() => Policy.Parse(policy);

    private static string Name(int fact) => $"fact{fact}";

    private static string Document((int Fact, string Value)[][] tests)
    {
        var facts = string.Join(
            ",",
            Enumerable
                .Range(0, Facts)
                .Select(fact => $"\"{Name(fact)}\": {{ \"values\": [\"v0\", \"v1\", \"v2\", \"v3\"] }}")
        );
        var rules = string.Join(
            ",",
            tests.Select(
                (test, i) =>
                    $"{{ \"id\": \"r{i}\", \"when\": {{ {string.Join(", ", test.Select(t => $"\"{Name(t.Fact)}\": \"{t.Value}\""))} }}, \"then\": \"p\" }}"
            )
        );
        return $$"""
            {
              "id": "bench", "channels": { "web": {} }, "categories": { "question": {} }, "facts": { {{facts}} },
              "scope": [{ "id": "all", "then": "accept" }],
              "priority": { "levels": ["p"], "rules": [{{rules}}, { "id": "else", "then": "p" }] },
              "routing": { "queues": { "desk": {} }, "rules": [{ "id": "all", "then": "desk" }] }
            }
            """;
    }
}
