namespace SupportKit.Cli.Tests;

/// <summary>Arguments that cannot be meant are refused by their own name, and never passed over.</summary>
public sealed class ArgumentTests : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly string policy;

    public ArgumentTests() => policy = folder.Add("small.json", SmallPolicy.Text);

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("--threshold: That is no share of a hundred.", "--threshold", "200")]
    [InlineData("--threshold-conditions: That is no share of a hundred.", "--threshold-conditions", "-1")]
    [InlineData("--threshold-promises: That is no share of a hundred.", "--threshold-promises", "100.5")]
    [InlineData("--cases: It says how many tests \"--generate\" is to write.", "--cases", "5")]
    [InlineData("--cases: It says how many tests \"--generate\" is to write.", "--generate", "--cases", "-5")]
    public void Test_refuses_numbers_that_mean_nothing(string told, params string[] options) =>
        Refuses(told, ["test", policy, .. options]);

    [Fact]
    public void Explain_refuses_a_language_that_it_does_not_write()
    {
        Refuses("--culture: Explanations are not written in \"xx\".", "explain", policy, Request, "--culture", "xx");

        Assert.Contains(
            "Aceita",
            ToolRun.Of("explain", policy, Request, "--culture", "pt-BR").Output,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("category=question")]
    [InlineData("[1]")]
    public void Explain_says_that_a_request_is_a_file_or_begins_with_a_brace(string request) =>
        Refuses(
            $"{request}: There is no such file, and a request in JSON begins with \"{{\".",
            "explain",
            policy,
            request
        );

    [Theory]
    [InlineData("--time-zone: There is no time zone \"Europe/Pariz\".", "--time-zone", "Europe/Pariz")]
    [InlineData("--hours: \"9-17\" cannot be used.", "--hours", "9-17")]
    [InlineData("--name: The desk would have no name.", "--name", " ")]
    [InlineData("--id: This is \"\".", "--id", "")]
    public void New_names_the_option_that_cannot_be_used(string told, params string[] options) =>
        Refuses(told, ["new", folder.PathOf("new.json"), .. options]);

    [Fact]
    public void New_on_standard_output_is_called_support() =>
        Assert.Contains("\"id\": \"support\",", ToolRun.Of("new", "-").Output, StringComparison.Ordinal);

    [Fact]
    public void Deadline_names_the_option_that_holds_what_cannot_be_used()
    {
        Refuses("--priority: \"priority=hihg\" is not", "deadline", policy, "--priority", "hihg");
        Refuses("--fact: \"plan=gold\" is not", "deadline", policy, "--fact", "plan=gold");
        Refuses("--fact: \"plan\" is given twice.", "deadline", policy, "--fact", "plan=pro", "--fact", "plan=free");
    }

    [Theory]
    [InlineData("--html", "--svg")]
    [InlineData("--format", "json", "--svg")]
    public void Calendar_takes_one_form(params string[] options) =>
        Refuses("--format: Two forms are asked for.", ["calendar", "fr", "2026", .. options]);

    [Fact]
    public void Fit_takes_no_states_that_end_a_ticket_of_a_log_without_states() =>
        Refuses(
            "--until: The mapping names no column with states",
            "fit",
            policy,
            "--log",
            folder.Add("log.csv", "id,at,ok\n1,2026-03-02T10:00:00,yes\n"),
            "--map",
            folder.Add("log.map.json", "{ \"ticket\": \"id\", \"at\": \"at\" }"),
            "--met",
            "ok",
            "--until",
            "done"
        );

    private const string Request = "{ \"category\": \"question\", \"channel\": \"web\" }";

    private static void Refuses(string told, params string[] args)
    {
        var run = ToolRun.Of(args);

        Assert.Equal((ExitCodes.Unusable, ""), (run.Code, run.Output));
        Assert.StartsWith($"error: {told}", run.Error, StringComparison.Ordinal);
    }
}
