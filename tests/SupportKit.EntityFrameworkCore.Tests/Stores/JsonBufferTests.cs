using System.Text;
using System.Text.Json;

namespace SupportKit.EntityFrameworkCore;

public sealed class JsonBufferTests
{
    [Fact]
    public void Each_value_has_a_text_of_its_own()
    {
        var buffer = new JsonBuffer();

        var numbers = buffer.Write([7, -1], (writer, value) => writer.WriteNumberValue(value));
        var texts = buffer.Write(["an \"é\"", ""], (writer, value) => writer.WriteStringValue(value));

        Assert.Equal(["7", "-1"], numbers.Select(Read));
        Assert.Equal([JsonSerializer.Serialize("an \"é\""), "\"\""], texts.Select(Read));
    }

    [Fact]
    public void A_text_that_was_given_stays_where_the_buffer_grows()
    {
        var buffer = new JsonBuffer();
        var first = buffer.Write("first", (writer, value) => writer.WriteStringValue(value));

        var longText = new string('x', 100_000);
        var others = buffer.Write([longText, "between", longText], (writer, value) => writer.WriteStringValue(value));

        Assert.Equal("\"first\"", Read(first));
        Assert.Equal([$"\"{longText}\"", "\"between\"", $"\"{longText}\""], others.Select(Read));
    }

    [Fact]
    public void A_buffer_that_was_returned_can_be_written_to_again()
    {
        var buffer = new JsonBuffer();
        buffer.Write("once", (writer, value) => writer.WriteStringValue(value));
        buffer.Return();

        Assert.Equal("\"again\"", Read(buffer.Write("again", (writer, value) => writer.WriteStringValue(value))));
    }

    [Fact]
    public void No_values_are_no_texts() =>
        Assert.Empty(new JsonBuffer().Write(Array.Empty<int>(), (writer, value) => writer.WriteNumberValue(value)));

    private static string Read(ReadOnlyMemory<byte> text) => Encoding.UTF8.GetString(text.Span);
}
