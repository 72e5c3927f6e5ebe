using System.Collections.Immutable;

namespace SupportKit.Policies;

/// <summary>An answer that is written once and sent often. An agent puts it into a reply and may change it before it is sent. Immutable.</summary>
/// <param name="Id">The policy's id of it.</param>
/// <param name="Title">What agents find it by.</param>
/// <param name="Text">The answer, with places in braces such as <c>{requester}</c>.</param>
/// <param name="Acknowledges">Whether a reply with it only tells that somebody has seen the request, so that the answer is still owed.</param>
internal sealed record Macro(string Id, LocalizedText Title, LocalizedText Text, bool Acknowledges = false)
{
    public const string Requester = "requester";
    public const string Agent = "agent";
    public const string Number = "number";
    public const string TicketTitle = "title";
    public const string NextStep = "next-step";
    public const string Due = "due";

    private static readonly ImmutableArray<string> Own = [Requester, Agent, Number, TicketTitle, NextStep, Due];

    /// <summary>The places that a ticket of the policy may fill: its own, and every fact by its name.</summary>
    public static ImmutableArray<string> PlacesOf(Policy policy) =>
        [.. Own, .. policy.Facts.All.Select(fact => fact.Name).Order(StringComparer.Ordinal)];
}
