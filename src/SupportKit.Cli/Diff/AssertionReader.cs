using System.Collections.Immutable;
using SupportKit.PolicyJson;
using SupportKit.Rules;
using SupportKit.Shared;

namespace SupportKit.Cli;

/// <summary>Reads assertions about two policies: <c>never promisedLess</c>, one as JSON, or a file of them.</summary>
internal sealed class AssertionReader(Policy old, Policy now, InputProblems problems)
{
    private const int MostBytes = 4 * 1024 * 1024;

    private static readonly Dictionary<string, AssertionKind> Kinds = new(StringComparer.Ordinal)
    {
        ["always"] = AssertionKind.Always,
        ["never"] = AssertionKind.Never,
        ["implies"] = AssertionKind.Implies,
        ["equivalent"] = AssertionKind.Equivalent,
        ["disjoint"] = AssertionKind.Disjoint,
    };

    private readonly FactCatalog facts = JoinedSpace.FactsOf(old, now);

    /// <summary>Reads what one <c>--assert</c> says.</summary>
    /// <exception cref="ToolException">It is not of one of the forms, or names what neither policy has.</exception>
    public static ImmutableArray<Assertion> Read(string argument, Policy old, Policy now, Terminal terminal)
    {
        if (argument.StartsWith("never ", StringComparison.Ordinal))
            return [new AssertionReader(old, now, new("--assert")).ReadShort(argument)];
        var inline = argument.TrimStart().StartsWith('{');
        var text = inline ? argument : TextFile.Read(argument, terminal);
        var problems = new InputProblems(inline ? "--assert" : argument, () => text);
        var root = SourceText.Read(text, MostBytes, problems)!;
        var reader = new AssertionReader(old, now, problems);
        return root.Member("assertions").IsArray ? reader.ReadFile(root) : [reader.ReadOne(root)];
    }

    private Assertion ReadShort(string argument)
    {
        var word = argument["never ".Length..].Trim();
        var at = new SourceNode(System.Text.Json.JsonValueKind.String, SourcePath.Root, 1) { Text = word };
        Known(at, "is not a change that can be asserted", ChangeSets.Words);
        return new(argument, AssertionKind.Never, [new(Condition.Always, null, null, word)]);
    }

    private ImmutableArray<Assertion> ReadFile(SourceNode root)
    {
        var file = ObjectReader.Of(root, problems);
        file.Optional("$schema");
        file.Optional("comment");
        var read = file.ItemsOf("assertions").Select(ReadOne).ToImmutableArray();
        file.RejectUnknownProperties();
        return read.IsEmpty
            ? throw problems.Refuse(
                ToolErrors.InputInvalid,
                root,
                "There are no assertions.",
                "Add one, or leave the file out."
            )
            : read;
    }

    private Assertion ReadOne(SourceNode node)
    {
        var reader = ObjectReader.Of(node, problems);
        reader.Optional("comment");
        var name = reader.OptionalText("name");
        var kinds = Kinds.Keys.Where(reader.Has).ToList();
        if (kinds is not [var word])
            throw problems.Refuse(
                ToolErrors.InputInvalid,
                node,
                kinds.Count == 0
                    ? "The assertion does not say what is to hold."
                    : $"The assertion has {string.Join(" and ", kinds)}.",
                $"Write exactly one of: {string.Join(", ", Kinds.Keys)}."
            );
        var kind = Kinds[word];
        var value = reader.Required(word)!;
        var single = kind is AssertionKind.Always or AssertionKind.Never;
        var statements = single ? [value] : value.Items;
        var fits = single || (kind == AssertionKind.Disjoint ? statements.Length >= 2 : statements.Length == 2);
        if (!fits)
            throw problems.Refuse(
                ToolErrors.InputInvalid,
                value,
                $"\"{word}\" relates {(kind == AssertionKind.Disjoint ? "two statements or more" : "two statements")}.",
                "Write a list of that many objects."
            );
        var read = statements.Select(ReadStatement).ToImmutableArray();
        reader.RejectUnknownProperties();
        return new(name ?? NameOf(word, value), kind, read);
    }

    // Without a name an assertion is called what it says, on one line.
    private static string NameOf(string word, SourceNode value)
    {
        var text = $"{word} {value.Element.GetRawText()}";
        return System.Text.RegularExpressions.Regex.Replace(text, @"\s+", " ");
    }

    private Statement ReadStatement(SourceNode node)
    {
        var reader = ObjectReader.Of(node, problems);
        var when = ReadCondition(reader.Optional("when"));
        var (before, after) = (ReadOutcome(reader.Optional("old"), old), ReadOutcome(reader.Optional("new"), now));
        var change = reader.OptionalText("change");
        if (change is not null)
            Known(reader.Optional("change")!, "is not a change that can be asserted", ChangeSets.Words);
        reader.RejectUnknownProperties();
        if (node.Members.IsEmpty)
            throw problems.Refuse(
                ToolErrors.InputInvalid,
                node,
                "The statement is true of every request.",
                "Add \"when\", \"old\", \"new\" or \"change\"."
            );
        return new(when, before, after, change);
    }

    private Condition ReadCondition(SourceNode? node)
    {
        var list = new ProblemList();
        var reader = new ConditionReader(facts, list);
        var condition = reader.Read(node);
        try
        {
            list.ThrowIfAny();
        }
        catch (PolicyException refused)
        {
            throw problems.Refuse(ToolErrors.InputInvalid, refused.Problems[0]);
        }
        var workedOut = reader.Used.FirstOrDefault(name => ComparedSide.IsWorkedOut(name));
        if (workedOut is not null)
            throw problems.Refuse(
                ToolErrors.InputInvalid,
                node!,
                $"\"{workedOut}\" is what a policy works out, and the two may work out different things.",
                "Name the priority or the queue under \"old\" or \"new\", and plans in place of entitlements."
            );
        return condition;
    }

    private StatedOutcome? ReadOutcome(SourceNode? node, Policy policy)
    {
        if (node is null)
            return null;
        var reader = ObjectReader.Of(node, problems);
        var outcome = new StatedOutcome
        {
            Verdicts = Texts("verdict", ["accept", "acceptLimited", "redirect", "refuse"]),
            To = Texts("to", policy.Channels.Select(channel => channel.Id)),
            Asks = Texts("asks", JoinedSpace.RequiredFields(policy)),
            Opens = reader.OptionalFlag("opens"),
            Priorities = Texts("priority", policy.Priorities),
            Queues = Texts("queue", policy.Queues.Select(queue => queue.Id)),
            Promises =
            [
                .. reader
                    .MembersOf("promises")
                    .Select(promise => KeyValuePair.Create(promise.Key, Promise(promise.Key, promise.Value))),
            ],
        };
        reader.RejectUnknownProperties();
        return outcome;

        ImmutableArray<string> Texts(string name, IEnumerable<string> known)
        {
            var texts = reader.TextOrTextsOf(name).ToImmutableArray();
            if (reader.Optional(name) is { } at)
                foreach (var item in at.IsArray ? at.Items : [at])
                    Known(item, "is nothing that this policy can decide here", known);
            return texts;
        }

        StatedPromise Promise(string metric, SourceNode promised)
        {
            Known(
                promised with
                {
                    Text = metric,
                },
                "is not a metric of the policy",
                policy.Sla.Metrics.Select(one => one.Id)
            );
            if (!promised.IsObject)
                return new(
                    [.. (promised.IsArray ? promised.Items : [promised]).Select(item => Time(item, policy))],
                    null
                );
            var limit = ObjectReader.Of(promised, problems);
            var time = limit.Required("atMost")!;
            limit.RejectUnknownProperties();
            return new([], Time(time, policy));
        }
    }

    private Tickets.SlaDuration? Time(SourceNode node, Policy policy)
    {
        if (node.Kind == System.Text.Json.JsonValueKind.Null)
            return null;
        if (!node.IsText || !Tickets.SlaDuration.TryParse(node.Text, out var time))
            throw problems.Refuse(
                ToolErrors.InputInvalid,
                node,
                $"{node.Describe()} is not a time to promise.",
                "Write one such as \"4h in office\", \"1bd in office\" or \"30m\"; null for no promise."
            );
        if (time.Calendar is { } calendar && !policy.Calendars.ContainsKey(calendar))
            Known(node with { Text = calendar }, "is not a calendar of the policy", policy.Calendars.Keys);
        return time;
    }

    private void Known(SourceNode at, string not, IEnumerable<string> known)
    {
        var all = known.Distinct().ToList();
        if (!all.Contains(at.Text))
            throw problems.Refuse(
                ToolErrors.InputInvalid,
                at,
                $"\"{at.Text}\" {not}.",
                $"{Spelling.DidYouMean(at.Text, all)}Use one of: {Spelling.List(all)}."
            );
    }
}
