using System.Globalization;

namespace SupportKit.Faults;

/// <summary>How much of a fault a run has, where the machine's owner wants more than fits into every run.</summary>
internal static class Options
{
    /// <summary>How often a long run kills the process; by default what fits into a hundred seconds.</summary>
    public static int Kills => Of("SUPPORTKIT_KILLS", 20);

    /// <summary>How often a long run kills a process that takes mails in, or hands them over.</summary>
    public static int MailKills => Of("SUPPORTKIT_MAIL_KILLS", 16);

    /// <summary>How many deadlines fall due together.</summary>
    public static int Deadlines => Of("SUPPORTKIT_DEADLINES", 400);

    /// <summary>How many processes fire them.</summary>
    public static int Processes => Of("SUPPORTKIT_PROCESSES", 2);

    private static int Of(string name, int usual) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
            ? int.Parse(value, CultureInfo.InvariantCulture)
            : usual;
}
