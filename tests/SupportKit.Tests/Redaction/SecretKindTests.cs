using SupportKit.Redaction;

namespace SupportKit.Tests.Redaction;

/// <summary>
/// Every kind that was missed once, by an example. {0} is a made-up password, {1} a key, {2} the base64 of a private key, {3} a card number: no
/// secret stands in this file.
/// </summary>
[Trait("Requirement", "JSD-2")]
public class SecretKindTests
{
    private static readonly RandomText Values = new(20261128);

    private static readonly string Password = Values.Of("abcdefghijkmnp", 5) + "!" + Values.Number(3);
    private static readonly string Key = Values.Mixed(31) + "7";
    private static readonly string[] KeyLines = [.. Enumerable.Range(0, 4).Select(_ => Values.Base64(64))];

    [Theory]
    // The same secret a second time.
    [InlineData("password: {0}\nI typed {0} and the page said that {0} is wrong.")]
    [InlineData("I typed {0}. My password is {0}.")]
    // JSON that was written into JSON, and pairs of a name and a value.
    [InlineData("\"{\\\"password\\\": \\\"{0}\\\"}\"")]
    [InlineData("{\\\\\\\"password\\\\\\\":\\\\\\\"{0}\\\\\\\"}")]
    [InlineData("{&quot;password&quot;: &quot;{0}&quot;}")]
    [InlineData("{ \"name\": \"DB_PASSWORD\", \"value\": \"{0}\" }")]
    [InlineData("- name: DB_PASSWORD\n  value: {0}")]
    [InlineData("<property name=\"password\" value=\"{0}\" />")]
    [InlineData("<dbPassword>{0}</dbPassword>")]
    [InlineData("<DbPassword>\n  {0}\n</DbPassword>")]
    // SQL and curl.
    [InlineData("CREATE USER app IDENTIFIED BY '{0}';")]
    [InlineData("CREATE ROLE app WITH LOGIN PASSWORD '{0}';")]
    [InlineData("SET PASSWORD FOR 'app'@'%' = PASSWORD('{0}');")]
    [InlineData("curl -u bob:{0} https://example.com")]
    [InlineData("curl --user \"bob:{0}\" https://example.com")]
    // How people say it.
    [InlineData("the password for the staging server is {0}")]
    [InlineData("The password for bob is: {0}")]
    [InlineData("mon mot de passe c'est {0}")]
    [InlineData("mon mot de passe c’est {0}")]
    [InlineData("a senha do wifi é {0}")]
    [InlineData("pw: {0}")]
    [InlineData("PW: {0}")]
    [InlineData("password：{0}")]
    [InlineData("mot de passe\u202f: {0}")]
    [InlineData("mot de passe\u00a0: {0}")]
    [InlineData("Mein Passwort ist {0}")]
    [InlineData("Das Kennwort lautet {0}")]
    [InlineData("Mi contraseña es {0}")]
    [InlineData("Mijn wachtwoord is {0}")]
    [InlineData("Moje hasło to {0}")]
    [InlineData("HASŁO: {0}")]
    [InlineData("La mia password è {0}")]
    [InlineData("parola d'ordine: {0}")]
    // Sessions, headers and URLs.
    [InlineData("Cookie: sessionid={1}; theme=dark")]
    [InlineData("Set-Cookie: JSESSIONID={1}; Path=/; HttpOnly")]
    [InlineData("Cookie: lang=en; .AspNetCore.Identity={1}")]
    [InlineData("Authorization: token {1}")]
    [InlineData("Authorization: Token token=\"{1}\"")]
    [InlineData("https://s3.example.com/a?X-Amz-Expires=60&X-Amz-Signature={1}&x=1")]
    [InlineData("https://a.blob.core.windows.net/c/b?sv=2024-01-01&se=2026-01-01&sig={1}")]
    [InlineData("https://hooks.slack.com/services/T0000AAAA/B0000BBBB/{1}")]
    [InlineData("https://discord.com/api/webhooks/123456789012345678/{1}")]
    [InlineData("https://acme.webhook.office.com/webhookb2/{1}")]
    [InlineData("https://hooks.zapier.com/hooks/catch/12345/{1}/")]
    // WireGuard.
    [InlineData("[Interface]\nPrivateKey = {4}=\nAddress = 10.0.0.2/32")]
    [InlineData("PresharedKey = {4}=")]
    public void A_form_that_was_missed_is_masked(string form)
    {
        var text = Filled(form);

        var masked = SecretRedactor.Redact(text).Text;

        Assert.DoesNotContain(Password, masked);
        Assert.DoesNotContain(Key, masked);
        Assert.DoesNotContain(WireGuard, masked);
        Assert.Contains(SecretRedactor.MarkerStart, masked);
    }

    private static readonly string WireGuard = new RandomText(5).Base64(42) + "8";

    [Theory]
    [InlineData("password: \"correct horse battery staple\"", "password: \"[masked: password]\"")]
    [InlineData("{ \"password\": \"three tiny green frogs\" }", "{ \"password\": \"[masked: password]\" }")]
    [InlineData("PIN code: 4821", "PIN code: [masked: password]")]
    [InlineData("my PIN is 4821", "my PIN is [masked: password]")]
    [InlineData("cvv: 123", "cvv: [masked: password]")]
    [InlineData("CVC2 = 1234", "CVC2 = [masked: password]")]
    [InlineData("código de seguridad: 123", "código de seguridad: [masked: password]")]
    public void A_phrase_in_quotes_and_a_short_number_are_masked(string text, string masked) =>
        Assert.Equal(masked, SecretRedactor.Redact(text).Text);

    [Theory]
    [InlineData("> ", "\n")] // quoted in a reply
    [InlineData(">> ", "\r\n")]
    [InlineData("", " ")] // on one line
    [InlineData("", "\\n")] // in JSON
    [InlineData("    \"", "\",\n")] // a list of strings
    public void A_private_key_is_masked_however_its_lines_are_joined(string before, string between)
    {
        string[] lines = ["-----BEGIN PRIVATE KEY-----", .. KeyLines, "-----END PRIVATE KEY-----"];
        var text = string.Join(between, lines.Select(line => before + line));

        var masked = SecretRedactor.Redact($"Hello,\n{text}\nThanks").Text;

        Assert.All(KeyLines, line => Assert.DoesNotContain(line, masked));
        Assert.StartsWith("Hello,", masked);
        Assert.EndsWith("Thanks", masked);
    }

    [Fact]
    public void The_private_lines_of_a_key_of_PuTTY_are_masked()
    {
        var text =
            $"PuTTY-User-Key-File-3: ssh-rsa\nPublic-Lines: 1\n{KeyLines[0]}\nPrivate-Lines: 2\n{KeyLines[1]}\n{KeyLines[2]}\nPrivate-MAC: 1";

        var masked = SecretRedactor.Redact(text).Text;

        Assert.Contains(KeyLines[0], masked);
        Assert.DoesNotContain(KeyLines[1], masked);
        Assert.DoesNotContain(KeyLines[2], masked);
    }

    [Theory]
    [InlineData("4", 16, "total 12, {3}, thanks")]
    [InlineData("4", 16, "visa,{3},12/27")]
    [InlineData("4", 16, "{3},50")]
    [InlineData("51", 16, "first;{3};second")]
    [InlineData("4", 16, "{3:4.4.4.4}")]
    [InlineData("4", 16, "{3:4–4–4–4}")]
    [InlineData("4", 16, "{3:4 4 8}")]
    [InlineData("6759", 16, "{3:4 4 4 4}")] // Maestro
    [InlineData("5893", 18, "carte {3}")]
    [InlineData("5612", 16, "{3}")]
    [InlineData("67990000", 19, "Maestro {3}")]
    [InlineData("6703", 17, "Bancontact {3}")]
    [InlineData("6703", 17, "{3:4 4 4 4 1}")]
    [InlineData("5019", 16, "Dankort {3}")]
    [InlineData("3852", 14, "{3}")] // Diners
    [InlineData("8171", 16, "{3}")] // UnionPay
    [InlineData("62", 19, "{3:6 13}")]
    [InlineData("6521", 16, "{3}")] // RuPay
    [InlineData("817200", 16, "{3}")]
    [InlineData("506100", 19, "Verve card {3}")]
    [InlineData("506100", 16, "{3}")]
    [InlineData("979200", 16, "{3}")] // Troy
    [InlineData("4", 19, "card number: {3}")]
    [InlineData("4", 19, "{3:4 4 4 4 3}")]
    public void A_card_of_every_network_is_masked_as_people_write_it(string prefix, int length, string form)
    {
        var digits = new RandomText(length).Card(prefix, length);
        var written = Written(digits, form);

        var masked = SecretRedactor
            .Redact(
                form[..form.IndexOf('{', StringComparison.Ordinal)]
                    + written
                    + form[(form.IndexOf('}', StringComparison.Ordinal) + 1)..]
            )
            .Text;

        Assert.DoesNotContain(written, masked);
        Assert.Contains("[masked: card number]", masked);
    }

    [Fact]
    public void Each_card_of_a_list_is_masked()
    {
        var cards = Enumerable.Range(0, 5).Select(i => new RandomText(i).Card("5" + (1 + i), 16)).ToList();

        foreach (var between in new[] { ", ", ",", "\n", "; ", " " })
            Assert.Equal(5, SecretRedactor.Redact(string.Join(between, cards)).Secrets.Length);
    }

    // Their countries are outside the registry, and their banks use the form all the same.
    [Theory]
    [InlineData("DZ", 26)]
    [InlineData("AO", 25)]
    [InlineData("BJ", 28)]
    [InlineData("BF", 28)]
    [InlineData("CM", 27)]
    [InlineData("CV", 25)]
    [InlineData("CF", 27)]
    [InlineData("TD", 27)]
    [InlineData("KM", 27)]
    [InlineData("CG", 27)]
    [InlineData("CI", 28)]
    [InlineData("GQ", 27)]
    [InlineData("GA", 27)]
    [InlineData("GW", 25)]
    [InlineData("HN", 28)]
    [InlineData("IR", 26)]
    [InlineData("MG", 27)]
    [InlineData("ML", 28)]
    [InlineData("MA", 28)]
    [InlineData("MZ", 25)]
    [InlineData("NE", 28)]
    [InlineData("SN", 28)]
    [InlineData("TG", 28)]
    public void An_account_number_outside_the_registry_is_masked(string country, int length)
    {
        var number = SecretSamples.Iban(new Random(length), country, length, letters: 0);

        Assert.Equal("[masked: IBAN]", SecretRedactor.Redact(number).Text);
    }

    [Fact]
    public void A_listed_prefix_needs_no_digit_behind_it()
    {
        var token = "hf_" + Values.Letters(34);

        Assert.Equal("[masked: key]", SecretRedactor.Redact(token).Text);
    }

    private static string Filled(string form) =>
        form.Replace("{0}", Password, StringComparison.Ordinal)
            .Replace("{1}", Key, StringComparison.Ordinal)
            .Replace("{4}", WireGuard, StringComparison.Ordinal);

    // "{3:4 4 8}": the digits in groups of these lengths, apart by what stands between them.
    private static string Written(string digits, string form)
    {
        var start = form.IndexOf("{3:", StringComparison.Ordinal) + 3;
        if (start < 3)
            return digits;
        var groups = form[start..form.IndexOf('}', start)];
        var (written, at, size) = ("", 0, 0);
        foreach (var c in groups)
        {
            if (char.IsAsciiDigit(c))
            {
                size = size * 10 + (c - '0');
                continue;
            }
            (written, at, size) = (written + digits.Substring(at, size) + c, at + size, 0);
        }
        return written + digits[at..];
    }
}
