using Microsoft.AspNetCore.Http;

namespace SupportKit.AspNetCore;

/// <summary>How the endpoints take requests. Checked when the host starts.</summary>
public sealed class SupportEndpointOptions
{
    /// <summary>The policy's channel that requests of people come in by: <c>web</c>, unless set. People cannot claim another one.</summary>
    public string Channel { get; set; } = "web";

    /// <summary>The claim that holds the host's id of a person; null, as by default, for the name identifier, or else <c>sub</c>.</summary>
    public string? IdClaim { get; set; }

    /// <summary>The role without which nobody is an agent: <c>support-agent</c>, unless set.</summary>
    public string AgentRole { get; set; } = "support-agent";

    /// <summary>The role of those who lead agents: <c>support-lead</c>, unless set.</summary>
    public string LeadRole { get; set; } = "support-lead";

    /// <summary>The role of the host's systems that bring requests in: <c>support-inbound</c>, unless set.</summary>
    public string InboundRole { get; set; } = "support-inbound";

    /// <summary>The claim that names a queue an agent works on, one claim for each queue in the order of service: <c>support-queue</c>, unless set.</summary>
    public string QueueClaim { get; set; } = "support-queue";

    /// <summary>Whose desk a request is for; unless set, that of <see cref="SupportDesk.DefaultTenant"/>. Never take it from what a caller may choose freely.</summary>
    public Func<HttpContext, string> TenantOf { get; set; } = static _ => SupportDesk.DefaultTenant;

    /// <summary>
    /// Whether people who are not signed in may ask for help. False by default. A guest gets an id that begins with
    /// <see cref="Caller.GuestPrefix"/>, which the host's directory of requesters must know.
    /// </summary>
    public bool AllowGuests { get; set; }

    /// <summary>
    /// The fact by which the policy tells who is signed in, if it declares one of that name as the host's to state of a request: <c>signedIn</c>,
    /// unless set.
    /// </summary>
    public string SignedInFact { get; set; } = "signedIn";

    /// <summary>
    /// The time in which a JSON body must have arrived, whatever the server allows: 30 seconds, unless set; a second to an hour. How long a file
    /// may take is set with the attachments.
    /// </summary>
    public TimeSpan MaxBodyDuration { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The most live connections one person may have open at a time, 1 to 1,000: 8, unless set.</summary>
    public int MaxLivePerPerson { get; set; } = 8;

    /// <summary>
    /// The most live connections this process holds at a time, 1 to 100,000: 2,000, unless set. Guests, who can become others at will, share half
    /// of them, rounded up.
    /// </summary>
    public int MaxLive { get; set; } = 2_000;

    /// <summary>
    /// When a live connection ends, so that its client connects anew and is authenticated anew: after 10 minutes, unless set; a second to a day.
    /// </summary>
    public TimeSpan MaxLiveDuration { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How often a live connection looks for what other processes did: every 5 seconds, unless set; 0.1 seconds to an hour. What this process does is seen at once.</summary>
    public TimeSpan LivePollingInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a live connection without news says that it is there: every 15 seconds, unless set; 0.1 seconds to an hour.</summary>
    public TimeSpan LiveHeartbeat { get; set; } = TimeSpan.FromSeconds(15);
}
