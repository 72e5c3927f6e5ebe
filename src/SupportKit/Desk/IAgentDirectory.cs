using System.Collections.Immutable;
using System.Diagnostics;
using SupportKit.Localization;

namespace SupportKit;

/// <summary>
/// The host's knowledge of the people of the desk. Asked when an agent gives a command, when a ticket is given to somebody, and when a
/// queue's tickets are assigned by the policy; never from inside a decision. Without one, the host alone vouches for agents, and nothing is
/// assigned by the policy. Implementations are thread-safe.
/// </summary>
public interface IAgentDirectory
{
    /// <summary>The agent; null when the host knows nobody of that id, and the command is refused.</summary>
    /// <param name="tenant">Whose desk.</param>
    /// <param name="agent">The host's own id of the person.</param>
    /// <param name="cancellationToken">Ends the lookup.</param>
    Task<DeskAgent?> FindAsync(string tenant, string agent, CancellationToken cancellationToken);

    /// <summary>Who works on a queue, on duty or not, in any order; empty when nobody does.</summary>
    /// <param name="tenant">Whose desk.</param>
    /// <param name="queue">The policy's id of the queue.</param>
    /// <param name="cancellationToken">Ends the lookup.</param>
    Task<IReadOnlyCollection<DeskAgent>> ListAsync(string tenant, string queue, CancellationToken cancellationToken);
}

/// <summary>A person of the desk, as the host knows them. Immutable.</summary>
/// <param name="Id">The host's own id.</param>
/// <param name="Language">The language they read, a two-letter code or a culture name: what they are told is written in it.</param>
/// <exception cref="ArgumentException">The id is null or blank, or holds a NUL or an unpaired surrogate (<c>host.id_invalid</c>).</exception>
[DebuggerDisplay("{Id,nq} {Language,nq}")]
public sealed record DeskAgent(string Id, string Language)
{
    /// <summary>The host's own id.</summary>
    public string Id
    {
        get;
        init => field = HostId.Require(value);
    } = HostId.Require(Id);

    /// <summary>What people call them; the id, unless set.</summary>
    public string Name { get; init; } = Id;

    /// <summary>Their mail address; null, the default, when <c>SmtpOptions.AddressOf</c> knows it.</summary>
    public string? Address { get; init; }

    /// <summary>Their own time zone, of the tz database, in which they are told times; null, the default, for the desk's.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The policy's ids of the queues that they work on, the one to be served first at the head; empty, as by default, for none.</summary>
    public ImmutableArray<string> Queues
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>The languages in which they answer, two-letter codes; empty, as by default, for <see cref="Language"/> alone.</summary>
    public ImmutableArray<string> Languages
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>What they know about: values of the facts that the policy's <c>assignment.skill</c> names. Compared to the letter.</summary>
    public ImmutableArray<string> Skills
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>Whether tickets are assigned to them now; true, unless set. People may give them tickets either way.</summary>
    public bool IsOnDuty { get; init; } = true;

    /// <summary>
    /// The most new or open tickets they have before the policy assigns them no more; null, the default, for any number. It is checked where
    /// the assignment is stored, so that openings that run at once, in whatever processes, do not exceed it. People may give them more, and what
    /// is reopened is theirs again.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int? Capacity
    {
        get;
        init
        {
            if (value is { } most)
                ArgumentOutOfRangeException.ThrowIfNegative(most, nameof(Capacity));
            field = value;
        }
    }
}
