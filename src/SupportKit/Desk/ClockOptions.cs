namespace SupportKit.Desk;

/// <summary>
/// How far this process' clock may be from the store's, where the store has one. Checked when the host starts. A host that
/// registers a <see cref="TimeProvider"/> of its own answers for the time itself, and the two are not compared.
/// </summary>
public sealed class ClockOptions
{
    /// <summary>
    /// From how far apart nothing is decided in this process (<c>desk.clock_skewed</c>), and the desk is unhealthy: a minute, unless set;
    /// more than none, and at most a day.
    /// </summary>
    /// <remarks><c>Clock:MaxSkew</c> in the configuration; see docs/options.md.</remarks>
    public TimeSpan MaxSkew { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Compares a clock that was injected too: in tests of this.</summary>
    internal bool ComparesInjected { get; set; }
}
