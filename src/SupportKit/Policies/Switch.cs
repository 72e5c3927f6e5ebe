namespace SupportKit.Policies;

/// <summary>
/// Something that is true for the whole desk for a time, such as a published incident or a busy period. An operator turns
/// it on and off, or a calendar does. A ticket keeps the switches that were on when it was opened. Immutable.
/// </summary>
/// <param name="Id">Unique in the policy; the name of the yes/no fact that rules use.</param>
/// <param name="During">The calendar that turns it on while it is open; null when only an operator does.</param>
/// <param name="Label">What people call it.</param>
public sealed record Switch(string Id, string? During, LocalizedText Label);
