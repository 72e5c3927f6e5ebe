using System.Buffers;
using System.Collections.Frozen;

namespace SupportKit.Redaction;

/// <summary>
/// The words that announce a secret, and those that follow them when people only talk about one (en, fr, pt). The first
/// are all ASCII, because a search for others is many times slower.
/// </summary>
internal static class SecretWords
{
    /// <param name="Kind">What the word announces.</param>
    /// <param name="Ambiguous">Whether it has other meanings too; then only digits, or a value that cannot be a word, is masked.</param>
    internal readonly record struct Word(SecretKind Kind, bool Ambiguous = false);

    /// <summary>Precedes a token (RFC 6750).</summary>
    public const string Bearer = "bearer";

    /// <summary>Precedes user and password in base64 (RFC 7617).</summary>
    public const string BasicHeader = "authorization: basic";

    private static readonly string[] Passwords =
    [
        "password",
        "passwd",
        "passcode",
        "passphrase",
        "pwd",
        "mot de passe",
        "mdp",
        "senha",
        "palavra-passe",
        "palavra passe",
    ];

    private static readonly string[] ShortPasswords = ["pass", "pin", "code secret", "secreto"];

    private static readonly string[] Keys =
    [
        "api", // "clé d'API : …", "a chave da API é …"
        "api key",
        "api-key",
        "api_key",
        "apikey",
        "access key",
        "access_key",
        "accesskey",
        "accountkey",
        "account key",
        "sharedaccesskey",
        "secret key",
        "secret_key",
        "secretkey",
        "access token",
        "access_token",
        "accesstoken",
        "api token",
        "api_token",
        "auth token",
        "auth_token",
        "authtoken",
        "refresh token",
        "refresh_token",
        "client secret",
        "client_secret",
        "clientsecret",
        "token",
        "secret",
        Bearer,
        BasicHeader,
        "jeton",
        "chave secreta",
        "token de acesso",
    ];

    private static readonly FrozenDictionary<string, Word> Words = Passwords
        .Select(word => (word, new Word(SecretKind.Password)))
        .Concat(ShortPasswords.Select(word => (word, new Word(SecretKind.Password, Ambiguous: true))))
        .Concat(Keys.Select(word => (word, new Word(SecretKind.ApiKey))))
        .ToFrozenDictionary(entry => entry.word, entry => entry.Item2, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, Word>.AlternateLookup<ReadOnlySpan<char>> BySpan =
        Words.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly int[] Lengths = [.. Words.Keys.Select(word => word.Length).Distinct().OrderDescending()];

    private static readonly SearchValues<string> Search = SearchValues.Create(
        [.. Words.Keys],
        StringComparison.OrdinalIgnoreCase
    );

    // After "password:" these words describe the password; any other single word may be the password itself.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Talk = (
        "required optional missing empty blank hidden none null nil undefined true false yes no string text bool boolean number "
        + "int char object type field value values input label email username user login username forgot forgotten lost wrong "
        + "incorrect invalid expired reset changed change changeme unknown same below above here there attached sent incorrecte "
        + "requis oublié oubliée perdu perdue inconnu invalide expiré vide incorrect aucun oui non obligatoire identifiant voir "
        + "obrigatória obrigatório esquecida esqueci perdida inválida incorreta errada expirada vazia nenhuma sim não usuário "
        + "campo example exemple exemplo sample test redacted masked removed supprimé removida secret hashed encrypted ok error"
    )
        .Split(' ')
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Where the next such word may stand; negative when there is none.</summary>
    public static int IndexOf(ReadOnlySpan<char> text) => text.IndexOfAny(Search);

    /// <summary>The longest such word the text begins with; of length 0 when it goes on as another word.</summary>
    public static (int Length, Word Word) At(ReadOnlySpan<char> text)
    {
        foreach (var length in Lengths)
        {
            if (
                length <= text.Length
                && !CharScan.IsWord(CharScan.At(text, length))
                && BySpan.TryGetValue(text[..length], out var word)
            )
                return (length, word);
        }
        return default;
    }

    /// <summary>Whether the text is such a word itself, as in examples.</summary>
    public static bool NamesSecret(ReadOnlySpan<char> text) => BySpan.ContainsKey(text);

    /// <summary>Whether the word says something about a secret.</summary>
    public static bool IsTalk(ReadOnlySpan<char> word) => Talk.Contains(word) || NamesSecret(word);
}
