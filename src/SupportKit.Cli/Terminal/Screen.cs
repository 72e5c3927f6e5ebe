using Spectre.Console;

namespace SupportKit.Cli;

/// <summary>Writes what people read: lines with a little color, and tables. Without colors it writes plain text.</summary>
internal sealed class Screen
{
    private readonly Terminal terminal;
    private readonly Lazy<IAnsiConsole> console;

    public Screen(Terminal terminal)
    {
        this.terminal = terminal;
        console = new(() =>
        {
            var made = AnsiConsole.Create(
                new AnsiConsoleSettings
                {
                    Ansi = terminal.Colors ? AnsiSupport.Yes : AnsiSupport.No,
                    ColorSystem = terminal.Colors ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
                    Interactive = InteractionSupport.No,
                    Out = new AnsiConsoleOutput(terminal.Out),
                }
            );
            made.Profile.Width = terminal.Width;
            made.Profile.Capabilities.Unicode = true;
            return made;
        });
    }

    /// <summary>A line as it is.</summary>
    public void Line(string text = "") => Line((text, Ink.Plain));

    /// <summary>A line of parts, broken between words where it is longer than the terminal is wide.</summary>
    public void Line(params (string Text, Ink Ink)[] parts)
    {
        for (var i = 0; i < parts.Length; i++)
            parts[i].Text = Visible(parts[i].Text);
        // Most answers go into files or pipes, and need nothing of the library.
        if (!terminal.Colors && parts.Sum(part => part.Text.Length) <= terminal.Width)
        {
            terminal.Out.WriteLine(string.Concat(parts.Select(part => part.Text)));
            return;
        }
        var paragraph = new Paragraph();
        foreach (var (text, ink) in parts)
            paragraph.Append(text, StyleOf(ink));
        console.Value.Write(paragraph);
        console.Value.WriteLine();
    }

    /// <summary>A table; columns after the first are numbers and stand to the right where asked.</summary>
    public void Table(IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows, params int[] numbers)
    {
        IReadOnlyList<string>[] all = [heads, .. rows];
        var widths = heads.Select((_, column) => all.Max(row => row[column].Length)).ToList();
        for (var i = 0; i < all.Length; i++)
        {
            Line((Write(all[i]), i == 0 ? Ink.Strong : Ink.Plain));
            if (i == 0)
                Line("  " + string.Join("  ", widths.Select(width => new string('-', width))));
        }

        string Write(IReadOnlyList<string> row) =>
            "  "
            + string.Join(
                    "  ",
                    row.Select((cell, i) => numbers.Contains(i) ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]))
                )
                .TrimEnd();
    }

    // Names come out of files that others wrote; a terminal would obey the escapes in them.
    private static string Visible(string text) =>
        text.AsSpan().IndexOfAnyInRange('\0', '\u001F') < 0 && text.AsSpan().IndexOfAnyInRange('\u007F', '\u009F') < 0
            ? text
            : string.Concat(
                text.Select(letter => char.IsControl(letter) && letter is not ('\n' or '\t') ? '\uFFFD' : letter)
            );

    private static Style StyleOf(Ink ink) =>
        ink switch
        {
            Ink.Bad => new Style(Color.Red, decoration: Decoration.Bold),
            Ink.Doubtful => new Style(Color.Yellow, decoration: Decoration.Bold),
            Ink.Good => new Style(Color.Green, decoration: Decoration.Bold),
            Ink.Strong => new Style(decoration: Decoration.Bold),
            Ink.Faint => new Style(Color.Grey),
            _ => Style.Plain,
        };
}

/// <summary>What a part of a line is, and so how it looks in color.</summary>
internal enum Ink
{
    Plain,
    Strong,
    Faint,
    Good,
    Doubtful,
    Bad,
}
