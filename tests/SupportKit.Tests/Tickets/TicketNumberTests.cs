using System.Text.Json;
using SupportKit.Tests.Shared;

namespace SupportKit.Tests.Tickets;

/// <summary>Numbers as people say, type and read them.</summary>
public class TicketNumberTests
{
    [Theory]
    [InlineData("ACME-1042")]
    [InlineData("acme-1042")]
    [InlineData("Acme 1042")]
    [InlineData("ACME-0001042")]
    public void It_is_read_as_people_write_it(string text)
    {
        var number = TicketNumber.Parse(text);

        Assert.Equal(("ACME", 1042L, "ACME-1042"), (number.Prefix, number.Value, number.ToString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ACME")]
    [InlineData("1042")]
    [InlineData("-1042")]
    [InlineData("ACME-")]
    [InlineData("ACME-0")]
    [InlineData("ACME--1")]
    [InlineData("ACME-1 042")]
    [InlineData("ACME-٣")]
    [InlineData("AÇME-1")]
    [InlineData("4CME-1")]
    [InlineData("ABCDEFGHIJK-1")]
    [InlineData("ACME-9223372036854775808")]
    public void What_is_not_a_number_is_not_read(string? text)
    {
        Assert.False(TicketNumber.TryParse(text, out var number));
        Assert.Equal(default, number);
    }

    [Theory]
    [InlineData("acme", 1)]
    [InlineData("", 1)]
    [InlineData("ACME", 0)]
    public void A_number_that_nobody_could_read_back_is_not_made(string prefix, long value) =>
        Assert.ThrowsAny<ArgumentException>(() => new TicketNumber(prefix, value));

    [Law(100)]
    public void What_is_written_is_read_back(ulong any)
    {
        var number = new TicketNumber("A" + (any % 999_999_999), (long)(any >> 1) + 1 is > 0 and var value ? value : 1);

        Assert.Equal(number, TicketNumber.Parse(number.ToString()));
        Assert.Equal(number, JsonSerializer.Deserialize<TicketNumber>(JsonSerializer.Serialize(number)));
    }
}
