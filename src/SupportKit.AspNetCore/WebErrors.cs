namespace SupportKit.AspNetCore;

/// <summary>
/// The stable codes of what the endpoints refuse by themselves, before the desk is asked. What the desk refuses has a code of
/// <see cref="SupportKitErrors"/>. docs/errors.md says what to do about each.
/// </summary>
public static class WebErrors
{
    /// <summary>The endpoints of agents or of the host's systems stand open: no authorization policy guards them.</summary>
    public const string AuthorizationMissing = "web.authorization_missing";

    /// <summary>Endpoints are mapped, and <c>AddEndpoints</c> was not called.</summary>
    public const string ServicesMissing = "web.services_missing";

    /// <summary>Nobody is signed in, or whoever is signed in is not one of those that the endpoint is for.</summary>
    public const string CallerMissing = "web.caller_missing";

    /// <summary>The body is not JSON, is cut off, or is not of the form that the endpoint takes.</summary>
    public const string BodyInvalid = "web.body_invalid";

    /// <summary>The body is longer than the endpoint takes.</summary>
    public const string BodyOversized = "web.body_oversized";

    /// <summary>The body did not arrive in the time that the endpoint, or the server, gives it.</summary>
    public const string BodyExpired = "web.body_expired";

    /// <summary>The body is of another media type than the endpoint takes.</summary>
    public const string MediaTypeUnsupported = "web.media_type_unsupported";

    /// <summary>A header has a value that cannot be.</summary>
    public const string HeaderInvalid = "web.header_invalid";

    /// <summary>A request that changes something has no <c>Idempotency-Key</c>.</summary>
    public const string KeyMissing = "web.key_missing";

    /// <summary>A parameter of the address is unknown, stands twice, or has a value that cannot be.</summary>
    public const string ParameterInvalid = "web.parameter_invalid";

    /// <summary>There is no operation of that name.</summary>
    public const string OperationUnknown = "web.operation_unknown";

    /// <summary>As many live connections are open as may be, of this person or in all.</summary>
    public const string ConnectionsExceeded = "web.connections_exceeded";
}
