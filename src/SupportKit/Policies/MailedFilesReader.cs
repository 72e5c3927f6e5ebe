using System.Globalization;
using System.Text.Json;
using SupportKit.PolicyJson;
using SupportKit.Shared;

namespace SupportKit.Policies;

/// <summary>
/// Reads <c>notifications.attachments</c>: <c>none</c>, <c>links</c>, <c>files</c>, or an object with <c>maxBytes</c>, which encloses files up to a limit.
/// </summary>
internal static class MailedFilesReader
{
    /// <summary>The member's name, which is therefore no template's.</summary>
    public const string Name = "attachments";

    private static readonly Dictionary<string, MailedFilesMode> Modes = new(StringComparer.Ordinal)
    {
        ["none"] = MailedFilesMode.None,
        ["links"] = MailedFilesMode.Links,
        ["files"] = MailedFilesMode.Files,
    };

    public static MailedFiles Read(ObjectReader policy, ProblemList problems)
    {
        if (policy.Optional("notifications") is not { IsObject: true } node)
            return MailedFiles.Usual;
        var section = ObjectReader.Of(node, problems);
        if (section.Optional(Name) is not { IsObject: true } limited)
            return MailedFiles.Usual with { Mode = section.OptionalChoice(Name, Modes, MailedFilesMode.None) };
        var files = ObjectReader.Of(limited, problems);
        files.Optional("comment");
        var most = files.Required("maxBytes") is { } number ? MaxBytes(number, problems) : MailedFiles.UsualMaxBytes;
        files.RejectUnknownProperties();
        return new MailedFiles(MailedFilesMode.Files, most);
    }

    private static int MaxBytes(SourceNode node, ProblemList problems)
    {
        if (
            node.Kind == JsonValueKind.Number
            && int.TryParse(node.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)
            && bytes is >= 1 and <= MailedFiles.MostBytes
        )
            return bytes;
        problems.Add(
            SupportKitErrors.PolicyCountUnreadable,
            node,
            $"\"maxBytes\" is {node.Describe()}.",
            string.Create(CultureInfo.InvariantCulture, $"Write a whole number from 1 to {MailedFiles.MostBytes}.")
        );
        return MailedFiles.UsualMaxBytes;
    }
}
