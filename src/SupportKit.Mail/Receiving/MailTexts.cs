using System.Collections.Frozen;
using System.Text.Json;

namespace SupportKit.Mail;

/// <summary>What the package itself says to senders and to the desk, in the five languages of SupportKit; English for others.</summary>
internal static class MailTexts
{
    private static readonly FrozenDictionary<string, Dictionary<string, string>> All = Read();

    /// <summary>The languages that have texts.</summary>
    public static IEnumerable<string> Languages => All.Keys;

    /// <summary>The keys that a language has.</summary>
    public static IEnumerable<string> KeysOf(string language) => All[language].Keys;

    /// <summary>The text in the language, or in English where the language has none.</summary>
    public static string Get(string language, string key) =>
        All.GetValueOrDefault(language.Split('-')[0])?.GetValueOrDefault(key) ?? All["en"][key];

    private static FrozenDictionary<string, Dictionary<string, string>> Read()
    {
        using var stream = typeof(MailTexts).Assembly.GetManifestResourceStream("mail-texts.json")!;
        using var json = JsonDocument.Parse(stream);
        return json
            .RootElement.EnumerateObject()
            .ToFrozenDictionary(
                language => language.Name,
                language =>
                    language.Value.EnumerateObject().ToDictionary(text => text.Name, text => text.Value.GetString()!)
            );
    }
}
