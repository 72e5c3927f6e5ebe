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
        files.Required("maxBytes");
        var most = CountReader.Read(files, "maxBytes", 1, MailedFiles.MostBytes, problems);
        files.RejectUnknownProperties();
        return new MailedFiles(MailedFilesMode.Files, most ?? MailedFiles.UsualMaxBytes);
    }
}
