namespace SupportKit.Repository.Tests.Architecture;

/// <summary>The folders of SupportKit, in the order data flows through them.</summary>
internal static class Layers
{
    /// <summary>Decisions: no clock, no I/O, no container, no async.</summary>
    public static readonly string[] Pure =
    [
        "Json",
        "Localization",
        "PolicyJson",
        "Rules",
        "Intake",
        "Redaction",
        "Quotas",
        "Screening",
        "Tickets",
        "Scope",
        "Priority",
        "Routing",
        "Workflows",
        "Sla",
        "Escalation",
        "Timers",
        "Privacy",
        "Policies",
        "PolicyAnalysis",
        "Decisions",
        "Queries",
        "Conversations",
        "Reports",
    ];

    /// <summary>What stands around them.</summary>
    public static readonly string[] Shell = ["Storage", "Desk", "Delivery", "Deadlines", "Hosting"];

    /// <summary>"Shared" is compiled into several packages, and knows none of them.</summary>
    /// <summary>Files whose types stand in the namespace SupportKit, because hosts write them every day.</summary>
    public static readonly string[] HostFacing =
    [
        "SupportDesk",
        "TenantDesk",
        "DeskResult",
        "RevealResult",
        "OpenRequest",
        "IRequesterDirectory",
        "IAgentDirectory",
        "ITicketObserver",
        "SupportKitException",
        "PersonalDataService",
        "Ticket",
        "TicketKey",
        "TicketId",
        "TicketNumber",
        "TicketEvent",
        "RecordedEvent",
        "Actor",
        "StateCategory",
        "TicketCommand",
        "Refusal",
        "AvailableActions",
        "Conversation",
        "Viewer",
        "TicketQuery",
        "TicketCount",
        "TicketCursor",
        "FactSet",
        "Policy",
        "LocalizedText",
        "INotificationTransport",
        "SupportKitErrors",
    ];

    public static readonly string[] Order = ["Shared", .. Pure, .. Shell];
}
