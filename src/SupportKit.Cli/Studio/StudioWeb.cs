using System.Collections.Frozen;

namespace SupportKit.Cli;

/// <summary>A file of the page, as it lies in the tool. Immutable.</summary>
/// <param name="MediaType">Its media type.</param>
/// <param name="Text">Its text.</param>
internal sealed record StudioWeb(string MediaType, string Text)
{
    private const string Folder = "studio/";

    private static readonly FrozenSet<string> Names = typeof(StudioWeb)
        .Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
        .Select(name => name[Folder.Length..])
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The names of all files.</summary>
    public static IEnumerable<string> All => Names;

    /// <summary>The file of that name, the page itself for none; null when there is no such file.</summary>
    public static StudioWeb? Find(string name)
    {
        if (name.Length == 0)
            name = "studio.html";
        if (!Names.Contains(name))
            return null;
        var mediaType = Path.GetExtension(name) switch
        {
            ".js" => "text/javascript",
            ".css" => "text/css",
            ".svg" => "image/svg+xml",
            _ => "text/html",
        };
        return new StudioWeb(mediaType, ResourceText.Read(Folder + name));
    }
}
