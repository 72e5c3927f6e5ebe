namespace SupportKit.Intake;

/// <summary>A channel that requests come in by, or a place that the desk refers people to. Immutable.</summary>
/// <param name="Id">Unique in the policy; the value of the fact <c>channel</c> when requests come in by it.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Official">Whether requests may come in by it; false for a place people are only sent to.</param>
public sealed record Channel(string Id, LocalizedText Title, bool Official);
