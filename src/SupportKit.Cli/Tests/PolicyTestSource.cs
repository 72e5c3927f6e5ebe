using System.Collections.Immutable;
using System.Text;
using SupportKit.Shared;

namespace SupportKit.Cli;

/// <summary>
/// The tests of a file, or those in a policy. The text is parsed, and each test is read when it is asked for: a file may hold tens of thousands,
/// and one that has been run is not needed any more. Thread-safe.
/// </summary>
internal sealed class PolicyTestSource
{
    private const int MostBytes = 64 * 1024 * 1024;

    private readonly byte[] utf8;
    private readonly InputProblems problems;
    private readonly SourcePath list;
    private readonly SourceStart[] items;

    private PolicyTestSource(string file, byte[] utf8, InputProblems problems, SourceNode? list)
    {
        (File, this.utf8, this.problems, this.list) = (file, utf8, problems, list?.At ?? SourcePath.Root);
        items = list is null ? [] : [.. new SourceNodeReader(utf8, problems).StartsOf(list.Element.EnumerateArray())];
    }

    /// <summary>The file that they stand in.</summary>
    public string File { get; }

    /// <summary>How many there are.</summary>
    public int Count => items.Length;

    /// <summary>The tests of a file.</summary>
    /// <exception cref="ToolException">The file cannot be read, or is not of this form.</exception>
    public static PolicyTestSource Read(string path, Terminal terminal) =>
        path == "-" ? Of(path, TextFile.Read(path, terminal)) : Of(path, TextFile.ReadUtf8(path));

    /// <inheritdoc cref="Of(string, byte[])"/>
    public static PolicyTestSource Of(string path, string text) =>
        Of(path, SourceText.Utf8Of(text, new InputProblems(path))!);

    /// <summary>The tests in a text, as the file of that name would hold it.</summary>
    /// <exception cref="ToolException">It is not of this form.</exception>
    public static PolicyTestSource Of(string path, byte[] utf8)
    {
        var (reader, problems) = Open(path, utf8, "tests");
        reader.Optional("$schema");
        reader.Optional("comment");
        var list = reader.Required("tests")!;
        if (!list.IsArray)
            problems.AddWrongKind(list, "a list");
        reader.RejectUnknownProperties();
        return list.Element.GetArrayLength() == 0
            ? throw problems.Refuse(
                ToolErrors.InputInvalid,
                list,
                "There are no tests.",
                "Add one, or let \"supportkit test --generate\" begin."
            )
            : new PolicyTestSource(path, utf8, problems, list);
    }

    /// <summary>The tests that stand in a policy itself, under <c>examples</c>; none when it has no such section.</summary>
    /// <exception cref="ToolException">They are no list.</exception>
    public static PolicyTestSource Of(PolicyDocument document)
    {
        var utf8 = Encoding.UTF8.GetBytes(document.Text);
        var (reader, problems) = Open(document.Path, utf8, "examples");
        var list = reader.Optional("examples");
        if (list is { IsArray: false })
            problems.AddWrongKind(list, "a list");
        return new PolicyTestSource(document.Path, utf8, problems, list);
    }

    /// <summary>The tests from one position on, in order.</summary>
    /// <exception cref="ToolException">One is not of the form of tests.</exception>
    public IEnumerable<PolicyTest> Read(int from, int count, Policy policy) =>
        Nodes(from, count).Select(node => PolicyTestFile.ReadTest(node, policy, problems));

    /// <summary>All tests that stand there, in order.</summary>
    /// <exception cref="ToolException">One is not of the form of tests, or two have one name.</exception>
    public ImmutableArray<PolicyTest> ReadAll(Policy policy)
    {
        ImmutableArray<PolicyTest> tests = [.. Read(0, Count, policy)];
        RefuseSameNames(tests.Select(test => test.Name));
        return tests;
    }

    /// <summary>Refuses the second of two tests with one name.</summary>
    /// <param name="names">The names of all tests, in order.</param>
    /// <exception cref="ToolException">Two have one name.</exception>
    public void RefuseSameNames(IEnumerable<string> names)
    {
        var known = new HashSet<string>(Count, StringComparer.Ordinal);
        foreach (var (i, name) in names.Index())
            if (!known.Add(name))
                throw problems.Refuse(
                    ToolErrors.InputInvalid,
                    Nodes(i, 1).Single().Member("name"),
                    $"Two tests are called \"{name}\".",
                    "Give each a name of its own."
                );
    }

    private IEnumerable<SourceNode> Nodes(int from, int count) =>
        new SourceNodeReader(utf8, problems).ReadItems(items.AsMemory(from, count), list, from);

    private static (ObjectReader Reader, InputProblems Problems) Open(string path, byte[] utf8, string later)
    {
        var problems = new InputProblems(path, () => Encoding.UTF8.GetString(utf8));
        return (ObjectReader.Of(SourceText.Read(utf8, MostBytes, problems, later: later)!, problems), problems);
    }
}
