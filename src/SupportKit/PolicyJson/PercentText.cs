using System.Globalization;

namespace SupportKit.PolicyJson;

/// <summary>Percentages such as <c>75%</c>, as policies write them.</summary>
internal static class PercentText
{
    /// <summary>Reads a percentage; false when the text is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="percent">The number before the sign, which is not negative and may have decimals; 0 when the method returns false.</param>
    /// <returns>False when the text is no percentage.</returns>
    public static bool TryParse(string text, out decimal percent)
    {
        percent = 0;
        return text.EndsWith('%')
            && decimal.TryParse(
                text.AsSpan(0, text.Length - 1),
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out percent
            );
    }
}
