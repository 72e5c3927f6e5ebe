using System.CommandLine;

namespace SupportKit.Cli;

/// <summary><c>supportkit new</c>: a commented policy to begin with.</summary>
internal static class NewCommand
{
    /// <summary>What it does, in one line of help.</summary>
    public const string Summary = "Writes a commented policy to begin with.";

    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "The file to make, e.g. support.json." };
        var id = new Option<string?>("--id")
        {
            Description = "The desk's own name; the file's name without its ending.",
        };
        var name = new Option<string>("--name")
        {
            Description = "What people call the desk.",
            DefaultValueFactory = _ => "Support",
        };
        var zone = new Option<string>("--time-zone")
        {
            Description = "Its zone in the tz database, e.g. Europe/Paris.",
            DefaultValueFactory = _ => "UTC",
        };
        var hours = new Option<string>("--hours")
        {
            Description = "Its hours from Monday to Friday.",
            DefaultValueFactory = _ => "09:00-17:00",
        };
        var command = new Command("new", Summary) { file, id, name, zone, hours };
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(file)!;
            var text = Starter(
                parsed.GetValue(id) ?? (path == "-" ? "support" : Path.GetFileNameWithoutExtension(path)),
                parsed.GetValue(name)!,
                parsed.GetValue(zone)!,
                parsed.GetValue(hours)!
            );
            if (path == "-")
            {
                terminal.Out.Write(text);
                return ExitCodes.Success;
            }
            if (Path.Exists(path))
                throw new ToolException(
                    ToolErrors.FileUnwritable,
                    path,
                    "The file is there already.",
                    "Name another, or remove it first."
                );
            TextFile.Write(path, text);
            terminal.Out.WriteLine($"{path} is a policy to begin with. \"supportkit check {path}\" checks it.");
            return ExitCodes.Success;
        });
        return command;
    }

    private static string Starter(string id, string name, string zone, string hours)
    {
        if (string.IsNullOrWhiteSpace(name))
            throw new ToolException(
                ToolErrors.ArgumentInvalid,
                "--name",
                "The desk would have no name.",
                "Write one, or leave the option out."
            );
        var text = ResourceText
            .Read("starter.json")
            .Replace("%id%", Quoted(id), StringComparison.Ordinal)
            .Replace("%name%", Quoted(name), StringComparison.Ordinal)
            .Replace("%zone%", Quoted(zone), StringComparison.Ordinal)
            .Replace("%hours%", Quoted(hours), StringComparison.Ordinal);
        try
        {
            Policy.Parse(text);
            return text;
        }
        catch (PolicyJson.PolicyException refused)
        {
            var problem = refused.Problems[0];
            throw new ToolException(
                ToolErrors.ArgumentInvalid,
                OptionOf(problem.Path),
                problem.Message,
                problem.Remedy
            );
        }
    }

    // Whoever has no file yet knows nothing of places in it.
    private static string OptionOf(string path) =>
        path.StartsWith("$.calendars.office.hours", StringComparison.Ordinal) ? "--hours"
        : path.EndsWith("timeZone", StringComparison.Ordinal) ? "--time-zone"
        : path.StartsWith("$.name", StringComparison.Ordinal) ? "--name"
        : "--id";

    private static string Quoted(string text) =>
        $"\"{System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";
}
