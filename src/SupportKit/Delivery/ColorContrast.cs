using System.Globalization;

namespace SupportKit.Delivery;

/// <summary>How well text can be read on a color, as WCAG 2.2 measures it.</summary>
internal static class ColorContrast
{
    /// <summary>The least contrast of text of usual size (WCAG 2.2, 1.4.3).</summary>
    public const double Readable = 4.5;

    /// <summary>The contrast with white, 1 to 21; null for what is not a color of the form <c>#rrggbb</c>.</summary>
    public static double? WithWhite(string color) =>
        color is { Length: 7 }
        && color[0] == '#'
        && uint.TryParse(color.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgb)
            ? 1.05 / (Luminance(rgb) + 0.05)
            : null;

    private static double Luminance(uint rgb) =>
        (0.2126 * Linear(rgb >> 16)) + (0.7152 * Linear(rgb >> 8)) + (0.0722 * Linear(rgb));

    private static double Linear(uint channel)
    {
        var share = (channel & 0xFF) / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }
}
