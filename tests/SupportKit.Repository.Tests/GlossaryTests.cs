using System.Text.Json;
using System.Text.RegularExpressions;

namespace SupportKit.Repository.Tests;

/// <summary>The glossary names the public types and the policy keys that there are, and forgets no section of a policy.</summary>
public partial class GlossaryTests
{
    private static readonly string Glossary = Repository.Read("docs", "glossary.md");

    private static readonly HashSet<string> Names =
    [
        .. Code().Matches(Glossary).Select(match => match.Groups[1].Value),
    ];

    [Fact]
    public void Every_name_in_the_glossary_is_a_public_type_or_a_policy_key()
    {
        var known = TypesAndTheirMembers().Concat(PolicyKeys()).ToHashSet(StringComparer.Ordinal);
        known.Add("code"); // The introduction shows with it how names are written.

        Assert.True(Names.Count > 100, "The search finds the names.");
        Assert.Empty(Names.Except(known));
    }

    [Fact]
    public void Every_section_of_a_policy_stands_in_the_glossary()
    {
        using var schema = Schema();

        Assert.Empty(Keys(schema.RootElement.GetProperty("properties")).Except(Names));
    }

    [Fact]
    public void Every_term_stands_once_and_in_alphabetical_order_in_its_part()
    {
        var parts = Glossary
            .Split("\n## ")
            .Skip(1)
            .Select(part => Row().Matches(part).Select(row => row.Groups[1].Value).Skip(1).ToList())
            .ToList();

        Assert.All(parts, terms => Assert.Equal(terms.Order(StringComparer.OrdinalIgnoreCase), terms));
        Assert.Distinct(parts.SelectMany(terms => terms));
    }

    private static IEnumerable<string> TypesAndTheirMembers() =>
        from package in Repository.Packages
        from type in Repository.Load(package).GetExportedTypes()
        let name = type.FullName![(type.Namespace!.Length + 1)..].Split('`')[0].Replace('+', '.')
        from known in type.GetMembers().Select(member => $"{name}.{member.Name}").Prepend(name)
        select known;

    private static IReadOnlyList<string> PolicyKeys()
    {
        using var schema = Schema();
        return [.. Nested(schema.RootElement)];
    }

    // The keys of every object that the schema describes, however deep.
    private static IEnumerable<string> Nested(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element
                .EnumerateObject()
                .SelectMany(member =>
                    member is { Name: "properties", Value.ValueKind: JsonValueKind.Object }
                        ? Keys(member.Value).Concat(Nested(member.Value))
                        : Nested(member.Value)
                ),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(Nested),
            _ => [],
        };

    private static IEnumerable<string> Keys(JsonElement properties) =>
        properties.EnumerateObject().Select(member => member.Name);

    private static JsonDocument Schema() =>
        JsonDocument.Parse(Repository.Read("src", "SupportKit", "schema", "policy.schema.json"));

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"^\| ([^|]+?) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
