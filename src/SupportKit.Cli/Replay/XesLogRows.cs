using System.Xml;

namespace SupportKit.Cli;

/// <summary>
/// Reads a log of XES (IEEE 1849), event by event. Columns are the keys of an event's attributes; those of its trace have
/// <c>case:</c> in front, as in <c>case:concept:name</c>.
/// </summary>
internal static class XesLogRows
{
    private const string OfTrace = "case:";

    /// <param name="text">The log.</param>
    /// <param name="columns">The attributes whose texts are wanted.</param>
    /// <exception cref="LogException">It is another document, or a tag is too long.</exception>
    /// <exception cref="XmlException">It is not XML.</exception>
    public static IEnumerable<LogRecord> Read(TextReader text, IReadOnlyList<string> columns)
    {
        using var tags = new BoundedTags(text);
        using var xml = XmlReader.Create(
            tags,
            new XmlReaderSettings
            {
                // What a document type declares could grow without bound or lie in other files.
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                IgnoreComments = true,
                IgnoreProcessingInstructions = true,
            }
        );
        var places = columns.Index().ToDictionary(column => column.Item, column => column.Index);
        var trace = new string?[columns.Count];
        var values = new string?[columns.Count];
        xml.MoveToContent();
        if (xml.LocalName != "log")
            throw new LogException(LineOf(xml), "The document is not a log.", "Name a file that is XES.");
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            if (xml.LocalName == "trace")
                Array.Clear(trace);
            else if (xml.LocalName == "event")
            {
                var line = LineOf(xml);
                trace.CopyTo(values);
                yield return TryRead(xml, places, values, out var hash)
                    ? new LogRecord(line, values, hash)
                    : LogRecord.Broken(line, "the event has more than 1,048,576 characters");
            }
            else if (
                xml.Depth == 2
                && Attribute(xml) is { } found
                && places.TryGetValue(OfTrace + found.Key, out var place)
            )
                trace[place] = found.Value;
        }
    }

    private static int LineOf(XmlReader xml) => ((IXmlLineInfo)xml).LineNumber;

    // The attributes of an event; what they hold themselves is passed over.
    private static bool TryRead(XmlReader xml, Dictionary<string, int> places, string?[] values, out ulong hash)
    {
        hash = 0;
        if (xml.IsEmptyElement)
            return true;
        var (depth, length) = (xml.Depth, 0L);
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element || Attribute(xml) is not { } found)
                continue;
            hash = TextHash.Of(found.Value, TextHash.Of(found.Key, hash));
            length += found.Key.Length + found.Value.Length;
            if (length <= RowBuffer.Longest && xml.Depth == depth + 1 && places.TryGetValue(found.Key, out var place))
                values[place] = found.Value;
        }
        return length <= RowBuffer.Longest;
    }

    private static (string Key, string Value)? Attribute(XmlReader xml) =>
        xml.GetAttribute("key") is { } key && xml.GetAttribute("value") is { } value ? (key, value) : null;

    /// <summary>Ends the reading where no tag ends for too long: the reader of XML would hold all of it.</summary>
    private sealed class BoundedTags(TextReader text) : TextReader
    {
        private const int LongestTag = 4 * RowBuffer.Longest;
        private long sinceTag;
        private long line = 1;

        public override int Read(char[] buffer, int index, int count)
        {
            var read = buffer.AsSpan(index, text.Read(buffer, index, count));
            line += LineBreaks.Count(read);
            sinceTag = read.LastIndexOf('>') is >= 0 and var end ? read.Length - end - 1 : sinceTag + read.Length;
            return sinceTag <= LongestTag
                ? read.Length
                : throw new LogException(
                    line,
                    "A tag, or the text behind it, has more than 4,194,304 characters.",
                    "Correct the file: a quote or an angle bracket may be missing."
                );
        }
    }
}
