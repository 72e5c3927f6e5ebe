using System.Globalization;
using System.Numerics;
using System.Text;
using SupportKit.Redaction;

namespace SupportKit.Tests.Redaction;

/// <summary>A text with one secret in it.</summary>
internal sealed record SecretSample(SecretKind Kind, string Text, string Secret);

/// <summary>Makes secrets of every kind in the sentences they come in. All are made up by a seeded generator.</summary>
internal static class SecretSamples
{
    private const string Lower = "abcdefghijklmnopqrstuvwxyz";
    private const string Digits = "0123456789";
    private const string Alphanumeric = Lower + "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + Digits;

    private static readonly string[] Sentences =
    [
        "{0}",
        "Hello, here it is: {0}. Thanks!",
        "Voici : {0}, merci d'avance.",
        "Segue: {0}\nObrigado",
        "I pasted {0} into the form and it failed at 12:30 on 2026-03-02.",
        "(see {0})",
        "> {0}",
    ];

    private static readonly string[] Passwords =
    [
        "password: {0}",
        "Password:{0}",
        "my password is {0}",
        "Pwd = {0}",
        "pwd={0}",
        "user: bob, password: {0}",
        "login bob / password {0}", // no sign between: known to be missed
        "passwd: \"{0}\"",
        "The password for the staging server: {0}",
        "{{\"login\": \"bob\", \"password\": \"{0}\"}}",
        "mot de passe : {0}",
        "Mot de passe: {0}",
        "mon mot de passe est {0}",
        "mdp : {0}",
        "le mot de passe du compte : {0}",
        "senha: {0}",
        "Senha : {0}",
        "a senha é {0}",
        "minha senha eh {0}",
        "senha do usuário: {0}",
        "palavra-passe: {0}",
        "DB_PASSWORD={0}",
        "Server=db.example.com;User Id=app;Password={0};Encrypt=True",
        "curl --password {0}",
        "<password>{0}</password>",
        "https://bob:{0}@git.example.com/repo.git",
        "postgresql://app:{0}@db:5432/app",
    ];

    public static IEnumerable<SecretSample> All(int seed)
    {
        var random = new Random(seed);
        var samples = new List<SecretSample>();
        foreach (var sentence in Sentences)
        {
            samples.AddRange(Cards(random).Select(card => Sample(SecretKind.CardNumber, sentence, card)));
            samples.AddRange(Ibans(random).Select(iban => Sample(SecretKind.Iban, sentence, iban)));
            samples.AddRange(Keys(random).Select(key => Sample(SecretKind.ApiKey, sentence, key)));
        }
        for (var i = 0; i < 12; i++)
        {
            samples.AddRange(Passwords.Select(form => Sample(SecretKind.Password, form, Password(random, form))));
            samples.AddRange(AnnouncedKeys(random));
            samples.Add(PrivateKey(random));
        }
        return samples.OrderBy(sample => sample.Text, StringComparer.Ordinal);
    }

    /// <summary>One number of each network in each way of writing it.</summary>
    public static IEnumerable<string> Cards(Random random)
    {
        (string Prefix, int Length)[] networks =
        [
            ("4", 16),
            ("51", 16),
            ("55", 16),
            ("2221", 16),
            ("2720", 16),
            ("34", 15),
            ("37", 15),
            ("300", 14),
            ("36", 14),
            ("6011", 16),
            ("65", 16),
            ("3530", 16),
            ("62", 16),
            ("2200", 16),
            ("6759", 16),
            ("5067", 16),
            ("606282", 16),
        ];
        foreach (var (prefix, length) in networks)
        {
            var digits = prefix == "5067" ? "506700" : prefix;
            digits = WithLuhn(digits + Take(random, Digits, length - digits.Length - 1));
            yield return digits;
            int[] groups = length switch
            {
                16 => [4, 4, 4, 4],
                15 => [4, 6, 5],
                _ => [4, 6, 4],
            };
            yield return Group(digits, groups, " ");
            yield return Group(digits, groups, "-");
        }
    }

    private static IEnumerable<string> Ibans(Random random)
    {
        foreach (
            var entry in "DE22 FR27 GB22 PT25 ES24 IT27 BE16 NL18 CH21 BR29 LU20 IE22 PL28 SE24 NO15 AT20 MT31".Split(
                ' '
            )
        )
        {
            var letters = entry[..2] is "GB" or "NL" or "IE" or "MT" ? 4 : 0;
            var size = int.Parse(entry[2..], CultureInfo.InvariantCulture) - 4;
            var iban = Iban(random, entry[..2], size + 4, letters);
            yield return iban;
            yield return string.Join(' ', iban.Chunk(4).Select(group => new string(group)));
            yield return iban.ToLowerInvariant();
        }
    }

    /// <summary>A country's account number with right check digits (ISO 13616).</summary>
    public static string Iban(Random random, string country, int length, int letters)
    {
        var account = Take(random, "ABCDEFGHJKLMNPRSTUVWXYZ", letters) + Take(random, Digits, length - 4 - letters);
        var rest = 98 - (int)(BigInteger.Parse(Numeric(account + country + "00"), CultureInfo.InvariantCulture) % 97);
        return country + rest.ToString("00", CultureInfo.InvariantCulture) + account;
    }

    private static IEnumerable<string> Keys(Random random)
    {
        (string Prefix, int Length, string Alphabet)[] shapes =
        [
            ("AKIA", 16, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"),
            ("AIza", 35, Alphanumeric),
            ("ghp_", 36, Alphanumeric),
            ("github_pat_", 82, Alphanumeric),
            ("glpat-", 20, Alphanumeric),
            ("xoxb-", 50, Alphanumeric),
            ("sk_live_", 24, Alphanumeric),
            ("rk_test_", 24, Alphanumeric),
            ("sk-proj-", 48, Alphanumeric),
            ("hf_", 34, Alphanumeric),
            ("npm_", 36, Alphanumeric),
            ("pypi-", 60, Alphanumeric),
            ("oy2", 43, Lower + Digits),
            ("shpat_", 32, "0123456789abcdef"),
            ("dop_v1_", 64, "0123456789abcdef"),
        ];
        foreach (var (prefix, length, alphabet) in shapes)
            yield return prefix + Take(random, alphabet, length);
        yield return string.Join(
            '.',
            JsonPart("{\"alg\":\"HS256\"}"),
            JsonPart($"{{\"sub\":\"{Take(random, Digits, 12)}\"}}"),
            Take(random, Alphanumeric, 43)
        );
        yield return "Bearer " + Take(random, Alphanumeric, 32) + "1";
    }

    private static IEnumerable<SecretSample> AnnouncedKeys(Random random)
    {
        string[] forms =
        [
            "api key: {0}",
            "API-Key: {0}",
            "X-Api-Key: {0}",
            "api_key={0}",
            "our API key is {0}",
            "clé d'API : {0}",
            "la clé API est {0}",
            "chave de API: {0}",
            "a chave da API é {0}",
            "access token: {0}",
            "client_secret={0}&grant_type=x",
            "\"token\": \"{0}\"",
            "https://example.com/hook?token={0}",
            "AccountName=a;AccountKey={0};EndpointSuffix=x",
        ];
        foreach (var form in forms)
            yield return Sample(SecretKind.ApiKey, form, Take(random, Alphanumeric, 24 + random.Next(20)) + "7");
    }

    private static SecretSample PrivateKey(Random random)
    {
        var lines = Enumerable
            .Range(0, 6)
            .Select(_ => Take(random, Alphanumeric + "+/", 64))
            .Append(Take(random, Alphanumeric, 30) + "==");
        var key = string.Join('\n', lines);
        return new(
            SecretKind.PrivateKey,
            $"Here:\n-----BEGIN PRIVATE KEY-----\n{key}\n-----END PRIVATE KEY-----\nThanks",
            key
        );
    }

    // Half as people make them, half as tools do; a word alone only where it is sure to be one.
    private static string Password(Random random, string form) =>
        random.Next(4) switch
        {
            0 => Take(random, Lower, 6) + Take(random, Digits, 2 + random.Next(3)),
            1 => "S" + Take(random, Lower, 5) + "!" + Take(random, Digits, 2),
            2 when form.EndsWith("ord: {0}", StringComparison.Ordinal) => Take(random, Lower, 8),
            _ => Take(random, Alphanumeric + "!#$*+?", 11) + "9x",
        };

    private static SecretSample Sample(SecretKind kind, string form, string secret) =>
        new(kind, string.Format(CultureInfo.InvariantCulture, form, secret), secret);

    private static string JsonPart(string json) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static string WithLuhn(string digits)
    {
        for (var check = '0'; check <= '9'; check++)
        {
            if (RandomText.IsCheckedByLuhn(digits + check))
                return digits + check;
        }
        throw new InvalidOperationException("One of ten digits always fits.");
    }

    private static string Numeric(string text) =>
        string.Concat(
            text.Select(c =>
                char.IsAsciiDigit(c) ? c.ToString() : (c - 'A' + 10).ToString(CultureInfo.InvariantCulture)
            )
        );

    private static string Group(string digits, int[] sizes, string separator)
    {
        var (groups, at) = (new List<string>(), 0);
        foreach (var size in sizes)
            groups.Add(digits[at..(at += size)]);
        return string.Join(separator, groups);
    }

    public static string Take(Random random, string alphabet, int length) =>
        string.Concat(Enumerable.Range(0, length).Select(_ => alphabet[random.Next(alphabet.Length)]));
}
