using NodaTime;
using NodaTime.TimeZones;
using SupportKit.Shared;

namespace SupportKit.BusinessTime;

/// <summary>
/// The tz database that this process counts with: the one place that names it. It is NodaTime's own, whose patches bring newer data and may
/// so move the hours of an office, unless the host gives a file of its choice. Thread-safe.
/// </summary>
public static class TimeZoneData
{
    private static readonly AsyncLocal<IDateTimeZoneProvider?> Scoped = new();
    private static IDateTimeZoneProvider? chosen;

    /// <summary>The zones by name.</summary>
#pragma warning disable RS0030 // the one place that may ask NodaTime
    public static IDateTimeZoneProvider Provider => Scoped.Value ?? chosen ?? DateTimeZoneProviders.Tzdb;
#pragma warning restore RS0030

    /// <summary>The version of the data, such as <c>TZDB: 2026f (mapping: 49)</c>; promises name the one they were counted with.</summary>
    public static string Version => Provider.VersionId;

    /// <summary>
    /// Counts with these zones from now on. Call it once, before the first calendar or policy is read: what was read before keeps the
    /// zones it was read with.
    /// </summary>
    /// <param name="provider">The zones.</param>
    public static void Use(IDateTimeZoneProvider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        Volatile.Write(ref chosen, provider);
    }

    /// <summary>As <see cref="Use(IDateTimeZoneProvider)"/>, with a file in NodaTime's format (<c>.nzd</c>), as nodatime.org publishes them.</summary>
    /// <param name="file">The file's content, which is read to its end and left open.</param>
    /// <exception cref="NodaTime.Utility.InvalidNodaDataException">It is not such a file; the process goes on with what it had.</exception>
    public static void Use(Stream file)
    {
        ArgumentNullException.ThrowIfNull(file);
        Use(new DateTimeZoneCache(TzdbDateTimeZoneSource.FromStream(file)));
    }

    /// <summary>
    /// The name that somebody may have meant who wrote one that is not in the data: the IANA name of a Windows id, the same letters in
    /// another case, a city without its area, or a slip of the pen. Null when none is near.
    /// </summary>
    /// <param name="id">What was written.</param>
    public static string? Nearest(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (TzdbDateTimeZoneSource.Default.WindowsToTzdbIds.TryGetValue(id.Trim(), out var known) && Has(known))
            return known;
        var name = id.Trim().Replace(' ', '_');
        return Provider.Ids.FirstOrDefault(zone => Same(zone, name))
            ?? Provider.Ids.FirstOrDefault(zone => Same(zone[(zone.LastIndexOf('/') + 1)..], name))
            ?? ByLetters(name);

        static bool Has(string zone) => Provider.GetZoneOrNull(zone) is not null;

        static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>What to write instead of a name that is not in the data, as a sentence of an error.</summary>
    internal static string Remedy(string id) =>
        Nearest(id) is { } near
            ? $"Did you mean \"{near}\"? Use a name of the tz database."
            : "Use a name of the tz database, for example Europe/Paris.";

    /// <summary>
    /// Counts with these zones in what is called from here on, and there alone, until the result is disposed of: to see what newer data
    /// would change before the process takes it, or in a test.
    /// </summary>
    /// <param name="provider">The zones.</param>
    public static IDisposable BeginScope(IDateTimeZoneProvider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        Scoped.Value = provider;
        return new Restore();
    }

    // One slip in a short name, two in a longer one.
    private static string? ByLetters(string name)
    {
        if (name.Length is < 3 or > 64)
            return null;
        var nearest = Provider.Ids.MinBy(zone => EditDistance.Between(zone, name))!;
        return EditDistance.Between(nearest, name) <= (name.Length < 8 ? 1 : 2) ? nearest : null;
    }

    private sealed class Restore : IDisposable
    {
        public void Dispose() => Scoped.Value = null;
    }
}
