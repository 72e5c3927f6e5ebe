namespace SupportKit.AspNetCore;

/// <summary>Whom an endpoint is for.</summary>
public enum Audience
{
    /// <summary>People who ask for help, signed in or as guests.</summary>
    Requesters,

    /// <summary>People of the desk.</summary>
    Agents,

    /// <summary>The host's systems, which bring in what people wrote elsewhere.</summary>
    Inbound,
}
