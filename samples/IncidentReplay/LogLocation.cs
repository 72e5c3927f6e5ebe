namespace IncidentReplay;

/// <summary>Where the log is. It is no part of the project: whoever wants to replay it brings it.</summary>
internal static class LogLocation
{
    public const string Variable = "SUPPORTKIT_INCIDENT_LOG";

    private const string Usual = "shared/data/servicenow-incidents.csv.gz";

    /// <summary>What somebody named, else what the environment names, else beside the repository. It need not exist.</summary>
    public static string Find(string? named = null)
    {
        if ((named ?? Environment.GetEnvironmentVariable(Variable)) is { Length: > 0 } path)
            return path;
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SupportKit.sln")))
            folder = folder.Parent;
        return Path.GetFullPath(Path.Combine(folder?.FullName ?? ".", "..", Usual));
    }

    /// <summary>What to do when it is not there.</summary>
    public static string Missing(string path) =>
        $"There is no incident log at {path}. Name it on the command line or in {Variable}: the CSV, plain or .gz, of "
        + "the public UCI data set \"Incident management process enriched event log\".";
}
