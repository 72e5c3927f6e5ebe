using SupportKit.Localization;
using SupportKit.Redaction;

namespace SupportKit.Decisions;

/// <summary>A name or phrase of a command, without the secrets in it.</summary>
internal sealed class MaskedPhrase(Phrase value) : Phrase
{
    public override string In(TextCatalog texts, string language) =>
        SecretRedactor.Redact(value.In(texts, language)).Text;
}
