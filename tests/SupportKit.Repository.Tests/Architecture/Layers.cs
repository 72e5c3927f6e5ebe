namespace SupportKit.Repository.Tests.Architecture;

/// <summary>The folders of SupportKit, in the order data flows through them.</summary>
internal static class Layers
{
    /// <summary>Decisions: no clock, no I/O, no container, no async.</summary>
    public static readonly string[] Pure =
    [
        "Texts",
        "Reading",
        "Rules",
        "Intake",
        "Conduct",
        "Tickets",
        "Scope",
        "Priority",
        "Routing",
        "Workflows",
        "Sla",
        "Escalation",
        "Privacy",
        "Policies",
        "Checking",
        "Decisions",
    ];

    /// <summary>What stands around them.</summary>
    public static readonly string[] Shell = ["Storage", "Desk", "Delivery", "Hosting"];

    public static readonly string[] Order = [.. Pure, .. Shell];
}
