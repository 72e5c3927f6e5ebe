using SupportKit.Screening;
using static SupportKit.Tests.Screening.ScreeningPolicies;

namespace SupportKit.Tests.Screening;

/// <summary>GB-11: messages in capital letters are detected; acronyms, code and languages without case are not.</summary>
[Trait("Requirement", "GB-11")]
public class AllCapsDetectorTests
{
    private static readonly ScreeningRules Rules = With("""{ "allCaps": "rewrite" }""").Screening;

    [Theory]
    [InlineData("WHY DOES NOBODY ANSWER ME? I HAVE WRITTEN THREE TIMES.")]
    [InlineData("MY APP DOES NOT WORK")]
    [InlineData("HELP ME PLEASE!!!")]
    [InlineData("POURQUOI MON APPLICATION NE MARCHE PAS ?")]
    [InlineData("L'APPLICATION EST BLOQUÉE DEPUIS HIER")]
    [InlineData("NÃO CONSIGO ENTRAR NO SISTEMA")]
    [InlineData("МОЁ ПРИЛОЖЕНИЕ СОВСЕМ НЕ РАБОТАЕТ")]
    [InlineData("Hello. NOTHING WORKS SINCE YOUR LAST UPDATE AND NOBODY ANSWERS. Ana")]
    [InlineData("**PLEASE** FIX THE LOGIN PAGE")]
    [InlineData("I PAID $50 AND NOTHING WORKS SINCE MONDAY")]
    [InlineData("NOBODY ANSWERS ME; I HAVE WRITTEN THREE TIMES")]
    [InlineData("I WROTE TO ana@example.com AND NOBODY ANSWERS")]
    [InlineData("@support WHY DOES NOBODY ANSWER ME")]
    [InlineData("[URGENT] NOTHING WORKS SINCE THIS MORNING")]
    [InlineData("PRICE = TWICE WHAT YOU PROMISED ME LAST WEEK")]
    [InlineData("WHY DOES THE LOGIN PAGE SHOW <NOTHING> SINCE YESTERDAY")]
    [InlineData("SELECT A PLAN FROM THE LIST DOES NOT WORK")]
    [InlineData("ICH WARTE SEIT DREI TAGEN AUF EINE ANTWORT")]
    public void A_message_in_capitals_is_found(string text) => Assert.Single(Check("", text));

    [Fact]
    public void A_title_in_capitals_is_found_too() =>
        Assert.Single(Check("MY APP DOES NOT WORK", "It stops when I open the menu."));

    [Theory]
    [InlineData("OK")]
    [InlineData("URGENT")]
    [InlineData("HTTP API SLA")]
    [InlineData("HTTP 500 in PROD: the CRM sends JSON, the ERP wants XML over HTTPS")]
    [InlineData("The API answers HTTP 404 NOT FOUND since the update of the SDK")]
    [InlineData("It is VERY important that this works")]
    [InlineData("I set MAX_RETRIES and CONNECTION_TIMEOUT as the SLA says")]
    [InlineData("Error:\n```\nFATAL ERROR CONNECTION REFUSED BY SERVER\nGIVING UP NOW\n```\nWhat is it?")]
    [InlineData("It says `CONNECTION REFUSED BY REMOTE SERVER NOW` and stops")]
    [InlineData("SELECT * FROM ORDERS WHERE CUSTOMER IS NULL;")]
    [InlineData("System.NullReferenceException: Object reference\n   at Acme.HTTP.GET.RUN()\nCaused by: IO")]
    [InlineData("2026-03-02 ERROR [MAIN] CONNECTION REFUSED BY SERVER")]
    [InlineData("[12:30:01] FATAL: CONNECTION REFUSED BY SERVER, GIVING UP NOW")]
    [InlineData("SELECT NAME, TOTAL FROM ORDERS\nWHERE CUSTOMER = 1\nGROUP BY CUSTOMER NAME AND TOTAL;")]
    [InlineData("UPDATE ORDERS SET STATE = 'OPEN' WHERE CUSTOMER IS NULL")]
    [InlineData("IF (TOTAL > LIMIT) { STOP = TRUE; }")]
    [InlineData("我的账号无法登录，请帮助我")]
    [InlineData("我的账号无法登录，请帮助我解决这个问题，谢谢 THE LOGIN PAGE")]
    [InlineData("تطبيقي لا يعمل منذ الأمس")]
    [InlineData("")]
    [InlineData("A B C D E F")]
    public void Other_messages_are_not(string text) => Assert.Empty(Check("", text));

    private static IEnumerable<ScreeningFinding> Check(string title, string body) =>
        Rules.Check(new MessageContext(title, body, "en", Samples.Monday, RequesterHistory.None));
}
