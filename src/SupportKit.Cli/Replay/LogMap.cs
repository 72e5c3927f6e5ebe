using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using SupportKit.BusinessTime;
using SupportKit.Shared;

namespace SupportKit.Cli;

/// <summary>Where one value of a ticket stands in a log. Immutable.</summary>
/// <param name="Column">The column, or the member of a line of JSON; null for a value that is always the same.</param>
/// <param name="Translate">What the log's words mean in the policy; a word that is not there stays as it is.</param>
/// <param name="Otherwise">The value where the log has none; null for no value.</param>
internal sealed record LogColumn(string? Column, ImmutableDictionary<string, string> Translate, string? Otherwise);

/// <summary>How a log of events is to be read: its columns, formats and words. Immutable.</summary>
internal sealed record LogMap
{
    /// <summary>The column that says which ticket a row is about.</summary>
    public required LogColumn Ticket { get; init; }

    /// <summary>When the row happened.</summary>
    public required LogColumn At { get; init; }

    /// <summary>The state after it; null for a log without states.</summary>
    public LogColumn? State { get; init; }

    /// <summary>When the ticket was opened; null for when its first row happened.</summary>
    public LogColumn? OpenedAt { get; init; }

    /// <summary>Who asks; null for nobody in particular.</summary>
    public LogColumn? Requester { get; init; }

    /// <summary>Who works on it.</summary>
    public LogColumn? Assignee { get; init; }

    /// <summary>The team that has it.</summary>
    public LogColumn? Team { get; init; }

    /// <summary>Whether the log counts its agreement as kept; a mapping does not say, whoever asks for it does.</summary>
    public LogColumn? Met { get; init; }

    /// <summary>The priority that the log has, to be compared.</summary>
    public LogColumn? Priority { get; init; }

    /// <summary>How often the ticket was reopened until then, as the log counts; null for a log that does not.</summary>
    public LogColumn? Reopened { get; init; }

    /// <summary>Facts of the policy, category, channel and language among them.</summary>
    public required ImmutableArray<KeyValuePair<string, LogColumn>> Facts { get; init; }

    /// <summary>How dates are written, tried in this order.</summary>
    public required ImmutableArray<IPattern<LocalDateTime>> Dates { get; init; }

    /// <summary>The zone of dates that name none.</summary>
    public required DateTimeZone Zone { get; init; }

    /// <summary>What stands between the fields of a row.</summary>
    public required char Separator { get; init; }

    /// <summary>Words that mean that nothing is known.</summary>
    public required ImmutableHashSet<string> Unknown { get; init; }

    /// <summary>How the text is encoded.</summary>
    public required Encoding Encoding { get; init; }

    /// <summary>Whether the rows of a ticket stand together, so that only one ticket is held at a time.</summary>
    public required bool IsGrouped { get; init; }

    /// <summary>Reads the file that says what the columns of a log mean.</summary>
    /// <param name="path">The file.</param>
    /// <param name="policies">The policies that it maps to; a fact has to be known to one of them, unless there are none.</param>
    /// <param name="terminal">Where the file may come from.</param>
    /// <exception cref="ToolException">It cannot be read, or names what no policy has.</exception>
    public static LogMap Read(string path, IReadOnlyList<Policy> policies, Terminal terminal)
    {
        var text = TextFile.Read(path, terminal);
        var problems = new InputProblems(path, () => text);
        var reader = ObjectReader.Of(SourceText.Read(text, 1024 * 1024, problems)!, problems);
        reader.Optional("comment");
        reader.Optional("$schema");
        var map = new LogMap
        {
            Ticket = Column(reader.Required("ticket")!, problems),
            At = Column(reader.Required("at")!, problems),
            State = Optional("state"),
            OpenedAt = Optional("openedAt"),
            Requester = Optional("requester"),
            Assignee = Optional("assignee"),
            Team = Optional("team"),
            Priority = Optional("priority"),
            Reopened = Compared(),
            Facts =
            [
                .. reader
                    .MembersOf("facts")
                    .Select(fact => KeyValuePair.Create(Known(fact), Column(fact.Value, problems))),
            ],
            Dates = [.. reader.TextOrTextsOf("dates").Select(Pattern)],
            Zone = Zone(reader.OptionalText("timeZone") ?? "UTC"),
            Separator = reader.OptionalText("separator") is { } sign ? Separated(sign) : ',',
            Unknown = [.. reader.TextsOf("unknown")],
            Encoding = reader.OptionalChoice("encoding", Encodings, Encodings["utf-8"]),
            IsGrouped = reader.OptionalFlag("grouped") ?? false,
        };
        reader.RejectUnknownProperties();
        return map.Dates.IsEmpty ? map with { Dates = [LocalDateTimePattern.ExtendedIso] } : map;

        char Separated(string text) =>
            text == "tab" ? '\t'
            : text.Length == 1 && text[0] is not ('"' or '\r' or '\n') && !char.IsSurrogate(text[0]) ? text[0]
            : throw problems.Refuse(
                ToolErrors.InputInvalid,
                reader.Optional("separator")!,
                "This does not separate fields.",
                "Write one letter or sign, such as \";\", or \"tab\"; it may not be a quote or a line break."
            );

        LogColumn? Compared()
        {
            if (reader.Optional("compare") is not { } node)
                return null;
            var compared = ObjectReader.Of(node, problems);
            var column = Column(compared.Required("reopened")!, problems);
            compared.RejectUnknownProperties();
            return column;
        }

        LogColumn? Optional(string name) => reader.Optional(name) is { } node ? Column(node, problems) : null;

        string Known(KeyValuePair<string, SourceNode> fact) =>
            policies.Count == 0
            || policies.Any(policy => policy.Facts.Find(fact.Key) is { } declared && RequestForm.IsStated(declared))
                ? fact.Key
                : throw problems.RefuseName(
                    ToolErrors.FactInvalid,
                    fact.Value,
                    $"The policy has no fact \"{fact.Key}\" that a request states.",
                    $"Use one of: {string.Join(", ", policies[0].Facts.All.Where(RequestForm.IsStated).Select(one => one.Name))}."
                );

        DateTimeZone Zone(string id) =>
            TimeZoneData.Provider.GetZoneOrNull(id)
            ?? throw problems.Refuse(
                ToolErrors.InputInvalid,
                reader.Optional("timeZone")!,
                $"There is no time zone \"{id}\".",
                "Write one of the tz database, such as Europe/Paris."
            );

        IPattern<LocalDateTime> Pattern(string text)
        {
            try
            {
                return LocalDateTimePattern.CreateWithInvariantCulture(text);
            }
            catch (InvalidPatternException)
            {
                throw problems.Refuse(
                    ToolErrors.InputInvalid,
                    reader.At("dates", text),
                    $"\"{text}\" is not a form of dates.",
                    "Write one such as d/M/uuuu H:mm or uuuu-MM-dd'T'HH:mm:ss."
                );
            }
        }
    }

    private static readonly Dictionary<string, Encoding> Encodings = new(StringComparer.Ordinal)
    {
        ["utf-8"] = new UTF8Encoding(false, throwOnInvalidBytes: true),
        ["latin1"] = Encoding.Latin1,
        ["utf-16"] = new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
    };

    private static LogColumn Column(SourceNode node, InputProblems problems)
    {
        var none = ImmutableDictionary<string, string>.Empty;
        if (node.IsText)
            return new LogColumn(node.Text, none, null);
        var reader = ObjectReader.Of(node, problems);
        var column = new LogColumn(
            reader.OptionalText("column"),
            reader.MembersOf("translate").ToImmutableDictionary(word => word.Key, word => Meaning(word.Value)),
            reader.OptionalText("otherwise")
        );
        reader.RejectUnknownProperties();
        return column is { Column: null, Otherwise: null }
            ? throw problems.Refuse(
                ToolErrors.InputInvalid,
                node,
                "This names neither a column nor a value.",
                "Add \"column\", or \"otherwise\" for a value that is always the same."
            )
            : column;

        string Meaning(SourceNode word)
        {
            if (word.Kind is not (JsonValueKind.String or JsonValueKind.Number) && !word.IsFlag)
                problems.AddWrongKind(word, "a text, a number, true or false");
            return word.IsFlag ? word.Value! : word.Text;
        }
    }
}
