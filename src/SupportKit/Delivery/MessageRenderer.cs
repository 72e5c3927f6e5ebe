using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using NodaTime;
using SupportKit.Desk;
using SupportKit.Localization;
using SupportKit.Storage;

namespace SupportKit.Delivery;

/// <summary>
/// Renders messages, as far as this process can: one that does not know a tenant, or a template of a newer version, says
/// so, and the message waits for one that does. That is no failure of the message's, and counts as none. Thread-safe.
/// </summary>
internal sealed partial class MessageRenderer(
    PolicyCatalog policies,
    TextCatalog texts,
    DeliveryOptions options,
    ILogger logger
)
{
    /// <summary>The message in words.</summary>
    /// <param name="claimed">The message.</param>
    /// <param name="now">The instant.</param>
    /// <param name="notification">The words.</param>
    /// <param name="until">Until when the message is to be left to other processes, if this one has no words for it.</param>
    public bool TryRender(
        ClaimedMessage claimed,
        Instant now,
        [MaybeNullWhen(false)] out Notification notification,
        out Instant until
    )
    {
        (notification, until) = (null, default);
        if (!policies.TryGet(claimed.Tenant, out var policy))
            TenantUnknown(logger, claimed.Message.Ticket, claimed.Tenant);
        else if (NotificationTexts.TryRender(claimed, policy, texts, options.TicketLink, out notification))
            return true;
        else
            TemplateUnknown(logger, claimed.Message.Ticket, claimed.Message.Template);
        DeliveryTelemetry.GivenBack(claimed);
        until = now + Pause(now - (claimed.CommittedAt ?? now));
        return false;
    }

    // The longer a message has waited, the less often it is tried.
    private Duration Pause(Duration age) =>
        Duration.Max(options.MaxPollingInterval, Duration.Min(age / 2, DestinationCircuit.LongestBreak));

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "A message of ticket {Ticket} waits for a process that knows tenant \"{Tenant}\"; call AddPolicy for it."
    )]
    private static partial void TenantUnknown(ILogger logger, TicketId ticket, string tenant);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "A message of ticket {Ticket} waits for a process that has words for the template \"{Template}\"."
    )]
    private static partial void TemplateUnknown(ILogger logger, TicketId ticket, string template);
}
