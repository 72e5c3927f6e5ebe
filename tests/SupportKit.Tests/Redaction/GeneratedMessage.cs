using FsCheck;
using FsCheck.Fluent;

namespace SupportKit.Tests.Redaction;

/// <summary>A generated text that somebody may write.</summary>
internal sealed record Message(string Text)
{
    // Pieces that meet in every order are more likely to find a fault than letters are.
    private static readonly string[] Pieces =
    [
        .. SecretSamples.All(seed: 7).Take(300).Select(sample => sample.Text),
        .. "password: |senha é |mot de passe : |pwd=|\"password\": \"|token=|Bearer |api key |://|@|a:b@|eyJ|.|-|\n|\r\n| |\u00a0|:|=|\"|'|`|**|[masked: password]|[masked: |]|;|é|\ud800|DE|GB29|4111|1111 |-----BEGIN PRIVATE KEY-----|ghp_|\\n".Split(
            '|'
        ),
    ];

    public static Gen<Message> Any { get; } =
        from pieces in Gen.OneOf(Gen.Elements(Pieces), ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""))
            .ListOf()
        select new Message(string.Concat(pieces));
}

/// <summary>A generated number of a payment card, which belongs to nobody.</summary>
internal sealed record CardNumber(string Digits)
{
    public static Gen<CardNumber> Any { get; } =
        Gen.Elements(SecretSamples.Cards(new Random(11)).Take(200).ToArray()).Select(digits => new CardNumber(digits));
}
