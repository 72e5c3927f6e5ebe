namespace SupportKit.AspNetCore;

/// <summary>Who a request is from, as the host has authenticated them. Immutable.</summary>
/// <param name="Actor">In whose name the desk acts.</param>
/// <param name="Tenant">Whose desk it is for.</param>
public sealed record Caller(Actor Actor, string Tenant = SupportDesk.DefaultTenant)
{
    /// <summary>What the ids of guests begin with, by which a directory of requesters tells them.</summary>
    public const string GuestPrefix = "guest-";

    /// <summary>What the host states about this one request, such as that the person is signed in. Empty by default.</summary>
    public FactSet Facts { get; init; } = FactSet.Empty;

    /// <summary>The language they read; null, as by default, for the best of the request's <c>Accept-Language</c>.</summary>
    public string? Language { get; init; }

    /// <summary>
    /// The zone they read times in, of the tz database, such as <c>Europe/Paris</c>; null, as by default, for what the host's directory stated on
    /// the ticket, or else what their browser names. An id that is not known counts as null.
    /// </summary>
    public string? TimeZone { get; init; }

    /// <summary>Whether it is a guest: somebody who has not signed in, and whom only a token of the desk's tells from others.</summary>
    public bool IsGuest { get; init; }
}
