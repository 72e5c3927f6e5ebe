using SupportKit.Tickets;

namespace SupportKit.Reports;

/// <summary>
/// How promises of one metric ended, on the tickets of one queue and priority that were opened in one month. Immutable.
/// </summary>
/// <param name="Month">The month of the report's zone in which the tickets were opened, such as <c>2026-03</c>.</param>
/// <param name="Queue">The queue they are in now.</param>
/// <param name="Priority">The priority they have now.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Kind">Whether it was promised firmly, or said to be usual.</param>
/// <param name="Met">How many promises were kept.</param>
/// <param name="Breached">How many were broken, those included that were fulfilled too late.</param>
/// <param name="Active">How many have no verdict yet.</param>
/// <param name="Canceled">How many ended without a verdict.</param>
public sealed record AttainmentRow(
    string Month,
    string Queue,
    string Priority,
    string Metric,
    PromiseKind Kind,
    int Met,
    int Breached,
    int Active,
    int Canceled
)
{
    /// <summary>The share of the verdicts that are kept promises, 0 to 1; null without any verdict.</summary>
    public double? Attainment => Met + Breached == 0 ? null : (double)Met / (Met + Breached);
}
