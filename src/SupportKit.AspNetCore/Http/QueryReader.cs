using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using NodaTime;
using NodaTime.Text;
using SupportKit.Localization;

namespace SupportKit.AspNetCore;

/// <summary>Reads the parameters of an address. One that is unknown, or stands twice, is refused, for whoever sends it means something by it.</summary>
internal sealed class QueryReader
{
    private const int MaxTextLength = 1_000;

    private readonly IQueryCollection query;

    public QueryReader(HttpRequest request, IReadOnlyList<QueryParameter> known)
    {
        query = request.Query;
        foreach (var (name, values) in query)
        {
            if (known.FirstOrDefault(parameter => parameter.Name == name) is not { } parameter)
                throw Invalid(name, "is not a parameter of this endpoint");
            if (values.Count > 1 && !parameter.IsRepeatable)
                throw Invalid(name, "stands there more than once");
        }
    }

    /// <summary>A text, or an id that every store can hold; null when it is not there.</summary>
    public string? Text(string name) => query.TryGetValue(name, out var values) ? Checked(name, values[0] ?? "") : null;

    public string RequiredText(string name) => Text(name) ?? throw Invalid(name, "is missing");

    public bool Flag(string name) =>
        Text(name) switch
        {
            null or "false" => false,
            "true" => true,
            _ => throw Invalid(name, "is neither true nor false"),
        };

    public int Number(string name, int least, int most, int without) =>
        Text(name) is not { } text ? without
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= least
        && number <= most
            ? number
        : throw Invalid(name, $"is not a number from {least} to {most}");

    /// <summary>A day such as 2026-03-02, of 1970 to 2199; null when it is not there.</summary>
    public LocalDate? Date(string name) =>
        Text(name) is not { } text ? null
        : LocalDatePattern.Iso.Parse(text) is { Success: true, Value: { Year: >= 1970 and < 2200 } day } ? day
        : throw Invalid(name, "is not a day such as 2026-03-02");

    public T? Value<T>(string name, string what)
        where T : IParsable<T> =>
        Text(name) is not { } text ? default
        : T.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value
        : throw Invalid(name, $"is not {what}");

    /// <summary>Each of them one of a list.</summary>
    public IEnumerable<T> Choices<T>(string name, IReadOnlyDictionary<string, T> all)
    {
        query.TryGetValue(name, out StringValues values);
        return values.Select(text =>
            text is not null && all.TryGetValue(text, out var choice)
                ? choice
                : throw Invalid(name, $"is not one of {string.Join(", ", all.Keys)}")
        );
    }

    private static string Checked(string name, string text) =>
        text.Length > MaxTextLength ? throw Invalid(name, $"is longer than {MaxTextLength} characters")
        : HostId.IsValid(text) ? text
        : throw Invalid(name, "is blank, or holds a NUL or an unpaired surrogate");

    public static ProblemException Invalid(string name, string what) =>
        new(
            new Problem(400, WebErrors.ParameterInvalid, "A parameter of the address cannot be.")
            {
                Errors = new Dictionary<string, string[]> { [name] = [$"It {what}."] },
            }
        );
}
