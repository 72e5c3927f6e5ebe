using SupportKit.Localization;
using SupportKit.Redaction;

namespace SupportKit.Decisions;

/// <summary>What a command called something, without the secrets in it.</summary>
internal sealed class MaskedPhrase(Phrase value) : Phrase
{
    public override string In(TextCatalog texts, string language) =>
        SecretRedactor.Redact(value.In(texts, language)).Text;
}
