using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SupportKit.Reading;

/// <summary>Reads a JSON text (comments and trailing commas allowed) into nodes that know their path and line.</summary>
internal ref struct SourceText
{
    /// <summary>Deeper nesting than a policy can need is refused before it can exhaust the stack.</summary>
    public const int MaxDepth = 64;

    /// <summary>A policy of a thousand rules is about 200 KB; this leaves room and bounds the work on a hostile file.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    private readonly ReadOnlySpan<byte> utf8;
    private readonly ProblemList problems;
    private Utf8JsonReader reader;
    private long countedTo;
    private int line;

    private SourceText(ReadOnlySpan<byte> utf8, ProblemList problems)
    {
        this.utf8 = utf8;
        this.problems = problems;
        line = 1;
        reader = new Utf8JsonReader(
            utf8,
            new JsonReaderOptions
            {
                AllowTrailingCommas = true,
                CommentHandling = JsonCommentHandling.Skip,
                MaxDepth = MaxDepth,
            }
        );
    }

    /// <summary>The root value; null, with a problem added, when the text is not JSON.</summary>
    public static SourceNode? Read(string json, ProblemList problems)
    {
        // Unpaired surrogates would otherwise become U+FFFD without a word.
        byte[] utf8;
        try
        {
            utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(json);
        }
        catch (EncoderFallbackException)
        {
            problems.Add("policy.json_unreadable", "$", 1, "The text is not valid Unicode.", "Save the file as UTF-8.");
            return null;
        }

        if (utf8.Length > MaxBytes)
        {
            var limit = (MaxBytes / 1024).ToString(CultureInfo.InvariantCulture);
            problems.Add(
                "policy.too_large",
                "$",
                1,
                $"The text is over {limit} KiB.",
                "Split the desk into several policies."
            );
            return null;
        }

        var source = new SourceText(utf8, problems);
        try
        {
            source.reader.Read();
            var root = source.ReadValue("$");
            source.reader.Read(); // throws when anything but comments follows the root value
            return root;
        }
        catch (JsonException error)
        {
            problems.Add(
                "policy.json_unreadable",
                "$",
                (int)(error.LineNumber ?? 0) + 1,
                $"The text is not JSON at byte {(error.BytePositionInLine ?? 0).ToString(CultureInfo.InvariantCulture)} of this line.",
                "Check for a missing quote, comma or bracket just before that place."
            );
            return null;
        }
        catch (InvalidOperationException)
        {
            problems.Add(
                "policy.json_unreadable",
                "$",
                source.line,
                "A string holds an invalid escape.",
                "Write it as plain UTF-8."
            );
            return null;
        }
    }

    private SourceNode ReadValue(string path)
    {
        var node = new SourceNode(reader.TokenType, path, LineHere());
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => node with { Members = ReadMembers(path) },
            JsonTokenType.StartArray => node with { Items = ReadItems(path) },
            JsonTokenType.String => node with { Text = reader.GetString()! },
            JsonTokenType.Number => node with { Text = Encoding.UTF8.GetString(reader.ValueSpan) },
            _ => node,
        };
    }

    private ImmutableArray<KeyValuePair<string, SourceNode>> ReadMembers(string path)
    {
        var members = ImmutableArray.CreateBuilder<KeyValuePair<string, SourceNode>>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            var place = $"{path}.{name}";
            if (!seen.Add(name))
            {
                var message = $"\"{name}\" stands here twice.";
                problems.Add("policy.property_duplicated", place, LineHere(), message, "Keep one of the two.");
            }
            reader.Read();
            members.Add(KeyValuePair.Create(name, ReadValue(place)));
        }
        return members.ToImmutable();
    }

    private ImmutableArray<SourceNode> ReadItems(string path)
    {
        var items = ImmutableArray.CreateBuilder<SourceNode>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            items.Add(ReadValue(string.Create(CultureInfo.InvariantCulture, $"{path}[{items.Count}]")));
        return items.ToImmutable();
    }

    private int LineHere()
    {
        line += utf8[(int)countedTo..(int)reader.TokenStartIndex].Count((byte)'\n');
        countedTo = reader.TokenStartIndex;
        return line;
    }
}
