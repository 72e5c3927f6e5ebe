using System.Globalization;

namespace SupportKit.Benchmarks;

/// <summary>
/// Fifty rules over a host's own class with twelve properties, in processor time of this process: <c>-- facts</c>. Written by hand as an
/// if-chain; by the rules of a policy over facts that are there already, as the desk has them; and with the facts made of the object each time.
/// The ways take turns, and of each the least of the rounds is told.
/// </summary>
internal static class FactFigures
{
    private const int Objects = 256;
    private const int Calls = 400_000;
    private const int Rounds = 9;

    private static int sum;

    public static void Report(TextWriter report)
    {
        var random = new Random(7);
        OwnClass[] objects = [.. Enumerable.Range(0, Objects).Select(_ => Make(random))];
        FactSet[] facts = Array.ConvertAll(objects, FactsOf);
        var rules = Policy.Parse(RulesByHand.Policy).Priority.Rules;
        for (var i = 0; i < Objects; i++)
        {
            var byHand = RulesByHand.First(objects[i]);
            var won = rules.Rules.IndexOf(rules.Match(facts[i])!);
            if (won != (byHand < 0 ? rules.Rules.Length - 1 : byHand))
                throw new InvalidOperationException($"Object {i}: rule {byHand} by hand, {won} by the policy.");
        }
        (string Name, Func<int, int> Work)[] ways =
        [
            ("if-chain by hand", i => RulesByHand.First(objects[i])),
            ("rules over facts that are there", i => rules.Match(facts[i])!.Id.Length),
            ("rules over facts made of the object", i => rules.Match(FactsOf(objects[i]))!.Id.Length),
        ];
        var least = ways.ToDictionary(way => way.Name, _ => (Time: TimeSpan.MaxValue, Bytes: long.MaxValue));
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (name, work) in ways)
            {
                var (bytes, start) = (GC.GetAllocatedBytesForCurrentThread(), Environment.CpuUsage.TotalTime);
                for (var i = 0; i < Calls; i++)
                    sum += work(i % Objects);
                var took = Environment.CpuUsage.TotalTime - start;
                var (time, allocated) = least[name];
                least[name] = (
                    took < time ? took : time,
                    Math.Min(allocated, GC.GetAllocatedBytesForCurrentThread() - bytes)
                );
            }
        }
        var first = least[ways[0].Name].Time;
        report.WriteLine("| 50 rules over 12 properties | time | of the if-chain | allocated |");
        report.WriteLine("|---|--:|--:|--:|");
        foreach (var (name, _) in ways)
        {
            var (time, bytes) = least[name];
            report.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {name} | {time.TotalNanoseconds / Calls:N0} ns | {time / first:F2}× | {bytes / Calls} B |"
                )
            );
        }
    }

    private static OwnClass Make(Random random)
    {
        // As they come from a database or a request: equal texts, and not the same objects as those of the policy.
        string Text() => string.Concat("v", random.Next(4).ToString(CultureInfo.InvariantCulture));
        return new OwnClass
        {
            Plan = Text(),
            Region = Text(),
            Product = Text(),
            Environment = Text(),
            Role = Text(),
            Source = Text(),
            Tier = Text(),
            Impact = Text(),
            IsPartner = random.Next(2) == 0,
            IsBeta = random.Next(2) == 0,
            Seats = random.Next(100),
            Age = random.Next(100),
        };
    }

    private static FactSet FactsOf(OwnClass o) =>
        FactSet.Of([
            new("plan", o.Plan),
            new("region", o.Region),
            new("product", o.Product),
            new("environment", o.Environment),
            new("role", o.Role),
            new("source", o.Source),
            new("tier", o.Tier),
            new("impact", o.Impact),
            new("isPartner", o.IsPartner),
            new("isBeta", o.IsBeta),
            new("seats", o.Seats),
            new("age", o.Age),
        ]);
}
