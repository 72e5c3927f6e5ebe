using NJsonSchema;
using SupportKit.Hosting;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Policies;

/// <summary>The published schema and the reader agree on the form of a policy.</summary>
public class PolicySchemaTests
{
    public static TheoryData<string> Samples =>
        [
            .. Directory
                .GetFiles(Path.Combine(AppContext.BaseDirectory, "policies"))
                .Select(file => Path.GetFileName(file)!),
        ];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Every_sample_is_valid(string file)
    {
        var schema = await JsonSchema.FromJsonAsync(PolicySchema.Json);
        var policy = Policy.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "policies", file)));

        Assert.Empty(schema.Validate(policy.ToJson()));
    }

    [Theory]
    [InlineData("\"then\":\"accept\"", "\"then\":\"maybe\"")]
    [InlineData("\"then\":\"accept\"", "\"than\":\"accept\"")]
    [InlineData("\"id\":\"small\",", "")]
    [InlineData("\"levels\":[\"normal\"]", "\"levels\":\"normal\"")]
    [InlineData("\"within\":\"4h\"", "\"within\":\"four hours\"")]
    [InlineData("\"metric\":\"resolution\"", "\"metric\":7")]
    public async Task What_the_reader_refuses_for_its_form_the_schema_refuses_too(string good, string bad)
    {
        var schema = await JsonSchema.FromJsonAsync(PolicySchema.Json);
        var policy = Small("""[{"id":"solve","metric":"resolution","within":"4h"}]""").ToJson();
        Assert.Empty(schema.Validate(policy));
        Assert.Contains(good, policy);

        Assert.NotEmpty(schema.Validate(policy.Replace(good, bad)));
    }
}
