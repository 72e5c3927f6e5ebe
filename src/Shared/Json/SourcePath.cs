using System.Globalization;
using System.Runtime.CompilerServices;

namespace SupportKit.Shared;

/// <summary>
/// A JSONPath, e.g. <c>$.hours.mon[0]</c>. It is written out only when somebody asks: most values of a text are never spoken of. Immutable.
/// </summary>
internal sealed class SourcePath
{
    /// <summary>The path of the whole text.</summary>
    public static readonly SourcePath Root = new("$");

    private readonly SourcePath? parent;
    private readonly string? name;
    private readonly int index;
    private string? text;

    /// <summary>A path that is written out already.</summary>
    public SourcePath(string text) => this.text = text;

    private SourcePath(SourcePath parent, string? name, int index) =>
        (this.parent, this.name, this.index) = (parent, name, index);

    /// <summary>The path of a member of the object at this one.</summary>
    public SourcePath Member(string name) => new(this, name, 0);

    /// <summary>The path of an item of the list at this one.</summary>
    public SourcePath Item(int index) => new(this, null, index);

    /// <inheritdoc/>
    public override string ToString()
    {
        if (text is null)
        {
            var written = new DefaultInterpolatedStringHandler(
                0,
                0,
                CultureInfo.InvariantCulture,
                stackalloc char[256]
            );
            Write(ref written);
            text = written.ToStringAndClear();
        }
        return text;
    }

    // Nothing is made of the paths above, which nobody may have asked for.
    private void Write(ref DefaultInterpolatedStringHandler written)
    {
        if (text is not null)
        {
            written.AppendLiteral(text);
            return;
        }
        parent!.Write(ref written);
        if (name is null)
        {
            written.AppendLiteral("[");
            written.AppendFormatted(index);
            written.AppendLiteral("]");
        }
        else
        {
            written.AppendLiteral(".");
            written.AppendLiteral(name);
        }
    }
}
