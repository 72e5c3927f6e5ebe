using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SupportKit.Tests.Shared;

namespace SupportKit.Mail.Tests.Sending;

/// <summary>An answer stands in the thread of the person who wrote, and never in somebody else's.</summary>
public sealed class ThreadTests
{
    private const string InReplyTo = "in-reply-to";

    [Fact]
    public async Task An_answer_refers_to_the_mail_that_opened_the_ticket_and_then_to_the_last_that_the_person_wrote()
    {
        var desk = new MailDesk();
        var ticket = (await desk.ReceiveAsync(Mail("ana", "first@ana.example", "Help", "Help me."))).Ticket!.Value;
        await AnswerAsync(desk, ticket);
        await desk.ReceiveAsync(Mail("ana", "second@ana.example", "Re: [T-1]", "It is still there."));
        await AnswerAsync(desk, ticket);

        var answers = (await ToldAsync(desk)).Where(one => one.Template == "agent-replied").ToList();

        Assert.Equal(["first@ana.example", "second@ana.example"], answers.Select(answer => answer.Values[InReplyTo]));
        using var written = Writer().Write(answers[1], "ana@people.example");
        Assert.Equal("second@ana.example", written.InReplyTo);
        Assert.Equal(2, written.References.Count);
        Assert.EndsWith("@desk.example", written.References[0], StringComparison.Ordinal);
        Assert.Equal(written.InReplyTo, written.References[1]);
    }

    [Fact]
    public async Task Whoever_writes_on_the_page_and_people_of_the_desk_are_told_in_the_tickets_own_thread()
    {
        var desk = new MailDesk();
        var opened = await desk.Fixture.OpenAsync();
        await AnswerAsync(desk, opened.Ticket.Key);

        Assert.All(await ToldAsync(desk), one => Assert.DoesNotContain(InReplyTo, one.Values.Keys));
    }

    [Fact]
    public async Task Another_reader_of_the_history_is_not_told_by_which_mail_it_was_written_and_an_erased_person_left_none()
    {
        var desk = new MailDesk();
        var ticket = (await desk.ReceiveAsync(Mail("ana", "first@ana.example", "Help", "Help me."))).Ticket!.Value;
        var data = desk.Fixture.Host.Services.GetRequiredService<PersonalDataService>();

        Assert.Equal("first@ana.example", (await desk.Desk.GetHistoryAsync(ticket, Viewer.Desk))[0].Mail);
        Assert.All(
            await desk.Desk.GetHistoryAsync(ticket, Viewer.OfRequester("ana")),
            recorded => Assert.Null(recorded.Mail)
        );
        using var export = new MemoryStream();
        await data.ExportAsync(SupportDesk.DefaultTenant, "ana", export);
        Assert.Contains("first@ana.example", Encoding.UTF8.GetString(export.ToArray()), StringComparison.Ordinal);

        await data.EraseAsync(SupportDesk.DefaultTenant, "ana", "erased-1");
        Assert.All(await desk.Desk.GetHistoryAsync(ticket, Viewer.Desk), recorded => Assert.Null(recorded.Mail));
        var kept = (await desk.Desk.FindAsync(ticket, Viewer.Desk))!;
        Assert.Empty(kept.LastMails);
    }

    [Theory]
    [InlineData("no id at all")]
    [InlineData("a@b> <c@d")]
    [InlineData("a@b\r\nBcc: eve@eve.example")]
    public void What_is_no_id_stands_in_no_header(string id)
    {
        var notification = SmtpTransports.Sample with { Values = SmtpTransports.Sample.Values.SetItem(InReplyTo, id) };

        using var written = Writer().Write(notification, "ana@people.example");

        Assert.Single(written.References);
        Assert.Equal(written.References[0], written.InReplyTo);
        Assert.Empty(written.Bcc);
    }

    /// <summary>A script says who writes next, by mail or on the page, and when the desk answers.</summary>
    [Law(25, 500)]
    public async Task Nobody_is_told_under_the_id_of_another_persons_mail(byte[] script)
    {
        var desk = new MailDesk();
        var ticket = (await desk.ReceiveAsync(Mail("ana", "0@ana.example", "Help", "Help me."))).Ticket!.Value;
        foreach (var person in new[] { "rui", "zoe" })
            _ = await desk.Desk.ApplyAsync(ticket, new TicketCommand.Share(Actor.Requester("ana"), person));
        for (var i = 0; i < Math.Min(script.Length, 12); i++)
        {
            var person = new[] { "ana", "rui", "zoe" }[script[i] % 3];
            if (script[i] % 4 == 3)
                await AnswerAsync(desk, ticket);
            else if (script[i] % 4 == 2)
                _ = await desk.Desk.ApplyAsync(ticket, new TicketCommand.Reply(Actor.Requester(person), $"Words {i}."));
            else
                await desk.ReceiveAsync(Mail(person, $"{i + 1}@{person}.example", "Re: [T-1]", $"Mail {i}."));
        }

        foreach (var told in await ToldAsync(desk))
            if (told.Values.TryGetValue(InReplyTo, out var id))
                Assert.EndsWith($"@{told.To.Id}.example", id, StringComparison.Ordinal);
    }

    private static async Task AnswerAsync(MailDesk desk, TicketKey ticket) =>
        await desk.Desk.ApplyAsync(ticket, new TicketCommand.Reply(Actor.Agent("bia"), "Please try again."));

    private static async Task<IReadOnlyList<Notification>> ToldAsync(MailDesk desk)
    {
        while (await desk.Fixture.Outbox.ProcessAsync() > 0) { }
        return desk.Fixture.Transport.Sent;
    }

    private static MailWriter Writer() =>
        new(
            Microsoft.Extensions.Options.Options.Create(new SmtpOptions { Host = "x", From = "desk@desk.example" }),
            TimeProvider.System
        );

    private static string Mail(string person, string id, string subject, string body) =>
        $"""
            From: {person}@people.example
            To: support@desk.example
            Subject: {subject}
            Message-ID: <{id}>
            Content-Type: text/plain; charset=utf-8

            {body}
            """;
}
