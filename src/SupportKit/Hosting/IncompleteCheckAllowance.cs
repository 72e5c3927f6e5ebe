using System.Collections.Immutable;

namespace SupportKit.Hosting;

/// <summary>The sections of policies whose check may remain incomplete.</summary>
internal sealed record IncompleteCheckAllowance(ImmutableArray<string> Sections);
