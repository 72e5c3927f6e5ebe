namespace SupportKit.Tests.Redaction;

/// <summary>Characters drawn by a seeded generator, in the alphabets that issuers use. Knows nothing of the scanners.</summary>
internal sealed class RandomText(int seed)
{
    private const string Digits = "0123456789";
    private const string Small = "abcdefghijklmnopqrstuvwxyz";
    private const string Capital = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private readonly Random random = new(seed);

    public string Of(string alphabet, int length) =>
        string.Concat(Enumerable.Range(0, length).Select(_ => alphabet[random.Next(alphabet.Length)]));

    public string Number(int length) => Of(Digits, length);

    public string Hex(int length) => Of("0123456789abcdef", length);

    public string Low(int length) => Of(Small + Digits, length);

    public string Up(int length) => Of(Capital + Digits, length);

    public string Mixed(int length) => Of(Small + Capital + Digits, length);

    public string Letters(int length) => Of(Small + Capital, length);

    public string Url(int length) => Of(Small + Capital + Digits + "_-", length - 1) + Of(Small + Digits, 1);

    public string Base64(int length) => Of(Small + Capital + Digits + "+/", length);

    public string Guid() => $"{Hex(8)}-{Hex(4)}-4{Hex(3)}-a{Hex(3)}-{Hex(12)}";

    public int Next(int below) => random.Next(below);

    public T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

    /// <summary>As people choose them, and as tools do.</summary>
    public string Password() =>
        random.Next(4) switch
        {
            0 => Of(Capital, 1) + Of(Small, 5) + Number(4),
            1 => Of(Small, 6) + Of("!?$#", 1) + Number(2),
            2 => Of(Small, 4) + Number(3) + Of(Small, 2),
            _ => Mixed(5) + Of("!#$*+?%", 2) + Mixed(5) + Number(1),
        };

    /// <summary>ISO/IEC 7812-1, annex B.</summary>
    public static bool IsCheckedByLuhn(string digits) =>
        digits
            .Reverse()
            .Select((digit, index) => (digit - '0') * (1 + (index % 2)))
            .Sum(product => product > 9 ? product - 9 : product) % 10
        == 0;

    /// <summary>Digits that begin so, with a right check digit.</summary>
    public string Card(string prefix, int length)
    {
        var digits = prefix + Number(length - prefix.Length - 1);
        return Enumerable.Range(0, 10).Select(check => $"{digits}{check}").First(IsCheckedByLuhn);
    }
}
