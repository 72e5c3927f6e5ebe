namespace SupportKit.Storage;

/// <summary>Ticket numbers that were given to one caller, and are given to nobody else. Immutable.</summary>
/// <param name="First">The first of them, at least 1.</param>
/// <param name="Count">How many follow one another from there, at least 1.</param>
public readonly record struct NumberBlock(long First, int Count);
