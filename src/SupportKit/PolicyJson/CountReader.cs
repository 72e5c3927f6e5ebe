using System.Globalization;
using System.Text.Json;
using SupportKit.Shared;

namespace SupportKit.PolicyJson;

/// <summary>Reads whole numbers within bounds.</summary>
internal static class CountReader
{
    /// <summary>The number; null when it is absent, and after it was reported.</summary>
    /// <param name="reader">The object.</param>
    /// <param name="name">The member.</param>
    /// <param name="least">The least that it may be.</param>
    /// <param name="most">The most that it may be.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static int? Read(ObjectReader reader, string name, int least, int most, JsonProblems problems)
    {
        if (reader.Optional(name) is not { } node)
            return null;
        if (
            node.Kind == JsonValueKind.Number
            && int.TryParse(node.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count >= least
            && count <= most
        )
            return count;
        problems.Add(
            SupportKitErrors.PolicyCountUnreadable,
            node,
            $"\"{name}\" is {node.Describe()}.",
            string.Create(CultureInfo.InvariantCulture, $"Write a whole number from {least} to {most}.")
        );
        return null;
    }
}
