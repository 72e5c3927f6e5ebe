using System.Reflection;
using System.Text.RegularExpressions;

namespace SupportKit.Repository.Tests.Architecture;

/// <summary>The folders of SupportKit stand in the order data flows through them; nothing refers to its right.</summary>
public partial class LayeringTests
{
    private static readonly Assembly SupportKit = Repository.Load("SupportKit");

    public static TheoryData<string> Folders => new(Layers.Order);

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_refers_to_nothing_on_its_right(string folder)
    {
        var right = Layers.Order[(Array.IndexOf(Layers.Order, folder) + 1)..];
        var wrong =
            from type in TypesOf(folder)
            from used in References.Of(type)
            where used.Assembly == SupportKit && right.Contains(FolderOf(used))
            select $"{type.FullName} uses {used.FullName}";

        Assert.Empty(wrong.Distinct());
    }

    [Fact]
    public void A_pure_folder_knows_no_clock_no_tasks_no_files_and_no_container()
    {
        string[] impure = ["System.IO", "System.Threading.Tasks", "System.Net", "Microsoft.Extensions"];
        var wrong =
            from type in Layers.Pure.SelectMany(TypesOf)
            from used in References.Of(type)
            where
                impure.Any(space => $"{used.Namespace}.".StartsWith($"{space}.", StringComparison.Ordinal))
                || used == typeof(TimeProvider)
            select $"{type.FullName} uses {used.FullName}";

        Assert.Empty(wrong.Distinct());
    }

    [Fact]
    public void Only_the_engine_of_workflows_knows_Stateless()
    {
        var knowing =
            from type in SupportKit.GetTypes()
            where References.Of(type).Any(used => used.Assembly.GetName().Name == "Stateless")
            select OutermostOf(type).FullName;

        Assert.Equal(["SupportKit.Workflows.WorkflowEngine"], knowing.Distinct());
    }

    [Fact]
    public void Every_folder_of_the_tree_has_its_place_in_the_order()
    {
        var folders = Directory
            .GetDirectories(Path.Combine(Repository.Root, "src", "SupportKit"))
            .Select(Path.GetFileName);

        Assert.Empty(folders.Except([.. Layers.Order, "schema", "bin", "obj"]));
    }

    [Fact]
    public void A_type_of_the_root_namespace_is_known_by_the_folder_of_its_file() =>
        Assert.Equal(("Desk", "Tickets"), (FolderOf(typeof(SupportDesk)), FolderOf(typeof(TicketEvent.Opened))));

    [Fact]
    public void The_check_sees_what_a_method_body_uses() =>
        Assert.Contains(typeof(SupportDesk), References.Of(typeof(Deadlines.DeadlineProcessor)));

    private static IEnumerable<Type> TypesOf(string folder) =>
        SupportKit.GetTypes().Where(type => FolderOf(type) == folder);

    private static Type OutermostOf(Type type) => type.DeclaringType is { } outer ? OutermostOf(outer) : type;

    internal static string FolderOf(Type type) =>
        type.Namespace?.Split('.') switch
        {
            ["SupportKit", var folder, ..] => folder,
            ["SupportKit"] => HostFacingFolders.GetValueOrDefault(Outermost(type).Name.Split('`')[0], ""),
            _ => "",
        };

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    // The types of the root namespace, each with the folder whose file declares it.
    private static readonly Dictionary<string, string> HostFacingFolders = (
        from file in Repository.Files("*.cs", "src/SupportKit")
        let text = File.ReadAllText(file)
        where text.Contains("namespace SupportKit;", StringComparison.Ordinal)
        from Match declared in Declaration().Matches(text)
        select (Name: declared.Groups[1].Value, Folder: Path.GetFileName(Path.GetDirectoryName(file))!)
    )
        .DistinctBy(type => type.Name)
        .ToDictionary(type => type.Name, type => type.Folder);

    [GeneratedRegex(
        @"^(?:public|internal) [a-z ]*(?:class|record|struct|interface|enum) (\w+)",
        RegexOptions.Multiline
    )]
    private static partial Regex Declaration();
}
