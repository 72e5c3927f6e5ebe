using NodaTime;
using SupportKit.Screening;
using static SupportKit.Tests.Samples;
using static SupportKit.Tests.Screening.ScreeningPolicies;

namespace SupportKit.Tests.Screening;

/// <summary>Duplicates, flooding, words and several problems: both sides of each line.</summary>
public class ScreeningRulesTests
{
    private const string Title = "Export fails";
    private const string Body = "When I export the customers of March to a spreadsheet, the page stays empty.";

    [Theory]
    [Trait("Requirement", "GB-10")]
    [InlineData(Title, Body)]
    [InlineData("EXPORT FAILS!!", "When I export  the customers of march to a spreadsheet: the page stays empty")]
    [InlineData(Title, "When I export the customers of April to a spreadsheet, the page stays empty.")]
    public void A_ticket_like_an_open_one_is_found_and_named(string title, string body)
    {
        var past = RequesterHistory.None with
        {
            OpenTickets = [new("t0", "Logo", "Wrong logo."), new("t1", Title, Body)],
        };

        var finding = Assert.Single(Check("""{ "duplicates": "advise" }""", title, body, past));

        Assert.Equal(new ScreeningFinding(MessageCheck.Duplicates, MessageAction.Advise, "t1"), finding);
    }

    // How people ask again: the same subject with a word of impatience, or nothing but that.
    [Theory]
    [Trait("Requirement", "GB-10")]
    [InlineData(Title, "Any news?")]
    [InlineData("Re: " + Title, "Hello, any news on this? Thanks")]
    [InlineData(Title + " - Reminder no. 3", Body)]
    [InlineData("Reminder no. 3: " + Title, "Still waiting!")]
    [InlineData("2nd reminder", Body + " Any update?")]
    [InlineData("Reminder no. 2", "Any news?")]
    [InlineData("Relance n° 3 : " + Title, "Bonjour, avez-vous des nouvelles ? Merci d'avance")]
    [InlineData("TR : " + Title, "Toujours pas de réponse…")]
    [InlineData("RES: " + Title, "Olá, alguma novidade? Obrigado")]
    [InlineData("Lembrete nº 2", Body)]
    [InlineData("AW: " + Title, "Gibt es schon etwas Neues?")]
    [InlineData("3. Erinnerung: " + Title, "Ich warte immer noch.")]
    [InlineData("RV: " + Title, "Hola, ¿hay novedades? Gracias")]
    [InlineData("Segundo recordatorio: " + Title, "Sigo esperando")]
    public void A_ticket_that_only_asks_again_is_a_duplicate(string title, string body)
    {
        var past = RequesterHistory.None with
        {
            OpenTickets = [new("t0", "Logo", "Wrong logo."), new("t1", Title, Body)],
        };

        Assert.Equal("t1", Assert.Single(Check("""{ "duplicates": "advise" }""", title, body, past)).Ticket);
    }

    [Theory]
    [Trait("Requirement", "GB-10")]
    [InlineData(Title, "Now the import of the suppliers stops with a message about a missing header, too.")]
    [InlineData(
        "Reminder mails are not sent",
        "Our customers do not get the mails that remind them of their invoices."
    )]
    [InlineData("News", "Any news page that I open is blank since Monday.")]
    [InlineData("Relance des factures", "Le bouton qui relance les clients ne fait rien depuis hier.")]
    public void A_new_problem_that_uses_such_words_is_no_duplicate(string title, string body) =>
        Assert.Empty(
            Check(
                """{ "duplicates": "advise" }""",
                title,
                body,
                RequesterHistory.None with
                {
                    OpenTickets = [new("t1", Title, Body)],
                }
            )
        );

    [Theory]
    [Trait("Requirement", "GB-10")]
    [InlineData("Any news?", "Reminder no. 2", "Still waiting...")]
    [InlineData("Des nouvelles ?", "Relance n° 2", "Toujours rien !")]
    [InlineData("Alguma novidade?", "Lembrete", "Continuo aguardando, obrigada")]
    [InlineData("Gibt es Neuigkeiten?", "Zweite Erinnerung", "Noch keine Antwort?!")]
    [InlineData("¿Alguna novedad?", "Recordatorio 2", "Sigo esperando, gracias")]
    public void A_flood_of_reminders_is_told_on_the_third(string first, string second, string third)
    {
        const string Rule = """{ "rateLimit": { "then": "advise", "sameMessages": 2 } }""";

        Assert.Empty(Check(Rule, "", second, RequesterHistory.None with { Messages = [new(Monday, first)] }));
        Assert.Single(
            Check(
                Rule,
                "",
                third,
                RequesterHistory.None with
                {
                    Messages = [new(Monday, "It fails."), new(Monday, first), new(Monday, second)],
                }
            )
        );
    }

    [Theory]
    [Trait("Requirement", "GB-10")]
    [InlineData("Import fails", "When I import the suppliers, a message says that the file has no header.")]
    [InlineData("Export is slow", "The export of the invoices takes ten minutes since Monday, before it took one.")]
    public void A_ticket_on_something_else_is_no_duplicate(string title, string body) =>
        Assert.Empty(
            Check(
                """{ "duplicates": "advise" }""",
                title,
                body,
                RequesterHistory.None with
                {
                    OpenTickets = [new("t1", Title, Body)],
                }
            )
        );

    [Theory]
    [Trait("Requirement", "GB-10")]
    [InlineData(2, 30, 0)]
    [InlineData(3, 30, 1)]
    [InlineData(3, 60, 0)] // the first of them has left the window
    public void More_tickets_than_the_window_allows_are_flooding(int opened, int minutesAgo, int findings) =>
        Assert.Equal(
            findings,
            Check(
                """{ "rateLimit": { "then": "hold", "tickets": 3, "within": "1h" } }""",
                Title,
                Body,
                RequesterHistory.None with
                {
                    Openings = [Monday - Duration.FromMinutes(minutesAgo), .. Enumerable.Repeat(Monday, opened - 1)],
                }
            ).Count
        );

    [Theory]
    [Trait("Requirement", "GB-10")]
    [InlineData("Any news?", 1)]
    [InlineData("any NEWS ???", 1)]
    [InlineData("Any news on the export?", 0)]
    public void The_same_words_again_and_again_are_flooding(string body, int findings) =>
        Assert.Equal(
            findings,
            Check(
                """{ "rateLimit": { "then": "hold", "sameMessages": 2 } }""",
                "",
                body,
                RequesterHistory.None with
                {
                    Messages = [new(Monday, "Any news?"), new(Monday, "It fails."), new(Monday, "Any news…")],
                }
            ).Count
        );

    [Theory]
    [Trait("Requirement", "GB-12")]
    [InlineData("en", "You DRÀT!", 1)]
    [InlineData("en", "You drats", 0)] // another word
    [InlineData("en", "hydrate quadrature", 0)]
    [InlineData("fr", "drat", 0)] // not a word of this language's list
    [InlineData("fr", "ZUT,  alors", 1)]
    [InlineData("fr", "zut", 0)] // half a phrase
    [InlineData("pt", "caramba", 1)]
    [InlineData("pt", "carambá que coisa", 1)]
    public void Words_count_whole_in_their_language_without_accents_and_case(string language, string body, int findings)
    {
        const string Words = """{ "en": ["drat"], "fr": ["zut alors"], "any": ["Caramba"] }""";

        var found = Check(
            $$"""{ "blockedWords": { "then": "refuse", "words": {{Words}} } }""",
            "",
            body,
            null,
            language
        );

        Assert.Equal(findings, found.Count);
    }

    // Each language joins words in its own way; a listed word is found behind and before an apostrophe.
    [Theory]
    [Trait("Requirement", "GB-12")]
    [InlineData("fr", "Espèce d'idiot", 1)]
    [InlineData("fr", "l’idiot", 1)]
    [InlineData("fr", "qu'idiot", 1)]
    [InlineData("fr", "J`IDIOT", 1)]
    [InlineData("fr", "va t'en", 1)] // listed with its apostrophe
    [InlineData("fr", "aujourd'idiot", 0)] // no article
    [InlineData("it", "quell'idiota", 1)]
    [InlineData("it", "un’idiota!", 1)]
    [InlineData("pt", "cara d'idiota", 1)]
    [InlineData("ca", "l'idiota", 1)]
    [InlineData("en", "that idiot's answer", 1)]
    [InlineData("en", "d'idiot", 0)] // not how English joins words
    [InlineData("en", "I can't", 0)] // and "can" is not in it
    [InlineData("de", "so 'n Idiot", 1)]
    [InlineData("nl", "'s idioot", 1)]
    [InlineData("es", "en cualquier idioma", 0)]
    public void A_blocked_word_is_found_where_its_language_joins_it_to_another(
        string language,
        string body,
        int findings
    )
    {
        const string Words = """
            { "fr": ["idiot", "va t'en"], "it": ["idiota"], "pt": ["idiota"], "ca": ["idiota"], "en": ["idiot", "can"], "de": ["Idiot"],
              "nl": ["idioot"], "es": ["idiota"] }
            """;

        var found = Check($$"""{ "blockedWords": { "then": "hold", "words": {{Words}} } }""", "", body, null, language);

        Assert.Equal(findings, found.Count);
    }

    [Theory]
    [Trait("Requirement", "GB-3")]
    [InlineData("Help")]
    [InlineData("HELP ME PLEASE!!!")]
    [InlineData("I have a problem")]
    [InlineData("It doesn't work")]
    [InlineData("Urgent")]
    [InlineData("???")]
    [InlineData("Aide svp")]
    [InlineData("Ça ne fonctionne plus")]
    [InlineData("Besoin d'aide")]
    [InlineData("Não funciona")]
    [InlineData("Preciso de ajuda, por favor")]
    [InlineData("Hilfe, es geht nicht")]
    [InlineData("Tengo un problema")]
    public void A_title_that_says_nothing_is_found(string title) =>
        Assert.Equal(
            MessageCheck.VagueTitle,
            Assert.Single(Check("""{ "vagueTitle": "advise" }""", title, Body)).Check
        );

    [Theory]
    [Trait("Requirement", "GB-3")]
    [InlineData("")] // a reply has none
    [InlineData("Help page is blank")]
    [InlineData("The import does not work")]
    [InlineData("Error 502")]
    [InlineData("Problème de facture")]
    [InlineData("Erro ao exportar")]
    [InlineData("Fehler beim Drucken")]
    [InlineData("ヘルプ")] // not one of the languages
    public void A_title_that_says_something_is_not(string title) =>
        Assert.Empty(Check("""{ "vagueTitle": "advise" }""", title, Body));

    [Theory]
    [Trait("Requirement", "GB-9")]
    [InlineData("The export fails. I also have another problem: the logo is wrong.")]
    [InlineData("La page est blanche. J'ai aussi un autre souci avec le menu.")]
    [InlineData("O relatório não abre. Tenho outra dúvida sobre o logo.")]
    [InlineData("1. The export fails\n2. The logo is wrong\n3. Thanks")]
    [InlineData("- 1) a página não funciona\n- 2) o menu trava")]
    public void Several_problems_are_advised_against(string body) =>
        Assert.Equal(MessageAction.Advise, Assert.Single(Check("""{ "multipleIssues": "advise" }""", "", body)).Then);

    [Theory]
    [Trait("Requirement", "GB-9")]
    [InlineData(Body)]
    [InlineData("1. Open the page\n2. Click on export\n3. It fails")]
    [InlineData("It also fails on another device, and in another browser.")]
    [InlineData("Here is the list:\n- apples\n- pears")]
    [InlineData("C'est le même problème sur une autre page.")]
    [InlineData("Já tentei outro navegador.")]
    public void One_problem_is_not(string body) => Assert.Empty(Check("""{ "multipleIssues": "advise" }""", "", body));

    private static IReadOnlyList<ScreeningFinding> Check(
        string screening,
        string title,
        string body,
        RequesterHistory? past = null,
        string language = "en"
    ) =>
        With(screening)
            .Screening.Check(new MessageContext(title, body, language, Monday, past ?? RequesterHistory.None));
}
