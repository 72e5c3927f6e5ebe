namespace SupportKit.Intake;

/// <summary>What a request is about; categories form a tree. Immutable.</summary>
/// <param name="Id">Unique in the policy; the value of the fact <c>category</c>.</param>
/// <param name="Parent">The category above, or null at the top.</param>
/// <param name="Title">What the person choosing sees.</param>
public sealed record Category(string Id, string? Parent, LocalizedText Title);
