using System.Collections.Frozen;
using System.Collections.Immutable;

namespace SupportKit.Rules;

/// <summary>The facts a policy declares, the desk's own included. Immutable; lookups are ordinal.</summary>
internal sealed class FactCatalog
{
    private readonly FrozenDictionary<string, FactDeclaration> byName;

    internal FactCatalog(IEnumerable<FactDeclaration> declarations)
    {
        All = [.. declarations];
        byName = All.ToFrozenDictionary(fact => fact.Name, StringComparer.Ordinal);
    }

    /// <summary>Every declared fact, in the policy's order, the desk's own last.</summary>
    public ImmutableArray<FactDeclaration> All { get; }

    /// <summary>The declaration; null when the policy has no such fact.</summary>
    public FactDeclaration? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>The declared names, in the policy's order.</summary>
    internal IEnumerable<string> Names => All.Select(fact => fact.Name);
}
