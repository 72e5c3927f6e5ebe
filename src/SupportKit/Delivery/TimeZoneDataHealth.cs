using Microsoft.Extensions.Diagnostics.HealthChecks;
using SupportKit.BusinessTime;
using SupportKit.Desk;

namespace SupportKit.Delivery;

/// <summary>
/// Whether open promises would be due at another instant under the tz database in use than they were promised for, as after an update of
/// NodaTime. It reads every open ticket (<see cref="SupportDesk.ReviewAsync"/>), so register it apart from checks that are asked often:
/// with <c>AddSupportKitTimeZoneData</c>. Thread-safe.
/// </summary>
public sealed class TimeZoneDataHealth(SupportDesk desk, PolicyCatalog policies) : IHealthCheck
{
    private const int MostNamed = 20;

    /// <summary>Degraded, in the way the host registered it, while there are such promises; their tickets stand in the data.</summary>
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(context);
        var tickets = new List<string>();
        var promises = 0;
        foreach (var tenant in policies.Tenants)
        {
            var shifted = await desk.ReviewAsync(Actor.System, tenant, cancellationToken).ConfigureAwait(false);
            promises += shifted.Length;
            tickets.AddRange(shifted.Select(promise => promise.Ticket.ToString()).Distinct());
        }
        var data = new Dictionary<string, object>
        {
            ["time_zone_data"] = TimeZoneData.Version,
            ["promises.shifted"] = promises,
            ["tickets.shifted"] = tickets.Take(MostNamed).ToArray(),
        };
        return promises == 0
            ? HealthCheckResult.Healthy(
                $"No open promise is due at another instant under {TimeZoneData.Version}.",
                data
            )
            : new HealthCheckResult(
                context.Registration.FailureStatus,
                $"{promises} open promises would be due at another instant under {TimeZoneData.Version}. Keep them or count them anew "
                    + "with RecountPromisesAsync.",
                data: data
            );
    }
}
