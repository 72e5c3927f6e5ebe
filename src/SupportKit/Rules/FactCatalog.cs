using System.Collections.Frozen;
using System.Collections.Immutable;
using SupportKit.Reading;
using SupportKit.Texts;

namespace SupportKit.Rules;

/// <summary>The facts a policy declares, the desk's own included. Immutable; lookups are ordinal.</summary>
public sealed class FactCatalog
{
    private static readonly string[] Reserved = ["any", "all", "not", "during", "on", "entitledTo"];

    private readonly FrozenDictionary<string, FactDeclaration> byName;

    internal FactCatalog(IEnumerable<FactDeclaration> declarations)
    {
        All = [.. declarations];
        byName = All.ToFrozenDictionary(fact => fact.Name, StringComparer.Ordinal);
    }

    /// <summary>Every declared fact, in the policy's order, the desk's own last.</summary>
    public ImmutableArray<FactDeclaration> All { get; }

    /// <summary>The declaration; null when the policy has no such fact.</summary>
    public FactDeclaration? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>The closest declared name, for a remedy that helps with a slip of the pen.</summary>
    internal string Nearest(string name) => Spelling.Nearest(name, All.Select(fact => fact.Name));

    /// <summary>Reads the section <c>facts</c>: an object with a declaration per name.</summary>
    internal static List<FactDeclaration> Read(
        ObjectReader policy,
        ProblemList problems,
        IReadOnlyList<FactDeclaration> desk
    )
    {
        var declared = new List<FactDeclaration>();
        foreach (var (name, node) in policy.MembersOf("facts"))
        {
            if (Reserved.Contains(name) || desk.Any(fact => fact.Name == name))
            {
                problems.Add(
                    "policy.fact_reserved",
                    node,
                    $"\"{name}\" is a name of SupportKit's own.",
                    "Choose another name."
                );
                continue;
            }
            if (declared.All(fact => fact.Name != name)) // the repetition itself is reported where it is read
                declared.Add(ReadFact(name, ObjectReader.Of(node, problems), problems));
        }
        return declared;
    }

    private static FactDeclaration ReadFact(string name, ObjectReader fact, ProblemList problems)
    {
        var values = fact.TextsOf("values").ToImmutableArray();
        var typeName = fact.OptionalText("type") ?? (values.IsEmpty ? "text" : "choice");
        var type = Choice(fact, "type", typeName, TypeNames, problems);
        var source = Choice(fact, "from", fact.OptionalText("from") ?? "form", SourceNames, problems);
        var label = fact.OptionalLocalized("label") ?? LocalizedText.Of(name);
        var help = fact.OptionalLocalized("help");
        fact.RefuseOthers();

        if (type == FactType.Choice == values.IsEmpty)
            problems.Add(
                "policy.fact_without_domain",
                fact.Node,
                $"\"{name}\" is a {typeName} with {values.Length} values.",
                "Give a choice its \"values\", and no other type any."
            );
        if (values.Distinct(StringComparer.Ordinal).Count() != values.Length)
            problems.Add(
                "policy.value_repeated",
                fact.Node,
                $"\"{name}\" lists a value twice.",
                "List each value once."
            );
        return new FactDeclaration(name, type, source, values, label, help);
    }

    private static readonly FrozenDictionary<string, FactType> TypeNames = new Dictionary<string, FactType>
    {
        ["text"] = FactType.Text,
        ["choice"] = FactType.Choice,
        ["boolean"] = FactType.Boolean,
        ["number"] = FactType.Number,
        ["email"] = FactType.Email,
        ["url"] = FactType.Url,
        ["instant"] = FactType.Instant,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, FactSource> SourceNames = new Dictionary<string, FactSource>
    {
        ["form"] = FactSource.Form,
        ["requester"] = FactSource.Requester,
        ["request"] = FactSource.Request,
    }.ToFrozenDictionary();

    private static T Choice<T>(
        ObjectReader fact,
        string member,
        string name,
        FrozenDictionary<string, T> names,
        ProblemList problems
    )
    {
        if (names.TryGetValue(name, out var value))
            return value;
        var known = string.Join(", ", names.Keys.Order(StringComparer.Ordinal));
        problems.Add(
            "policy.value_unknown",
            fact.Optional(member) ?? fact.Node,
            $"\"{name}\" is not a known \"{member}\".",
            $"Use one of: {known}."
        );
        return default!;
    }
}
