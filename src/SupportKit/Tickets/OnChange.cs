using System.Text.Json.Serialization;
using SupportKit.Json;

namespace SupportKit.Tickets;

/// <summary>What becomes of a running promise when what it was made on changes: priority, category, facts or policy.</summary>
[JsonConverter(typeof(EnumJsonConverter<OnChange>))]
public enum OnChange
{
    /// <summary>The promise stays as it was made.</summary>
    Keep,

    /// <summary>The time used so far stays used, as it was counted; what the new rule leaves is counted from now.</summary>
    Continue,

    /// <summary>
    /// The new rule is counted from where the promise started, without the pauses it had; the metric's grace is left. The default.
    /// </summary>
    Recompute,

    /// <summary>The new rule is counted from the change on, as for a request that is made then; what was used before does not count.</summary>
    FromNow,
}
