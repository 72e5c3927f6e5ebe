using System.Collections.Immutable;
using SupportKit.Screening;

namespace SupportKit.Desk;

/// <summary>What would become of a request, were it sent now. Immutable.</summary>
/// <param name="Refusal">Why it would not be taken; null when it would.</param>
/// <param name="Findings">What screening finds in what is written.</param>
/// <param name="Similar">Open tickets that its requester sees and that seem to be about the same, the most alike first.</param>
internal sealed record RequestPreview(
    Refusal? Refusal,
    ImmutableArray<ScreeningFinding> Findings,
    ImmutableArray<Ticket> Similar
);
