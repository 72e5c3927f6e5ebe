using NodaTime;

namespace SupportKit.Delivery;

/// <summary>Where webhooks go. Checked when the host starts.</summary>
public sealed class WebhookOptions
{
    /// <summary>
    /// Who receives each notification; at least one. When one of several does not take it, it is sent to all of them again
    /// under the same <c>webhook-id</c>.
    /// </summary>
    public IList<WebhookEndpoint> Endpoints { get; } = [];

    /// <summary>How long one endpoint may take to answer.</summary>
    public Duration Timeout { get; set; } = Duration.FromSeconds(15);
}

/// <summary>A receiver of webhooks. Immutable.</summary>
/// <param name="Url">Where to post to: an absolute https URL.</param>
/// <param name="Secrets">
/// What to sign with, each as <c>whsec_</c> and 24 to 64 bytes in base64. While a secret is being replaced there are two, and
/// the receiver accepts either.
/// </param>
/// <param name="Internal">
/// The receiver stands in the host's own network: it may be at a private, loopback or link-local address, and may speak plain
/// http. Without this such addresses are refused when connecting, whatever name leads to them.
/// </param>
public sealed record WebhookEndpoint(Uri Url, IReadOnlyList<string> Secrets, bool Internal = false);
