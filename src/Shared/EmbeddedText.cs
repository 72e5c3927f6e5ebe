using System.Reflection;

namespace SupportKit.Shared;

/// <summary>Texts that are compiled into an assembly. They are always there, on every machine.</summary>
internal static class EmbeddedText
{
    /// <summary>The whole text of a resource, in UTF-8.</summary>
    public static string Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
