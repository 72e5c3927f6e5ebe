namespace SupportKit.Policies;

/// <summary>
/// Something that is so for the whole desk, for a time: an incident is published, a busy period is on. An operator turns
/// it on and off, or a calendar does. What holds for a ticket is what held when it was opened. Immutable.
/// </summary>
/// <param name="Id">Unique in the policy; the name of the yes/no fact that rules use.</param>
/// <param name="During">The calendar that turns it on while it is open; null when only an operator does.</param>
/// <param name="Label">What people call it.</param>
public sealed record Switch(string Id, string? During, LocalizedText Label);
