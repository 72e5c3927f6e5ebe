using Microsoft.Extensions.DependencyInjection;

namespace SupportKit.Mail.Tests.Receiving;

/// <summary>Escalations by mail, and what people are told of mails that were not taken.</summary>
public sealed class AnswerTests
{
    private readonly Outbox outbox = new();
    private readonly MailDesk desk;

    public AnswerTests() => desk = Make();

    private MailDesk Make(Action<MailOptions>? more = null) =>
        new(more, builder => builder.Services.AddSingleton<IMailSender>(outbox));

    private const string Details = """
        ID do primeiro caso: T-1
        description of the problem: The export is empty
        since the morning.
        Environment: prod
        Justificativa: It stops our invoices.
        Reason: situation-changed
        """;

    private static string ToEscalation(string subject, string body) =>
        MailDesk.Mail(subject, body).Replace("To: support@", "To: escalate@", StringComparison.Ordinal);

    [Fact]
    [Trait("Requirement", "DIG-19")]
    public async Task A_mail_to_the_address_of_escalations_with_all_details_escalates_that_case()
    {
        var ticket = await desk.OpenAsync();

        var result = await desk.ReceiveAsync(ToEscalation("Please escalate", Details));

        Assert.Equal((InboundMailOutcome.Escalated, ticket), (result.Outcome, result.Ticket));
        var escalated = (await desk.EventsAsync(ticket)).OfType<TicketEvent.Escalated>().Single();
        Assert.Equal("situation-changed", escalated.Reason);
        Assert.Equal(
            ("PROD", "The export is empty\nsince the morning."),
            (escalated.Details["environment"]!.Value.Text, escalated.Details["problem"]!.Value.Text)
        );
    }

    [Fact]
    [Trait("Requirement", "DIG-19")]
    public async Task An_escalation_that_lacks_details_is_answered_with_exactly_what_is_missing()
    {
        var ticket = await desk.OpenAsync();

        var result = await desk.ReceiveAsync(
            ToEscalation("T-1", "Reason: situation-changed\nEnvironment: PROD\nID do primeiro caso: T-1")
        );

        Assert.Equal((InboundMailOutcome.Refused, "intake.information_missing"), (result.Outcome, result.Code));
        var answer = Assert.Single(outbox.Answers);
        Assert.Equal(
            ("ana@people.example", "escalate@desk.example", "Re: T-1"),
            (answer.To, answer.From, answer.Subject)
        );
        Assert.EndsWith("description of the problem: \njustification:", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("environment", answer.Text, StringComparison.Ordinal);
        Assert.Null((await desk.Desk.FindAsync(ticket, Viewer.Desk))!.EscalatedToQueue);
    }

    [Fact]
    public async Task The_answer_to_that_answer_is_taken()
    {
        var ticket = await desk.OpenAsync();
        await desk.ReceiveAsync(
            ToEscalation("T-1", "Reason: situation-changed\nEnvironment: PROD\nID do primeiro caso: T-1")
        );

        var result = await desk.ReceiveAsync(ToEscalation("Re: T-1", Details));

        Assert.Equal((InboundMailOutcome.Escalated, ticket), (result.Outcome, result.Ticket));
    }

    [Fact]
    public async Task An_escalation_of_nobodys_or_anothers_ticket_is_answered_and_tells_nothing_of_it()
    {
        await desk.OpenAsync();
        var bob = ToEscalation("T-1", Details).Replace("ana@", "bob@", StringComparison.Ordinal);
        var none = ToEscalation("T-77", "Please.").Replace("ana@", "bob@", StringComparison.Ordinal);

        var others = await desk.ReceiveAsync(bob);
        var nobodys = await desk.ReceiveAsync(none);

        Assert.Equal((MailErrors.TicketMissing, MailErrors.TicketMissing), (others.Code, nobodys.Code));
        Assert.Equal(others.Answer!.Text, nobodys.Answer!.Text);
    }

    [Fact]
    public async Task A_request_that_the_policy_refuses_is_answered_with_its_words()
    {
        var contract = new MailDesk(
            options => options.Addresses[0].Category = "contract",
            builder => builder.Services.AddSingleton<IMailSender>(outbox)
        );

        var result = await contract.ReceiveAsync(MailDesk.Mail("My contract", "What does it say?"));

        Assert.Equal((InboundMailOutcome.Refused, "scope.request_redirected"), (result.Outcome, result.Code));
        Assert.Contains(
            "Support does not share contract information.",
            Assert.Single(outbox.Answers).Text,
            StringComparison.Ordinal
        );
        Assert.Empty(await contract.TicketsAsync());
    }

    [Fact]
    public async Task A_form_is_answered_line_by_line()
    {
        var development = new MailDesk(options =>
        {
            options.Addresses[0].Category = "development";
            options.Addresses[0].StatedOf = _ => FactSet.Empty.With("signedIn", true);
        });

        var result = await development.ReceiveAsync(
            MailDesk.Mail(
                "A question",
                "Question: How?\nlogic: To sync orders\nNome do pipeline: orders\n- environment: TEST"
            )
        );

        Assert.Equal(InboundMailOutcome.Opened, result.Outcome);
        var ticket = (await development.Desk.FindAsync(result.Ticket!.Value, Viewer.Desk))!;
        Assert.Equal(
            ("orders", "TEST"),
            (ticket.Facts["pipelineName"]!.Value.Text, ticket.Facts["environment"]!.Value.Text)
        );
    }

    [Fact]
    public async Task What_the_desk_limits_it_limits_in_mails_too()
    {
        var result = await desk.ReceiveAsync(MailDesk.Mail("Long", new string('x', 100_001)));

        Assert.Equal((InboundMailOutcome.Refused, "command.text_oversized"), (result.Outcome, result.Code));
        Assert.Single(outbox.Answers);
    }

    [Theory]
    [InlineData(" ", MailErrors.BodyEmpty)]
    [InlineData("-----BEGIN PGP MESSAGE-----\n\nabc\n-----END PGP MESSAGE-----", MailErrors.ContentEncrypted)]
    public async Task What_cannot_be_read_is_answered(string body, string code)
    {
        var result = await desk.ReceiveAsync(MailDesk.Mail("Hello", body));

        Assert.Equal((InboundMailOutcome.Refused, code, true), (result.Outcome, result.Code, result.Answer!.IsSent));
        Assert.Equal(MailTexts.Get("en", code), Assert.Single(outbox.Answers).Text);
    }

    [Fact]
    public async Task Strangers_are_answered_only_where_the_host_wants_it_and_a_few_times_a_day()
    {
        var open = Make(options => (options.Addresses[0].AnswersStrangers, options.MaxAnswersPerDay) = (true, 2));

        for (var i = 0; i < 4; i++)
        {
            var result = await open.ReceiveAsync(
                MailDesk.Mail($"Hello {i}", "Text.").Replace("ana@people", "eve@elsewhere", StringComparison.Ordinal)
            );
            Assert.Equal((MailErrors.SenderUnknown, i < 2), (result.Code, result.Answer!.IsSent));
        }

        Assert.Equal(2, outbox.Answers.Count);
        Assert.Empty(await open.TicketsAsync());
    }

    [Fact]
    public void Every_language_has_the_same_texts() =>
        Assert.All(MailTexts.Languages, language => Assert.Equal(MailTexts.KeysOf("en"), MailTexts.KeysOf(language)));

    private sealed class Outbox : IMailSender
    {
        public List<MailAnswer> Answers { get; } = [];

        public Task AnswerAsync(
            MailAnswer answer,
            string? inReplyTo,
            string identity,
            string language,
            CancellationToken cancellationToken
        )
        {
            Answers.Add(answer);
            return Task.CompletedTask;
        }
    }
}
