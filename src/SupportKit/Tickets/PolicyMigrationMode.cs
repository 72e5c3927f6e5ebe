using System.Text.Json.Serialization;
using SupportKit.Json;

namespace SupportKit.Tickets;

/// <summary>What happens to a ticket's running promises when it moves to another version of the policy.</summary>
[JsonConverter(typeof(EnumJsonConverter<PolicyMigrationMode>))]
public enum PolicyMigrationMode
{
    /// <summary>Promises, priority and queue stay. The new version decides what comes next.</summary>
    Keep,

    /// <summary>Priority, queue and promises are decided anew; of each promise, its metric's <c>onChange</c> says how.</summary>
    Migrate,

    /// <summary>As <see cref="Migrate"/>, and every running promise is counted anew from its start, whatever its metric says.</summary>
    Recompute,
}
