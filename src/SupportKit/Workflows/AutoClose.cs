using System.Collections.Immutable;
using SupportKit.Tickets;

namespace SupportKit.Workflows;

/// <summary>After how long in a state a ticket closes automatically, by firing the trigger <c>close</c>. Immutable.</summary>
/// <param name="States">The states it applies to, their substates included.</param>
/// <param name="After">How long the ticket has been in the state.</param>
/// <param name="WarnBefore">
/// How long before that the people are told; shorter than <paramref name="After"/>, in the same unit and calendar. Null
/// for no warning.
/// </param>
internal sealed record AutoClose(ImmutableArray<string> States, SlaDuration After, SlaDuration? WarnBefore);
