using SupportKit.Decisions;

namespace SupportKit.Delivery;

/// <summary>Where webhooks go. Checked when the host starts.</summary>
public sealed class WebhookOptions
{
    /// <summary>
    /// Who receives each notification; at least one. Each is a destination of its own: one that is down neither holds up the
    /// others nor has anything repeated to them.
    /// </summary>
    /// <remarks><c>Webhook:Endpoints</c> in the configuration; see docs/options.md.</remarks>
    public IList<WebhookEndpoint> Endpoints { get; } = [];

    /// <summary>How long one endpoint may take to answer: 15 seconds, unless set; more than none, and at most a day.</summary>
    /// <remarks><c>Webhook:Timeout</c> in the configuration; see docs/options.md.</remarks>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Whom it is for: all kinds of recipients, unless set; at least one. Others are left to other transports.</summary>
    /// <remarks><c>Webhook:Recipients</c> in the configuration; see docs/options.md.</remarks>
    public IReadOnlyCollection<RecipientKind> Recipients { get; set; } = Enum.GetValues<RecipientKind>();
}

/// <summary>A receiver of webhooks. Immutable.</summary>
/// <param name="Url">Where to post to: an absolute https URL.</param>
/// <param name="Secrets">
/// What to sign with, each as <c>whsec_</c> and 24 to 64 bytes in base64. While a secret is being replaced there are two, and each
/// request has a signature of each, in this order. Some receivers believe only the first, so keep the old one first until the
/// receiver has the new one, then the new one first, then drop the old one: docs/delivery.md has the steps.
/// </param>
/// <param name="Internal">
/// The receiver stands in the host's own network: it may be at a private, loopback or link-local address, and may speak plain
/// http. Without this such addresses are refused when connecting, whatever name leads to them.
/// </param>
/// <param name="Name">
/// What messages to it are filed under, and dead letters found by; no two alike. Null for the URL's host and port. Messages that
/// wait for a name that is no longer there wait until it is there again.
/// </param>
public sealed record WebhookEndpoint(Uri Url, IReadOnlyList<string> Secrets, bool Internal = false, string? Name = null)
{
    /// <summary>The name, or the URL's host and port.</summary>
    internal string Destination => Name ?? Url.Authority;
}
