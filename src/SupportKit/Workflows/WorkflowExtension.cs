using System.Collections.Immutable;
using System.Text.Json;
using SupportKit.PolicyJson;
using SupportKit.Shared;

namespace SupportKit.Workflows;

/// <summary>
/// Makes one section of a workflow that extends the default one: what it says replaces by name what the default one says, and
/// <c>null</c> removes. Whatever comes from the default one stands, for messages, on the line of <c>extends</c>.
/// </summary>
internal sealed class WorkflowExtension(SourceNode section, SourceNode extends, ProblemList problems)
{
    private readonly HashSet<string> removed = section
        .Member("states")
        .Members.Where(state => IsNull(state.Value))
        .Select(state => state.Key)
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>The whole section, without <c>extends</c>.</summary>
    public SourceNode Merge()
    {
        var basis = Moved(DefaultWorkflow.Source, section.Path);
        var members = section.Members.RemoveAll(member => member.Key is "extends" or "states");
        if (!section.Members.Any(member => member.Key == "initial"))
            members = members.Insert(0, KeyValuePair.Create("initial", basis.Member("initial")));
        var written = section.Member("states");
        if (!written.IsObject && !IsAbsent(written))
            problems.AddWrongKind(written, "an object");
        var states = States(basis.Member("states"), written.IsObject ? written : Nothing);
        return section with { Members = members.Add(KeyValuePair.Create("states", states)) };
    }

    private SourceNode States(SourceNode basis, SourceNode written)
    {
        ReportUnknown(basis, written, SupportKitErrors.PolicyStateUnknown, "state");
        return Merged(basis, written, State);
    }

    private SourceNode State(SourceNode basis, SourceNode written)
    {
        var state = Merged(basis, written, Instead);
        if (!state.IsObject)
            return state;
        var (before, after) = (basis.Member("permit"), written.Member("permit"));
        var (ignored, ignores) = (basis.Member("ignore"), written.Member("ignore"));
        if (after.IsObject)
            ReportUnknown(Triggers(before, ignored), after, SupportKitErrors.PolicyTriggerUnknown, "trigger");
        var left = before with
        {
            Members = before.Members.RemoveAll(way =>
                removed.Contains(way.Value.Text) || ignores.Items.Any(trigger => trigger.Text == way.Key)
            ),
        };
        var permits = after.IsObject ? Merged(left, after, Instead) : left;
        var still = ignored.Items.RemoveAll(trigger => after.Members.Any(way => way.Key == trigger.Text));
        var repeated = ignores.Items.Select(trigger => trigger.Text).ToHashSet(StringComparer.Ordinal);
        still = still.RemoveAll(trigger => repeated.Contains(trigger.Text));
        if (after.Kind is JsonValueKind.Undefined or JsonValueKind.Object && before.IsObject | after.IsObject)
            state = With(
                state,
                "permit",
                permits with
                {
                    Kind = JsonValueKind.Object,
                    Line = after.Line ?? before.Line,
                }
            );
        if (ignores.Kind is JsonValueKind.Undefined or JsonValueKind.Array && ignored.IsArray | ignores.IsArray)
            state = With(
                state,
                "ignore",
                (ignores.IsArray ? ignores : ignored) with
                {
                    Items = [.. still, .. ignores.Items],
                }
            );
        return state;
    }

    // By name: what is written instead, or together with, what is there; null takes it away, and what is new comes last.
    private static SourceNode Merged(
        SourceNode basis,
        SourceNode written,
        Func<SourceNode, SourceNode, SourceNode> both
    )
    {
        if (!written.IsObject)
            return IsAbsent(written) ? basis : written;
        var own = written.Members.ToLookup(member => member.Key, member => member.Value, StringComparer.Ordinal);
        var members = ImmutableArray.CreateBuilder<KeyValuePair<string, SourceNode>>();
        foreach (var (name, value) in basis.Members)
        {
            if (!own.Contains(name))
                members.Add(KeyValuePair.Create(name, both(value, Nothing)));
            else if (!IsNull(own[name].Last()))
                members.Add(KeyValuePair.Create(name, both(value, own[name].Last())));
        }
        var known = basis.Members.Select(member => member.Key).ToHashSet(StringComparer.Ordinal);
        members.AddRange(written.Members.Where(member => !known.Contains(member.Key) && !IsNull(member.Value)));
        return written with { Members = members.DrainToImmutable() };
    }

    private static SourceNode Instead(SourceNode basis, SourceNode own) => IsAbsent(own) ? basis : own;

    private void ReportUnknown(SourceNode basis, SourceNode written, string code, string what)
    {
        var names = basis.Members.Select(member => member.Key).ToList();
        foreach (
            var (name, value) in written.Members.Where(member => IsNull(member.Value) && !names.Contains(member.Key))
        )
            problems.Add(
                code,
                value,
                $"The default workflow has no {what} \"{name}\" here that could be removed.",
                $"Remove this line{problems.OrWrite(name, names)}."
            );
    }

    private static SourceNode Triggers(SourceNode permitted, SourceNode ignored) =>
        permitted with
        {
            Members = permitted.Members.AddRange(
                ignored.Items.Select(trigger => KeyValuePair.Create(trigger.Text, trigger))
            ),
        };

    private static SourceNode With(SourceNode state, string name, SourceNode value) =>
        state with
        {
            Members = state.Members.RemoveAll(member => member.Key == name).Add(KeyValuePair.Create(name, value)),
        };

    private SourceNode Moved(SourceNode node, string path) =>
        node with
        {
            At = new SourcePath(path),
            Line = extends.Line,
            Members =
            [
                .. node.Members.Select(member =>
                    KeyValuePair.Create(member.Key, Moved(member.Value, path + member.Value.Path[node.Path.Length..]))
                ),
            ],
            Items = [.. node.Items.Select(item => Moved(item, path + item.Path[node.Path.Length..]))],
        };

    private static bool IsAbsent(SourceNode node) => node.Kind == JsonValueKind.Undefined;

    private static bool IsNull(SourceNode node) => node.Kind == JsonValueKind.Null;

    private static readonly SourceNode Nothing = new(JsonValueKind.Undefined, new SourcePath(""), null);
}
