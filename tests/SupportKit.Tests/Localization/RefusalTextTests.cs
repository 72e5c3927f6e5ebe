using System.Reflection;
using SupportKit.Localization;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Localization;

/// <summary>A refusal is data: the customer, the desk and the log each read it in their own words.</summary>
public class RefusalTextTests
{
    // What a policy words itself, and what is put together from findings.
    private static readonly string[] WordedOtherwise =
    [
        SupportKitErrors.ScopeRequestRedirected,
        SupportKitErrors.ScopeRequestRefused,
        SupportKitErrors.TermsAcceptanceMissing,
        SupportKitErrors.ScreeningMessageRefused,
        SupportKitErrors.ScreeningRewriteRequested,
    ];

    private static readonly string[] Areas =
    [
        "intake",
        "ticket",
        "command",
        "requester",
        "terms",
        "priority",
        "escalation",
        "link",
        "merge",
        "sharing",
        "attachment",
        "access",
        "change",
    ];

    // Of exceptions, and not of refusals.
    private static readonly string[] Exceptions =
    [
        SupportKitErrors.AttachmentContentDamaged,
        SupportKitErrors.TicketHistoryDamaged,
    ];

    [Fact]
    public void Every_code_that_a_command_is_refused_with_has_a_text_for_customers() =>
        Assert.All(
            typeof(SupportKitErrors)
                .GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(field => (string)field.GetRawConstantValue()!)
                .Where(code => Areas.Contains(code.Split('.')[0]))
                .Except(WordedOtherwise)
                .Except(Exceptions),
            code => Assert.Contains($"refusal.{code}", TextCatalog.Keys)
        );

    [Fact]
    public void What_only_a_developer_understands_is_told_to_a_customer_in_general_words()
    {
        var refusal = new Refusal.CommandRefused(SupportKitErrors.RequesterIdUnknown);

        Assert.False(refusal.IsFitForRequester);
        Assert.Equal("No person has this id.", refusal.Reason);
        Assert.Equal("Niemand hat diese Kennung.", refusal.ToText("de"));
        Assert.Equal(
            "Ce support ne vous connaît pas encore. Merci de vous connecter ou de vous inscrire d'abord.",
            refusal.ToRequesterText("fr")
        );
    }

    [Fact]
    public void What_anybody_may_read_is_one_text()
    {
        var refusal = new Refusal.CommandRefused(SupportKitErrors.TicketStateClosed);

        Assert.True(refusal.IsFitForRequester);
        Assert.Equal(refusal.ToText("es"), refusal.ToRequesterText("es"));
        Assert.Equal("La solicitud está cerrada. Abra una nueva.", refusal.ToRequesterText("es"));
    }

    [Fact]
    public void A_host_that_has_texts_of_its_own_is_heard()
    {
        var texts = TextCatalog.Shipped.With("ja", "refusal.ticket.state_closed", "終了しました。");

        Assert.Equal(
            "終了しました。",
            new Refusal.CommandRefused(SupportKitErrors.TicketStateClosed).ToRequesterText("ja", texts)
        );
    }

    [Fact]
    public void What_is_missing_is_named_in_the_readers_language_whoever_named_it()
    {
        var request = Refused<Refusal.NeedInfo>(
            Open(Digibee, FactSet.Of(Incident().Where(fact => fact.Key != "pipelineName")))
        );

        Assert.Equal("Por favor, acrescente: nome do pipeline.", request.ToRequesterText("pt"));
        Assert.Equal(
            "Bitte ergänzen Sie: Titel, Beschreibung.",
            new Refusal.NeedInfo([
                SupportKit.Decisions.OwnFields.Title,
                SupportKit.Decisions.OwnFields.Body,
            ]).ToRequesterText("de")
        );
    }

    [Fact]
    public void A_customer_is_told_which_answers_to_look_at_and_the_desk_what_is_wrong_with_them()
    {
        var refusal = new Refusal.CommandRefused(
            SupportKitErrors.IntakeAnswerRejected,
            ("answers", "\"environment\" is one of PROD, TEST, not \"prod\""),
            (
                "fields",
                new LocalizedText([KeyValuePair.Create("pt", "ambiente"), KeyValuePair.Create("en", "environment")])
            )
        );

        Assert.Equal("\"environment\" is one of PROD, TEST, not \"prod\".", refusal.Reason);
        Assert.Equal("Por favor, verifique o que informou em: ambiente.", refusal.ToRequesterText("pt"));
    }
}
