namespace SupportKit.Repository.Tests.PublicApi;

/// <summary>
/// What hosts can call is recorded and reviewed. After a change that is meant, run the tests once with
/// UPDATE_PUBLIC_API=true and commit the difference together with its CHANGELOG entry.
/// </summary>
public class PublicApiTests
{
    public static TheoryData<string> Packages => new(Repository.Packages);

    [Theory]
    [MemberData(nameof(Packages))]
    public void The_public_surface_is_the_recorded_one(string package)
    {
        var file = Path.Combine(Repository.Root, "src", package, "PublicApi.txt");
        var actual = new ApiText().Of(Repository.Load(package));
        if (Environment.GetEnvironmentVariable("UPDATE_PUBLIC_API") == "true")
            File.WriteAllText(file, actual);

        Assert.True(
            File.Exists(file),
            $"{file} is missing. Run the tests once with UPDATE_PUBLIC_API=true and review it."
        );
        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), actual);
    }
}
