using System.Buffers;
using System.Collections.Frozen;

namespace SupportKit.Redaction;

/// <summary>
/// The words that announce a secret (en, fr, pt, de, es, nl, pl, it, and the names of programs), and those that follow them when
/// people only talk about one. The parts that are searched for are all ASCII, because a search for others is many times slower.
/// </summary>
internal static class SecretWords
{
    /// <param name="Kind">What the word announces.</param>
    /// <param name="Trust">How sure it is that the word means a secret.</param>
    internal readonly record struct Word(SecretKind Kind, WordTrust Trust = WordTrust.Sure);

    private const string Passwords =
        "password,passwords,passwd,passwort,passwörter,passcode,passphrase,pwd,pw,userpassword,userpwd,kennwort,mot de passe,mots de passe,mdp,"
        + "phrase secrète,phrase secrete,code secret,code confidentiel,code d'accès,code d'acces,senha,palavra-passe,palavra passe,frase secreta,"
        + "contraseña,contrasena,contrasenha,clave de acceso,palabra de paso,wachtwoord,wachtwoorden,toegangscode,hasło,haslo,hasłem,hasła,"
        + "parola d'ordine,parola d’ordine,codice segreto,passw,psw,requirepass,identified by";

    private const string Pins =
        "pin,pin code,pin-code,pincode,pin number,pin-nummer,code pin,código pin,codigo pin,codice pin,kod pin,cvv,cvv2,cvc,cvc2,cvv code,cvc code,security code,"
        + "card verification code,cryptogramme,cryptogramme visuel,código de segurança,codigo de seguranca,código de seguridad,codigo de seguridad,"
        + "codice di sicurezza,kartenprüfnummer,prüfziffer,sicherheitscode,kod cvv,kod cvc";

    private const string Ambiguous = "pass,clave,secreto,geheim,parola chiave";

    private const string Keys =
        "key,api key,api-key,api_key,apikey,app key,app_key,appkey,access key,access-key,access_key,accesskey,accountkey,account key,account_key,sharedaccesskey,"
        + "shared access key,secret key,secret-key,secret_key,secretkey,private key,private_key,privatekey,auth key,auth_key,authkey,encryption key,encryption_key,"
        + "encryptionkey,signing key,signing_key,signingkey,master key,master_key,masterkey,presharedkey,preshared key,license key,license_key,licensekey,"
        + "consumer key,consumer_key,consumerkey,subscription key,subscription-key,service key,service_key,storage key,storage_key,admin key,admin_key,client key,client_key,"
        + "integration key,integration_key,deploy key,deploy_key,webhook key,webhook_key,access token,access_token,access-token,accesstoken,api token,api-token,api_token,apitoken,auth token,auth-token,"
        + "auth_token,authtoken,bearer token,bearer_token,refresh token,refresh_token,id token,id_token,token,tokens,token de acesso,token de acceso,client secret,client-secret,client_secret,"
        + "clientsecret,app secret,app_secret,appsecret,secret,secrets,shared secret,webhook secret,secret access key,secret_access_key,secretaccesskey,credential,credentials,creds,jeton,chave,chave secreta,"
        + "chave de api,chave da api,chave api,chave de acesso,clave api,clave de api,clave de la api,clave secreta,llave,llave de api,llave api,llave secreta,schlüssel,schluessel,"
        + "sleutel,klucz,klucz api,klucz do api,klucza api,chiave,chiave api,chiave dell'api,chiave di api,chiave segreta,clé api,clé d'api,clé d’api,clé de l'api,clé de l’api,cle api,cle d'api,clef api,"
        + "clef d'api,clé secrète,cle secrete,clé d'accès,clé d’accès,api-schlüssel,api schlüssel,apisleutel,api-sleutel,api sleutel";

    private const int LongestWord = 24;

    private static readonly FrozenDictionary<string, Word> Words = Entries(Passwords, new Word(SecretKind.Password))
        .Concat(Entries(Pins, new Word(SecretKind.Password, WordTrust.Number)))
        .Concat(Entries(Ambiguous, new Word(SecretKind.Password, WordTrust.Ambiguous)))
        .Concat(Entries(Keys, new Word(SecretKind.ApiKey)))
        .ToFrozenDictionary(entry => entry.Key, entry => entry.Value, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, Word>.AlternateLookup<ReadOnlySpan<char>> BySpan =
        Words.GetAlternateLookup<ReadOnlySpan<char>>();

    // What each word is found by: a part of it that is rare elsewhere. Every word holds one of them.
    private static readonly string[] Stems =
    [
        "pass",
        "pwd",
        "pw:",
        "pw ",
        "pw=",
        "psw",
        "kennwort",
        "mdp",
        "phrase sec",
        "frase sec",
        "code sec",
        "code conf",
        "code d",
        "senha",
        "contras",
        "clave",
        "palabra de",
        "wachtw",
        "toegangsc",
        "haslo",
        "parola",
        "codice",
        "identified by",
        "pin",
        "cvv",
        "cvc",
        "security code",
        "verification code",
        "cryptogr",
        "digo de seg",
        "kartenpr",
        "fziffer",
        "sicherheitsc",
        "geheim",
        "key",
        "token",
        "secr",
        "d'acc",
        "credential",
        "creds",
        "jeton",
        "chave",
        "llave",
        "schl",
        "sleutel",
        "klucz",
        "chiave",
        "api",
    ];

    private static readonly SearchValues<string> Search = SearchValues.Create(
        [.. Stems],
        StringComparison.OrdinalIgnoreCase
    );

    // The lengths of the words that begin with a letter, the longest first.
    private static readonly int[][] LengthsByFirst =
    [
        .. Enumerable
            .Range(0, 128)
            .Select(first =>
                Words
                    .Keys.Where(word => char.ToLowerInvariant(word[0]) == char.ToLowerInvariant((char)first))
                    .Select(word => word.Length)
                    .Distinct()
                    .OrderDescending()
                    .ToArray()
            ),
    ];

    // What stands before the stem in the words that do not begin with one, by its last two characters.
    private static readonly FrozenDictionary<int, string[]> Beginnings = Words
        .Keys.Where(word => !StemStarts(word).Contains(0))
        .SelectMany(word => StemStarts(word).Select(at => word[..at]))
        .Distinct(StringComparer.OrdinalIgnoreCase)
        .GroupBy(start => Pair(start, start.Length))
        .ToFrozenDictionary(group => group.Key, group => group.OrderByDescending(start => start.Length).ToArray());

    // The letters from the start of a word, or of the stem in it: most of what is found goes on as another word, and is ruled out by this.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Heads = Words
        .Keys.SelectMany(word => StemStarts(word).Append(0).Select(at => LettersAt(word, at).ToString()))
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    // "hasło" has no part of ASCII letters that is rare.
    private static readonly SearchValues<char> PolishLetter = SearchValues.Create("łŁ");

    /// <summary>Where the next such word may stand; negative when there is none.</summary>
    public static int IndexOf(ReadOnlySpan<char> text) => text.IndexOfAny(Search);

    /// <summary>Where the Polish word for a password may stand next; negative when there is none.</summary>
    public static int IndexOfPolish(ReadOnlySpan<char> text)
    {
        var letter = text.Length < 4 ? -1 : text[3..].IndexOfAny(PolishLetter);
        return letter;
    }

    /// <summary>
    /// The longest such word around the part that was found here. Of length 0 when there is none, or when it goes on as another word.
    /// </summary>
    public static (int Start, int Length, Word Word) At(ReadOnlySpan<char> text, int found)
    {
        var letters = LettersAt(text, found);
        if (!Heads.Contains(letters) && !Heads.Contains(UpToCapital(letters)))
            return default;
        if (Beginnings.TryGetValue(Pair(text, found), out var beginnings))
        {
            foreach (var beginning in beginnings)
            {
                if (
                    found >= beginning.Length
                    && text[(found - beginning.Length)..].StartsWith(beginning, StringComparison.OrdinalIgnoreCase)
                    && LongestAt(text, found - beginning.Length) is { Length: > 0 } longer
                    && longer.Length > beginning.Length
                )
                    return (found - beginning.Length, longer.Length, longer.Word);
            }
        }
        var (length, word) = LongestAt(text, found);
        return (found, length, word);
    }

    private static (int Length, Word Word) LongestAt(ReadOnlySpan<char> text, int start)
    {
        if (!char.IsAscii(text[start]))
            return default;
        var rest = text[start..];
        foreach (var length in LengthsByFirst[text[start]])
        {
            if (length <= rest.Length && BySpan.TryGetValue(rest[..length], out var word))
                return (length, word);
        }
        return default;
    }

    private static IEnumerable<int> StemStarts(string word) =>
        Stems
            .Select(stem => word.IndexOf(stem.TrimEnd(':', '=', ' '), StringComparison.OrdinalIgnoreCase))
            .Where(at => at >= 0);

    private static ReadOnlySpan<char> LettersAt(ReadOnlySpan<char> text, int start)
    {
        var end = start;
        while (end < text.Length && end - start < LongestWord && char.IsLetter(text[end]))
            end++;
        return text[start..end];
    }

    private static ReadOnlySpan<char> UpToCapital(ReadOnlySpan<char> letters)
    {
        for (var i = 1; i < letters.Length; i++)
        {
            if (char.IsUpper(letters[i]) && char.IsLower(letters[i - 1]))
                return letters[..i];
        }
        return letters;
    }

    // The two characters before a place, as a number.
    private static int Pair(ReadOnlySpan<char> text, int end) =>
        char.ToLowerInvariant(CharScan.At(text, end - 2)) << 16 | char.ToLowerInvariant(CharScan.At(text, end - 1));

    /// <summary>Whether the text is such a word itself, as in examples.</summary>
    public static bool NamesSecret(ReadOnlySpan<char> text) => BySpan.ContainsKey(text);

    private static IEnumerable<KeyValuePair<string, Word>> Entries(string words, Word word) =>
        words.Split(',').Select(text => KeyValuePair.Create(text, word));
}

/// <summary>How sure it is that a word means a secret.</summary>
internal enum WordTrust
{
    /// <summary>It means nothing else.</summary>
    Sure,

    /// <summary>It means a short number.</summary>
    Number,

    /// <summary>It has other meanings, so only what cannot be a word is masked.</summary>
    Ambiguous,
}
