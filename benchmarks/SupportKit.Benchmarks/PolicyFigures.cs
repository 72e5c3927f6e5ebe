using System.Diagnostics;
using System.Globalization;
using SupportKit.PolicyAnalysis;
using SupportKit.Tests.PolicyAnalysis;

namespace SupportKit.Benchmarks;

/// <summary>
/// What reading and checking large policies costs, each once after a warm-up, in processor time of this process and in bytes:
/// <c>-- policies</c>. The cases are those that were worst for the checker, and a policy of 10,000 rules with 10,000 holidays.
/// </summary>
internal static class PolicyFigures
{
    public static void Report(TextWriter report)
    {
        for (var i = 0; i < 20; i++)
            PolicyChecker.Analyze(Policy.Parse(OneText(40)));
        report.WriteLine("| policy | read | allocated | check | allocated | decided |");
        report.WriteLine("|---|--:|--:|--:|--:|---|");
        Measure("2,500 rules over one text fact", OneText(2_500));
        Measure("5,000 rules over one text fact", OneText(5_000));
        Measure("2,000 falling thresholds of one number", Thresholds(2_000));
        Measure("20 rules a and b over 40 booleans", Pairs(20));
        Measure("200 rules of three conditions over 15 facts of four values", Entangled(200));
        Measure("50 rules of three ranges over 15 numbers", Ranges(50));
        Measure(
            "19,000 rules over one text fact in four sections, nearly as many as a document may have",
            Spread(19_000, "")
        );
        Measure("the same with long names, 4 MiB", Spread(19_000, new string('n', 130)));
        Measure("10,000 rules and 10,000 holidays", Holidays(10_000));
        Measure(
            "200 generated rules over 15 facts, as entangled as chance makes them",
            GeneratedPolicy.Json(200, 15, 1)
        );

        void Measure(string name, string json)
        {
            var read = Cost(() => Policy.Parse(json), out var policy);
            var check = Cost(() => PolicyChecker.Analyze(policy), out var findings);
            var incomplete = findings.Any(finding => finding.Code.Contains("incomplete", StringComparison.Ordinal));
            report.WriteLine(
                $"| {name} ({json.Length / 1024:N0} KiB) | {read} | {check} | {(incomplete ? "no" : "yes")}, {findings.Length:N0} findings |"
            );
        }
    }

    private static string Cost<T>(Func<T> work, out T result)
    {
        GC.Collect();
        var (bytes, start) = (GC.GetTotalAllocatedBytes(precise: true), Process.GetCurrentProcess().TotalProcessorTime);
        result = work();
        var took = Process.GetCurrentProcess().TotalProcessorTime - start;
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        return string.Create(CultureInfo.InvariantCulture, $"{took.TotalMilliseconds:N0} ms | {allocated / 1e6:N1} MB");
    }

    private static string OneText(int rules) =>
        Document("\"account\": {}", "\"account\"", Lines(rules, i => $"\"account\": \"n{i}\""), Else);

    private static string Thresholds(int rules) =>
        Document(
            "\"seats\": { \"type\": \"number\" }",
            "\"seats\"",
            Lines(rules, i => $"\"seats\": {{ \"atLeast\": {rules - i} }}"),
            Else
        );

    private static string Pairs(int rules) =>
        Document(
            Join(2 * rules, i => $"\"{(i < rules ? "a" : "b")}{i % rules}\": {{ \"type\": \"boolean\" }}"),
            Join(2 * rules, i => $"\"{(i < rules ? "a" : "b")}{i % rules}\""),
            Lines(rules, i => $"\"a{i}\": true, \"b{i}\": true"),
            Else
        );

    private static string Entangled(int rules)
    {
        var random = new Random(1);
        return Document(
            Join(15, i => $"\"f{i}\": {{ \"values\": [\"a\", \"b\", \"c\", \"d\"] }}"),
            Join(15, i => $"\"f{i}\""),
            Lines(
                rules,
                _ => string.Join(", ", Three(random).Select(fact => $"\"f{fact}\": \"{"abcd"[random.Next(4)]}\""))
            ),
            Else
        );
    }

    private static string Ranges(int rules)
    {
        var random = new Random(1);
        return Document(
            Join(15, i => $"\"n{i}\": {{ \"type\": \"number\" }}"),
            Join(15, i => $"\"n{i}\""),
            Lines(rules, _ => string.Join(", ", Three(random).Select(fact => $"\"n{fact}\": {Range(random)}"))),
            Else
        );
    }

    private static string Range(Random random)
    {
        var low = random.Next(900);
        return $"{{ \"atLeast\": {low}, \"atMost\": {low + random.Next(1, 400)} }}";
    }

    private static int[] Three(Random random) =>
        [.. Enumerable.Range(0, 15).OrderBy(_ => random.Next()).Take(3).Order()];

    // A list has at most 10,000 entries, so the rules stand in four sections.
    private static string Spread(int rules, string longer)
    {
        var part = rules / 4;
        string Part(string then, int section) =>
            Lines(part, i => $"\"account\": \"n{longer}{(section * part) + i}\"", then, "x" + section) + ", ";
        var sla = Join(
            part,
            i =>
                $"{{ \"id\": \"s{i}\", \"metric\": \"first-response\", \"when\": {{ \"account\": \"n{longer}{i}\" }}, \"within\": \"{1 + (i % 9)}h\" }}"
        );
        return $$"""
            {
              "id": "large", "channels": { "web": {} }, "categories": { "question": {} },
              "facts": { "account": { "from": "requester" } },
              "scope": [{{Part("\"accept\"", 0)}}{ "id": "else", "then": "accept" }],
              "priority": { "levels": ["p", "q"], "rules": [{{Part("\"p\"", 1)}}{ "id": "else", "then": "q" }] },
              "routing": { "queues": { "desk": {}, "lab": {} }, "rules": [{{Part(
                "\"lab\"",
                2
            )}}{ "id": "else", "then": "desk" }] },
              "sla": [{{sla}}]
            }
            """;
    }

    private static string Holidays(int count)
    {
        var dates = Join(
            count - 10,
            i => $"{{ \"date\": \"{new DateOnly(2026, 1, 1).AddDays(i):yyyy-MM-dd}\", \"name\": \"day {i}\" }}"
        );
        var document = Document(
            "\"account\": {}",
            "\"account\"",
            Lines(count - 10, i => $"\"account\": \"n{i}\""),
            Else
        );
        return document.TrimEnd()[..^1]
            + $", \"calendars\": {{ \"office\": {{ \"timeZone\": \"Europe/Paris\", \"hours\": {{ \"mon-fri\": [\"09:00-18:00\"] }}, \"holidays\": [{dates}] }} }} }}";
    }

    private const string Else = ", { \"id\": \"else\", \"then\": \"q\" }";

    private static string Lines(int count, Func<int, string> when, string? then = null, string id = "r") =>
        Join(
            count,
            i =>
                $"{{ \"id\": \"{id}{i}\", \"when\": {{ {when(i)} }}, \"then\": {then ?? (i % 2 == 0 ? "\"p\"" : "\"q\"")} }}"
        );

    private static string Join(int count, Func<int, string> part) =>
        string.Join(", ", Enumerable.Range(0, count).Select(part));

    private static string Document(string facts, string form, string rules, string last) =>
        $$"""
            {
              "id": "large", "channels": { "web": {} }, "categories": { "question": {} }, "facts": { {{facts}} },
              "forms": { "question": { "optional": [{{form}}] } },
              "scope": [{ "id": "all", "then": "accept" }],
              "priority": { "levels": ["p", "q"], "rules": [{{rules}}{{last}}] },
              "routing": { "queues": { "desk": {} }, "rules": [{ "id": "all", "then": "desk" }] }
            }
            """;
}
