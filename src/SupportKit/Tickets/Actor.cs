using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SupportKit.Json;
using SupportKit.Localization;

namespace SupportKit;

/// <summary>Who acts on a ticket. The host vouches for it: SupportKit authenticates nobody. Immutable.</summary>
/// <param name="Kind">In which role.</param>
/// <param name="Id">The host's own id of the person or system; never absent, because an absent id would stand for everybody.</param>
/// <exception cref="ArgumentException">The id is null or blank, or holds a NUL or an unpaired surrogate (<c>host.id_invalid</c>).</exception>
public sealed record Actor(ActorKind Kind, string Id)
{
    /// <summary>The host's own id of the person or system.</summary>
    public string Id
    {
        get;
        init => field = HostId.Require(value);
    } = HostId.Require(Id);

    /// <summary>
    /// The policy's ids of the queues that they work on, the one to be served first at the head; empty, as by default, when the host does
    /// not say. It is not part of who they are: it is recorded nowhere, and two actors are equal without it.
    /// </summary>
    [JsonIgnore]
    public ImmutableArray<string> Queues
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>
    /// The host's id of the organization of a person from outside the desk; null or blank, as by default, to have the host's directory
    /// asked where the policy's <c>privacy.organization</c> makes it matter. As <see cref="Queues"/>, it is not part of who they are.
    /// </summary>
    /// <exception cref="ArgumentException">It holds a NUL or an unpaired surrogate (<c>host.id_invalid</c>).</exception>
    [JsonIgnore]
    public string? Organization
    {
        get;
        init => field = HostId.Optional(value);
    }

    /// <summary>Whether both are the same actor in the same role.</summary>
    public bool Equals(Actor? other) => other is not null && Kind == other.Kind && Id == other.Id;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Id);

    /// <summary>The role and the id, with a colon between.</summary>
    public override string ToString() => $"{Kind}:{Id}";

    /// <summary>The desk's own workers.</summary>
    public static Actor System { get; } = new(ActorKind.System, "supportkit");

    /// <summary>Somebody who asks for help, or with whom a request was shared: the ticket knows which.</summary>
    public static Actor Requester(string id) => new(ActorKind.Requester, id);

    /// <summary>A person of the desk who answers requests.</summary>
    /// <param name="id">The host's own id of the person.</param>
    /// <param name="queues">The names of the queues, as <see cref="Queues"/> tells them.</param>
    public static Actor Agent(string id, params ImmutableArray<string> queues) =>
        new(ActorKind.Agent, id) { Queues = queues };

    /// <summary>A person of the desk who leads agents.</summary>
    public static Actor Lead(string id) => new(ActorKind.Lead, id);

    /// <summary>A system of the host's, such as its issue tracker or its billing.</summary>
    public static Actor Integration(string id) => new(ActorKind.Integration, id);
}

/// <summary>The kinds of actors that give commands.</summary>
[JsonConverter(typeof(EnumJsonConverter<ActorKind>))]
public enum ActorKind
{
    /// <summary>A person from outside the desk.</summary>
    Requester,

    /// <summary>A person of the desk.</summary>
    Agent,

    /// <summary>The desk's own workers.</summary>
    System,

    /// <summary>A person who leads agents.</summary>
    Lead,

    /// <summary>A system of the host's.</summary>
    Integration,
}
