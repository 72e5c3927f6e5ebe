using SupportKit.Redaction;

namespace SupportKit.Tests.Redaction;

/// <summary>Every kind that was masked without need once, by an example. What is made up at random has a right check digit.</summary>
[Trait("Requirement", "JSD-2")]
public class UnmaskedKindTests
{
    [Theory]
    [InlineData("implementation(\"api: org.springframework:spring-core:5.3.20\")")]
    [InlineData("api: com.google.guava:guava:31.1-jre")]
    [InlineData("api: https://example.com/v2/orders/12345678")]
    [InlineData("API: v2.13.4-beta7 of 2026-03-02")]
    [InlineData("Tests: pass: 1024, fail: 0")]
    [InlineData("PASS: addr2line -f option")]
    [InlineData("Boarding pass: XK49QT, seat 12A")]
    [InlineData("Deliver to 12 MG Road, Bengaluru. PIN code: 560001")]
    [InlineData("Address: Nehru Nagar, PIN: 110001")]
    [InlineData("token: 2026-03-02T11:00:00Z expired")]
    [InlineData("token: 2026-03-02 11:00:00 started")]
    [InlineData("secret: prod-db-secret-2024-v1")]
    [InlineData("secretName: postgres-credentials-2")]
    [InlineData("clientSecret: my-client-secret-name-3")]
    [InlineData("token: GITHUB_TOKEN_2")]
    [InlineData("private_key = ed25519.Ed25519PrivateKey")]
    [InlineData("convert the provided password to UCS2")]
    [InlineData("the architecture is identified by \"jamesh\"")]
    [InlineData("socat -u TCP4-LISTEN:3334,reuseaddr,fork")]
    [InlineData("docker run -u 1000:1000 image")]
    [InlineData("https://oss-fuzz.com/testcase-detail/5390364397928448")]
    [InlineData("[.4300.0020.0011.0002][.4301.0020.0011.0001]")]
    [InlineData("5413 5414 5415 5416 5417 20BBF 20BC6")]
    [InlineData("new upstream signing key 19882D92DDA4C400C22C0D56CC2AF4472167BE03")]
    [InlineData("&lt;password&gt;&lt;string&gt;")]
    public void What_was_masked_without_need_stays(string text) => Assert.Equal(text, SecretRedactor.Redact(text).Text);

    [Fact]
    public void The_number_of_a_French_company_stays()
    {
        foreach (var prefix in new[] { "36", "38", "302" })
        {
            var number = new RandomText(3).Card(prefix, 14);
            Assert.Equal($"SIRET {number}", SecretRedactor.Redact($"SIRET {number}").Text);
            Assert.Equal($"Notre SIRET : {number}.", SecretRedactor.Redact($"Notre SIRET : {number}.").Text);
        }
    }

    [Fact]
    public void The_key_of_a_Brazilian_invoice_stays_in_its_groups_of_four()
    {
        var text = new RandomText(4);
        var card = text.Card("4", 16);
        // A card stands in its middle by chance.
        var digits = text.Number(12) + card + text.Number(16);
        var key = string.Join(' ', digits.Chunk(4).Select(group => new string(group)));

        Assert.Equal(key, SecretRedactor.Redact(key).Text);
        Assert.Equal($"NF-e {key}", SecretRedactor.Redact($"NF-e {key}").Text);
    }

    [Fact]
    public void The_token_of_a_page_stays()
    {
        var token = new RandomText(5).Mixed(32);

        foreach (
            var text in new[]
            {
                $"nextPageToken: {token}",
                $"{{\"pageToken\": \"{token}\"}}",
                $"https://example.com/list?page_token={token}",
            }
        )
            Assert.Equal(text, SecretRedactor.Redact(text).Text);
    }
}
