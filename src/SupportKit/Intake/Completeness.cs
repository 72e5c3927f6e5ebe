using System.Collections.Immutable;
using SupportKit.Rules;

namespace SupportKit.Intake;

/// <summary>How complete a request is; shown to the person, because fuller requests are answered faster. Immutable.</summary>
/// <param name="Share">The share of required and recommended fields that are known, 0 to 1.</param>
/// <param name="WouldHelp">Those that are not, required ones first, in the form's order.</param>
public sealed record Completeness(decimal Share, ImmutableArray<FactDeclaration> WouldHelp);
