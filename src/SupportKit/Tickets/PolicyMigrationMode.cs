using System.Text.Json.Serialization;
using SupportKit.Json;

namespace SupportKit.Tickets;

/// <summary>What becomes of a ticket's running promises when it goes over to another version of the policy.</summary>
[JsonConverter(typeof(EnumJsonConverter<PolicyMigrationMode>))]
public enum PolicyMigrationMode
{
    /// <summary>They stay as they were given; priority and queue too. The new version decides what comes next.</summary>
    Keep,

    /// <summary>Priority, queue and promises are decided anew; of each promise, its metric's <c>onChange</c> says how.</summary>
    Migrate,

    /// <summary>As <see cref="Migrate"/>, and every running promise is counted anew from its start, whatever its metric says.</summary>
    Recompute,
}
