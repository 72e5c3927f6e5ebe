using SupportKit.Redaction;

namespace SupportKit.Tests.Redaction;

/// <summary>What is a secret and what only looks like one. Numbers are the networks' published test numbers.</summary>
[Trait("Requirement", "JSD-2")]
public class SecretRedactorTests
{
    [Theory]
    [InlineData("My card 4111 1111 1111 1111 was charged twice", "My card [masked: card number] was charged twice")]
    [InlineData("4111111111111111", "[masked: card number]")]
    [InlineData("carte 4111-1111-1111-1111, merci", "carte [masked: card number], merci")]
    [InlineData("5555555555554444 12/27 123", "[masked: card number] 12/27 123")]
    [InlineData("4111 1111 1111 1111 5555 5555 5555 4444", "[masked: card number] [masked: card number]")]
    [InlineData("5555 5555 5555 4444 1227 123", "[masked: card number] 1227 123")]
    [InlineData("5555 5555 5555 4444 12/27", "[masked: card number] 12/27")]
    [InlineData("amex 3782 822463 10005.", "amex [masked: card number].")]
    [InlineData("order 12345 4111111111111111", "order 12345 [masked: card number]")]
    [InlineData("diners 3056 930902 5904", "diners [masked: card number]")]
    [InlineData("unionpay 6200000000000005", "unionpay [masked: card number]")]
    [InlineData(
        "2223003122003222 e 4111\u00a01111\u00a01111\u00a01111",
        "[masked: card number] e [masked: card number]"
    )]
    public void A_card_number_is_masked(string text, string masked) => Masks(text, masked, SecretKind.CardNumber);

    [Theory]
    [InlineData("4111 1111 1111 1112")] // wrong check digit
    [InlineData("order 1234567890123452")] // a right check digit, but nobody issues it
    [InlineData("+4111111111111111")]
    [InlineData("0.4111111111111111")]
    [InlineData("ORD-4111111111111111")]
    [InlineData("id_4111111111111111 4111111111111111x")]
    [InlineData("41 11 11 11 11 11 11 11")] // a telephone number's way
    [InlineData("EAN 4006381333931, 2026-03-02 11:00:00, +55 11 91234-5678")]
    [InlineData("53BD 4111 1111 1111 1111 9A32")] // a row of a table
    [InlineData("snowflake 4111111111111111110")]
    public void What_only_looks_like_a_card_number_stays(string text) => Stays(text);

    // Example numbers of the SWIFT IBAN registry.
    [Theory]
    [InlineData("GB29 NWBK 6016 1331 9268 19", "[masked: IBAN]")]
    [InlineData("IBAN: FR1420041010050500013M02606.", "IBAN: [masked: IBAN].")]
    [InlineData("fr14 2004 1010 0505 0001 3m02 606", "[masked: IBAN]")]
    [InlineData("PT50 0002 0123 1234 5678 9015 4 (conta)", "[masked: IBAN] (conta)")]
    [InlineData("BR1800360305000010009795493C1", "[masked: IBAN]")]
    [InlineData("MT84MALT011000012345MTLCAST001S", "[masked: IBAN]")]
    [InlineData("FR14 20041 01005 0500013M026 06", "[masked: IBAN]")]
    public void An_account_number_is_masked(string text, string masked) => Masks(text, masked, SecretKind.Iban);

    [Theory]
    [InlineData("GB29 NWBK 6016 1331 9268 18")]
    [InlineData("XX29NWBK60161331926819")]
    [InlineData("XGB29NWBK60161331926819")]
    [InlineData("GB29NWBK60161331926819A")]
    [InlineData("SE45 is the model; AT20 and BE16 too")]
    public void What_only_looks_like_an_account_number_stays(string text) => Stays(text);

    [Theory]
    [InlineData("password: Summer2024!", "password: [masked: password]")]
    [InlineData("Password:hunter", "Password:[masked: password]")]
    [InlineData("My password is Tr0ub4dor&3 and it fails", "My password is [masked: password] and it fails")]
    [InlineData("user bob, pwd=abc123, host x", "user bob, pwd=[masked: password], host x")]
    [InlineData("mot de passe : azerty12", "mot de passe : [masked: password]")]
    [InlineData("mon mot de passe est soleil99", "mon mot de passe est [masked: password]")]
    [InlineData("Mot de passe\u00a0: chaton", "Mot de passe\u00a0: [masked: password]")]
    [InlineData("a senha é gato2020.", "a senha é [masked: password].")]
    [InlineData("senha: cachorro\nusuário: ana", "senha: [masked: password]\nusuário: ana")]
    [InlineData("password for the wifi: blue4you", "password for the wifi: [masked: password]")]
    [InlineData("senha do banco: Xy12zz", "senha do banco: [masked: password]")]
    [InlineData("**Password:** `hunter22`", "**Password:** `[masked: password]`")]
    [InlineData(
        "{\"user\": \"bob\", \"password\": \"letmein\"}",
        "{\"user\": \"bob\", \"password\": \"[masked: password]\"}"
    )]
    [InlineData("<password>s3cr3t!</password>", "<password>[masked: password]</password>")]
    [InlineData("DB_PASSWORD=changedit", "DB_PASSWORD=[masked: password]")]
    [InlineData(
        "Server=db;Database=x;User Id=sa;Password=Pa55w0rd;Encrypt=true",
        "Server=db;Database=x;User Id=sa;Password=[masked: password];Encrypt=true"
    )]
    [InlineData("tool --password abc123 --force", "tool --password [masked: password] --force")]
    [InlineData("Password:\nqwerty123\n", "Password:\n[masked: password]\n")]
    [InlineData("code PIN : 4821", "code PIN : [masked: password]")]
    [InlineData("https://bob:s3cret@example.com/x", "https://bob:[masked: password]@example.com/x")]
    [InlineData(
        "postgres://app:correcthorse@db.example.com:5432/app",
        "postgres://app:[masked: password]@db.example.com:5432/app"
    )]
    public void A_password_is_masked(string text, string masked) => Masks(text, masked, SecretKind.Password);

    [Theory]
    [InlineData("I forgot my password")]
    [InlineData("My password is wrong and the password is not accepted.")]
    [InlineData("Password: required")]
    [InlineData("The password is 8 characters long, the password is 12-character")]
    [InlineData("Problem with password: login fails on the second page")]
    [InlineData("password reset link does not arrive")]
    [InlineData("J'ai oublié mon mot de passe, le mot de passe est refusé")]
    [InlineData("Mot de passe : oublié")]
    [InlineData("Esqueci a senha e o usuário; a senha é inválida")]
    [InlineData("if (password == null) throw; var password = GetPassword();")]
    [InlineData("string password = user2.Name;")]
    [InlineData("password: string")]
    [InlineData("PASSWORD=${DB_PASSWORD} password=$PASSWORD password: <your password> password: ********")]
    [InlineData("<input type=\"password\" name=\"pwd\" id=\"p1\">")]
    [InlineData("error invalid_password, policy.password_weak: at least 12")]
    [InlineData("the passengers: 12345, spin: 1234, GPIO pin: 13")]
    [InlineData("The password is SHA256-hashed")]
    [InlineData(
        "$pwd = $ftp->pwd; error in $pwd: $!; PWD=/home/ana/2026, passphrase (see 1) [#37860](https://example.com/37860)"
    )]
    [InlineData("https://user:password@example.com, https://${USER}:${PASS}@example.com, https://example.com:8080/@me")]
    [InlineData("{ \"password\": \"Mot de passe\", \"senha\": \"senha\" }")]
    public void Talk_about_passwords_stays(string text) => Stays(text);

    [Theory]
    [InlineData("AKIA", "IOSFODNN7EXAMPLE")]
    [InlineData("ghp_", "16C7e42F292c6912E7710c838347Ae178B4a")]
    [InlineData("glpat-", "Ab3dEf6hIj9kLm2nOp5q")]
    [InlineData("sk_live_", "4eC39HqLyjWDarjtT1zdp7dc")]
    [InlineData("xoxb-", "123456789012-abcdefGHIJKL3456")]
    [InlineData("SG.", "ngeVfQFYQlKU0ufo8x5d1A.TwL2iGABf9DHoTf-09kqeF8tAmbihYzrnopKc-1s5cr")]
    [InlineData("AIza", "SyD4f8Gh2Jk5Lm7Np9Qr1St3Uv5Wx7Yz012")]
    public void A_key_with_a_known_prefix_is_masked(string prefix, string rest) =>
        Masks($"Here: {prefix}{rest}, please.", "Here: [masked: key], please.", SecretKind.ApiKey);

    [Theory]
    [InlineData("api key: 9f86d081884c7d659a2feaa0", "api key: [masked: key]")]
    [InlineData("clé d'API : 3f2504e0-4f89-11d3-9a0c-0305e82c3301", "clé d'API : [masked: key]")]
    [InlineData("a chave da API é Zx81kk20PPqq33LLmm", "a chave da API é [masked: key]")]
    [InlineData("Authorization: Bearer abcDEF123456ghiJKL789", "Authorization: Bearer [masked: key]")]
    [InlineData("Authorization: Basic Ym9iOmh1bnRlcjI=", "Authorization: Basic [masked: key]")]
    [InlineData("GET /x?access_token=aB3dE5fG7hI9jK1l&y=1", "GET /x?access_token=[masked: key]&y=1")]
    [InlineData(
        "AccountName=x;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq==;",
        "AccountName=x;AccountKey=[masked: key];"
    )]
    public void A_key_that_is_announced_is_masked(string text, string masked) => Masks(text, masked, SecretKind.ApiKey);

    [Theory]
    [InlineData("Our API key does not work; which token: the old or the new one?")]
    [InlineData("api_key: YOUR_API_KEY, token: xxxxxxxxxxxxxxxxxxxx, secret = Configuration[\"Auth:Secret1234567\"]")]
    [InlineData("Unexpected token: number 12345")]
    [InlineData("System.Core, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089")]
    [InlineData("API: example.com/v2/orders12345678, api=/v1/orders/1234567890123, REST API: 12345678901234567")]
    [InlineData(
        "commit 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b, sk-learn-contrib and risk-management-of-2024-projects"
    )]
    [InlineData("void Cancel(CancellationToken token = default)")]
    [InlineData("the bearer authentication scheme; Bearer is missing")]
    [InlineData("eyJ is what tokens begin with, eyJh.b.c is none")]
    public void Talk_about_keys_stays(string text) => Stays(text);

    [Fact]
    public void A_web_token_is_masked()
    {
        // The example of RFC 7519, section 3.1.
        var token = string.Join(
            '.',
            "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9",
            "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ",
            "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
        );

        Masks($"It sends {token}.", "It sends [masked: key].", SecretKind.ApiKey);
    }

    [Theory]
    [InlineData("\n", "-----END RSA PRIVATE KEY-----")]
    [InlineData("\r\n", "-----END RSA PRIVATE KEY-----")]
    [InlineData("\\n", "-----END RSA PRIVATE KEY-----")]
    [InlineData("\n", "")] // the end was not copied
    public void A_private_key_is_masked_from_begin_to_end(string newLine, string end)
    {
        string[] lines = ["-----BEGIN RSA PRIVATE KEY-----", "MIIBOgIBAAJBAKj34GkxFhD90vcNLYLInFEX", "Pk9rAQ==", end];

        Masks(
            $"See:\n{string.Join(newLine, lines).TrimEnd()}\nThank you!",
            "See:\n[masked: private key]\nThank you!",
            SecretKind.PrivateKey
        );
    }

    [Theory]
    [InlineData("The file must begin with -----BEGIN PRIVATE KEY----- and it does.")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nMIIBOgIBAAJBAKj34GkxFhD90vcNLYLInFEX\n-----END PUBLIC KEY-----")]
    [InlineData("-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----")]
    public void Talk_about_private_keys_stays(string text) => Stays(text);

    [Theory]
    [InlineData("3f2504e0-4f89-11d3-9a0c-0305e82c3301 and 0198c0de0000700080000000000000aa")]
    [InlineData("sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(
        "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    )]
    [InlineData("Version 10.0.19041.4412 of 2026-03-02T11:00:00Z, invoice 2026-000123, total 1 234 567,89")]
    [InlineData("Call +33 6 12 34 56 78 or (11) 91234-5678, CNPJ 12.345.678/0001-95, CPF 123.456.789-09")]
    public void Ordinary_texts_stay(string text) => Stays(text);

    [Fact]
    public void A_finding_says_where_the_secret_stood_and_not_what_it_was()
    {
        const string Text = "é 4111111111111111 pwd: abc123";

        var found = SecretRedactor.Redact(Text).Secrets;

        Assert.Equal(
            ["4111111111111111", "abc123"],
            found.Select(secret => Text.Substring(secret.Position, secret.Length))
        );
        Assert.DoesNotContain("4111", string.Join(' ', found));
    }

    [Fact]
    public void A_text_without_secrets_is_the_same_text()
    {
        var text = new string('a', 5);

        Assert.Same(text, SecretRedactor.Redact(text).Text);
    }

    private static void Masks(string text, string masked, SecretKind kind)
    {
        var result = SecretRedactor.Redact(text);

        Assert.Equal(masked, result.Text);
        Assert.All(result.Secrets, secret => Assert.Equal(kind, secret.Kind));
        Assert.Equal(masked, SecretRedactor.Redact(masked).Text);
    }

    private static void Stays(string text) => Assert.Equal(text, SecretRedactor.Redact(text).Text);

    // In the first round the password alone is found. Its marker makes of its line what a header of a key looks like.
    [Fact]
    public void A_key_that_is_found_beyond_a_marker_takes_in_what_the_marker_stands_for()
    {
        var password = "z$OMxJv" + "IgNq9x";
        var text =
            $"See -----BEGIN PRIVATE KEY-----:|<password>{password}</password>\n> 45907703468791886011775353203814";

        var redacted = SecretRedactor.Redact(text);

        Assert.Equal("See [masked: private key]", redacted.Text);
        var secret = Assert.Single(redacted.Secrets);
        Assert.Equal((4, text.Length), (secret.Position, secret.End));
        Assert.Equal(redacted.Text, SecretRedactor.Redact(redacted.Text).Text);
    }
}
