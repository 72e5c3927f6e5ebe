using System.Numerics;
using System.Runtime.InteropServices;

namespace SupportKit.Cli;

/// <summary>A number that a text always has, on every machine, and that two texts share only by chance. It is no defense against an attacker.</summary>
internal static class TextHash
{
    // The fraction of the golden ratio: odd, with its bits well mixed.
    private const ulong Factor = 0x9E3779B97F4A7C15;

    /// <summary>The number of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="before">The number of what stands before it.</param>
    public static ulong Of(ReadOnlySpan<char> text, ulong before = 0)
    {
        var hash = Mixed(before, (ulong)text.Length);
        var words = MemoryMarshal.Cast<char, ulong>(text);
        foreach (var word in words)
            hash = Mixed(hash, word);
        foreach (var letter in text[(4 * words.Length)..])
            hash = Mixed(hash, letter);
        return hash;
    }

    private static ulong Mixed(ulong hash, ulong word) => (BitOperations.RotateLeft(hash, 23) ^ word) * Factor;
}
