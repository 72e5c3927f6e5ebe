using SupportKit.Storage;

namespace SupportKit.Desk;

/// <summary>Refuses options that cannot work, when the host starts.</summary>
internal sealed class TextOptionsCheck : OptionsCheck<TextOptions>
{
    protected override IEnumerable<string> Faults(TextOptions options)
    {
        if (options.MaxTitleLength is < 1 or > 1_000)
            yield return Fault(nameof(options.MaxTitleLength), "is not 1 to 1000", "300 serves most");
        if (options.MaxTextLength is < 1 or > 1_000_000)
            yield return Fault(nameof(options.MaxTextLength), "is not 1 to 1000000", "100000 serves most");
    }
}
