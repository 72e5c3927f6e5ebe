using System.Collections.Immutable;

namespace SupportKit.Routing;

/// <summary>When a queue is open, and which queues take over when it is not. Immutable.</summary>
/// <param name="Calendar">The calendar of its hours.</param>
/// <param name="Then">The queues that take over what nobody holds: the first that is open.</param>
internal sealed record QueueHours(string Calendar, ImmutableArray<string> Then);
