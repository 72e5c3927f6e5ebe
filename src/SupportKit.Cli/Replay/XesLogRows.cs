using System.Xml;

namespace SupportKit.Cli;

/// <summary>
/// Reads a log of XES (IEEE 1849), event by event. Columns are the keys of an event's attributes; those of its trace have
/// <c>case:</c> in front, as in <c>case:concept:name</c>.
/// </summary>
internal static class XesLogRows
{
    private const string OfTrace = "case:";

    // An event that needs more is no event of a ticket.
    private const int LongestEvent = 1 << 20;

    public static IEnumerable<LogRecord> Read(TextReader text)
    {
        using var xml = XmlReader.Create(
            text,
            new XmlReaderSettings
            {
                // What a document type declares could grow without bound or lie in other files.
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                IgnoreComments = true,
                IgnoreProcessingInstructions = true,
            }
        );
        var trace = new Dictionary<string, string?>(StringComparer.Ordinal);
        xml.MoveToContent();
        if (xml.LocalName != "log")
            throw new XmlException("The document is not a log.");
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            if (xml.LocalName == "trace")
                trace.Clear();
            else if (xml.LocalName == "event")
            {
                var line = ((IXmlLineInfo)xml).LineNumber;
                var members = new Dictionary<string, string?>(trace, StringComparer.Ordinal);
                yield return Attributes(xml, members)
                    ? new LogRecord(line, members.GetValueOrDefault, null)
                    : LogRecord.Broken(line, "the event is longer than a mebibyte");
            }
            else if (xml.Depth == 2 && Attribute(xml) is { } found)
                trace[OfTrace + found.Key] = found.Value;
        }
    }

    // The attributes of an event; what they hold themselves is passed over.
    private static bool Attributes(XmlReader xml, Dictionary<string, string?> members)
    {
        if (xml.IsEmptyElement)
            return true;
        var (depth, length) = (xml.Depth, 0L);
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element || xml.Depth != depth + 1 || Attribute(xml) is not { } found)
                continue;
            length += found.Key.Length + found.Value.Length;
            if (length <= LongestEvent)
                members[found.Key] = found.Value;
        }
        return length <= LongestEvent;
    }

    private static (string Key, string Value)? Attribute(XmlReader xml) =>
        xml.GetAttribute("key") is { } key && xml.GetAttribute("value") is { } value ? (key, value) : null;
}
