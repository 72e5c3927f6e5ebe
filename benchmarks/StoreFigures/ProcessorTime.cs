using System.Globalization;

namespace SupportKit.StoreFigures;

/// <summary>
/// What this process and those it started have computed: on a machine whose cores they share, it says better than the clock what
/// each part costs, whatever else runs.
/// </summary>
internal sealed record ProcessorTime(double Client, double Postgres, double Broker)
{
    private const double MicrosecondsPerTick = 10_000; // Linux counts in hundredths of a second

    /// <summary>So far, in microseconds.</summary>
    public static ProcessorTime Now()
    {
        var all = Directory
            .EnumerateDirectories("/proc")
            .Select(folder => Path.GetFileName(folder))
            .Where(name => int.TryParse(name, out _))
            .Select(Read)
            .OfType<(int Id, string Name, int Parent, double Used)>()
            .ToDictionary(process => process.Id);
        return new ProcessorTime(Environment.CpuUsage.TotalTime.TotalMicroseconds, Sum("postgres"), Sum("beam.smp"));

        double Sum(string name) =>
            all.Values.Where(process => process.Name == name && IsOurs(process.Id)).Sum(process => process.Used);

        bool IsOurs(int id) =>
            id == Environment.ProcessId || (all.TryGetValue(id, out var process) && IsOurs(process.Parent));
    }

    public static ProcessorTime operator -(ProcessorTime left, ProcessorTime right) =>
        new(left.Client - right.Client, left.Postgres - right.Postgres, left.Broker - right.Broker);

    private static (int, string, int, double)? Read(string id)
    {
        try
        {
            var line = File.ReadAllText($"/proc/{id}/stat");
            var (from, to) = (line.IndexOf('('), line.LastIndexOf(')'));
            var rest = line[(to + 2)..].Split(' ');
            var used = Number(rest[11]) + Number(rest[12]);
            return (
                int.Parse(id, CultureInfo.InvariantCulture),
                line[(from + 1)..to],
                (int)Number(rest[1]),
                used * MicrosecondsPerTick
            );
        }
        catch (IOException)
        {
            return null; // it has ended meanwhile
        }

        static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
    }
}
