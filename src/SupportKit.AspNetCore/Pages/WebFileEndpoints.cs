using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace SupportKit.AspNetCore;

/// <summary>The files of the widget and of the console. They hold nothing of any desk, so that everybody may load them.</summary>
internal static class WebFileEndpoints
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void MapFiles(RouteGroupBuilder group, Func<string, bool> wanted)
    {
        WebFile.BeginCompressing();
        foreach (var (path, file) in WebFile.All.Where(file => wanted(file.Key)))
            group.MapMethods($"/{path}", Methods, file.SendAsync).ExcludeFromDescription();
    }

    public static void MapPage(RouteGroupBuilder group) =>
        group.MapMethods("/console", Methods, WebFile.All["console.html"].SendAsync).ExcludeFromDescription();

    /// <summary>Whether a file is the console's alone; what both faces use goes with the widget.</summary>
    public static bool IsOfConsole(string path) => path.StartsWith("console", StringComparison.Ordinal);
}
