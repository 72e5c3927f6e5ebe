using System.Collections.Immutable;
using SupportKit.Sla;

namespace SupportKit.Tickets;

internal sealed record AutoClose(ImmutableArray<string> States, PromisedTime After, PromisedTime? WarnBefore);
