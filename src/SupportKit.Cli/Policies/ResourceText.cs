namespace SupportKit.Cli;

/// <summary>Texts that are part of the tool.</summary>
internal static class ResourceText
{
    public static string Read(string name)
    {
        using var stream = typeof(ResourceText).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
