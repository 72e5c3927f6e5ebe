namespace SupportKit.Desk;

/// <summary>How long a desk keeps closed tickets. Checked when the host starts.</summary>
/// <remarks>
/// It is an option and no part of a policy, because it cannot be undone: a policy takes effect at run time, from wherever it is edited, and
/// whoever operates the database and its backups decides what goes. Nothing goes by the option alone; see
/// <see cref="PersonalDataService.PruneAsync"/>.
/// </remarks>
public sealed class RetentionOptions
{
    /// <summary>
    /// How long a closed ticket is kept after its last event, a day to 36,500 days; null, as by default, for ever. What happens to a ticket that
    /// is closed, such as a note or an erasure, counts as its last event.
    /// </summary>
    /// <remarks><c>Retention:KeepClosed</c> in the configuration; see docs/options.md.</remarks>
    public TimeSpan? KeepClosed { get; set; }

    /// <summary>Whether a span is within the range.</summary>
    internal static bool IsPossible(TimeSpan span) => span >= TimeSpan.FromDays(1) && span <= TimeSpan.FromDays(36_500);
}
