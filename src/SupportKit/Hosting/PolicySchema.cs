namespace SupportKit.Hosting;

/// <summary>
/// The JSON Schema of policies (draft 7), which editors complete and validate by. It stands in the package as
/// <c>schema/policy.schema.json</c> too. It knows the form; what rules mean together is the reader's and checker's to say.
/// </summary>
public static class PolicySchema
{
    /// <summary>The schema as JSON.</summary>
    public static string Json { get; } = Load();

    private static string Load()
    {
        using var stream = typeof(PolicySchema).Assembly.GetManifestResourceStream("policy.schema.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
