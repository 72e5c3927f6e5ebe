using SupportKit.Storage;

namespace SupportKit.Delivery;

/// <summary>Refuses options that cannot work, when the host starts.</summary>
internal sealed class WebhookOptionsCheck : OptionsCheck<WebhookOptions>
{
    protected override IEnumerable<string> Faults(WebhookOptions options)
    {
        if (options.Endpoints.Count == 0)
            yield return Fault(nameof(options.Endpoints), "are empty", "Add at least one");
        if (options.Recipients.Count == 0)
            yield return Fault(
                nameof(options.Recipients),
                "are empty",
                "Name whom it is for, or leave the transport out"
            );
        if (options.Timeout <= TimeSpan.Zero || options.Timeout > TimeSpan.FromDays(1))
            yield return Fault(nameof(options.Timeout), "is not positive, or over a day", "15 seconds serve most");
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < options.Endpoints.Count; i++)
        {
            var endpoint = options.Endpoints[i];
            var place = $"{nameof(options.Endpoints)}[{i}]";
            if (!IsHttp(endpoint))
                yield return Fault(
                    $"{place}.Url",
                    "is not an absolute https URL",
                    "Plain http is for endpoints that are Internal"
                );
            else if (endpoint.Destination.Length is 0 or > 200 || !names.Add(endpoint.Destination))
                yield return Fault(
                    $"{place}.Name",
                    "is empty, over 200 characters, or another one's too",
                    "Give endpoints on one host names of their own"
                );
            if (endpoint.Secrets.Count == 0 || !endpoint.Secrets.All(WebhookSignature.IsSecret))
                yield return Fault(
                    $"{place}.Secrets",
                    "lack a secret, or hold one of another form",
                    "Write whsec_ and 24 to 64 random bytes in base64"
                );
        }
    }

    private static bool IsHttp(WebhookEndpoint endpoint) =>
        endpoint.Url.IsAbsoluteUri
        && (endpoint.Url.Scheme == Uri.UriSchemeHttps || endpoint.Internal && endpoint.Url.Scheme == Uri.UriSchemeHttp);
}
