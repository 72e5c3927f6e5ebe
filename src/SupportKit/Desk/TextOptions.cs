namespace SupportKit.Desk;

/// <summary>
/// How long the texts are that a desk takes from people, whatever its policy. Checked when the host starts. What is longer is refused
/// with <c>command.text_oversized</c>, and never cut.
/// </summary>
public sealed class TextOptions
{
    /// <summary>The most UTF-16 code units of a title, 1 to 1,000; 300 by default.</summary>
    /// <remarks><c>Texts:MaxTitleLength</c> in the configuration; see docs/options.md.</remarks>
    public int MaxTitleLength { get; set; } = 300;

    /// <summary>
    /// The most UTF-16 code units of any other text (a body, a reply, a note, a reason, a text fact), 1 to 1,000,000; 100,000 by
    /// default, which is some forty printed pages.
    /// </summary>
    /// <remarks><c>Texts:MaxTextLength</c> in the configuration; see docs/options.md.</remarks>
    public int MaxTextLength { get; set; } = 100_000;
}
