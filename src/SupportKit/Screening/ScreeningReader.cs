using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using NodaTime;
using SupportKit.PolicyJson;
using SupportKit.Shared;

namespace SupportKit.Screening;

/// <summary>Reads the section <c>screening</c>. Each check is an action, or an object with <c>then</c> and its limits.</summary>
internal sealed class ScreeningReader(ProblemList problems)
{
    private static readonly FrozenDictionary<string, MessageAction> Actions = new Dictionary<string, MessageAction>
    {
        ["advise"] = MessageAction.Advise,
        ["rewrite"] = MessageAction.Rewrite,
        ["hold"] = MessageAction.Hold,
        ["refuse"] = MessageAction.Refuse,
    }.ToFrozenDictionary();

    // A guess at what somebody means must never block them.
    private static readonly Dictionary<string, MessageAction> AdviceOnly = new() { ["advise"] = MessageAction.Advise };

    /// <summary>Reads the section; without one, nothing is checked.</summary>
    public static ScreeningRules Read(ObjectReader policy, ProblemList problems) =>
        policy.Optional("screening") is { } node ? new ScreeningReader(problems).Read(node) : new ScreeningRules();

    private ScreeningRules Read(SourceNode node)
    {
        var section = ObjectReader.Of(node, problems);
        var rules = new ScreeningRules
        {
            AllCaps = ReadPlain(section, "allCaps", Actions),
            Duplicates = Check(section, "duplicates") is { } duplicates
                ? Close(duplicates, new DuplicateRule(Then(duplicates), Similarity(duplicates)))
                : null,
            RateLimit = Check(section, "rateLimit") is { } rateLimit
                ? Close(
                    rateLimit,
                    new RateLimitRule(
                        Then(rateLimit),
                        Count(rateLimit, "tickets", 5),
                        Count(rateLimit, "sameMessages", 3),
                        Within(rateLimit)
                    )
                )
                : null,
            BlockedWords = Check(section, "blockedWords") is { } blockedWords
                ? Close(blockedWords, new BlockedWordsRule(Then(blockedWords), Words(blockedWords)))
                : null,
            MultipleIssues = ReadPlain(section, "multipleIssues", AdviceOnly),
            VagueTitle = ReadPlain(section, "vagueTitle", AdviceOnly),
        };
        section.Optional("comment");
        section.RejectUnknownProperties();
        return rules;
    }

    // A plain text is short for an object with only "then".
    private ObjectReader? Check(ObjectReader section, string name) =>
        section.Optional(name) switch
        {
            null => null,
            { IsText: true } text => new ObjectReader(
                text with
                {
                    Kind = JsonValueKind.Object,
                    Members = [KeyValuePair.Create("then", text)],
                },
                problems
            ),
            var node => ObjectReader.Of(node, problems),
        };

    private MessageAction? ReadPlain(
        ObjectReader section,
        string name,
        IReadOnlyDictionary<string, MessageAction> actions
    ) =>
        Check(section, name) is { } check
            ? Close(check, check.RequiredChoice("then", actions, MessageAction.Advise))
            : null;

    private static T Close<T>(ObjectReader check, T value)
    {
        check.RejectUnknownProperties();
        return value;
    }

    private static MessageAction Then(ObjectReader check) =>
        check.RequiredChoice("then", Actions, MessageAction.Advise);

    private double Similarity(ObjectReader check)
    {
        var text = check.OptionalText("similarity") ?? "80%";
        if (PercentText.TryParse(text, out var percent) && percent is >= 1 and <= 100 && !text.Contains('.'))
            return (double)percent / 100;
        problems.Add(
            SupportKitErrors.PolicySimilarityUnreadable,
            check.Optional("similarity")!,
            $"\"{text}\" is not a valid similarity.",
            "Write a whole percentage from 1% to 100%, such as \"80%\"."
        );
        return 1;
    }

    private int Count(ObjectReader check, string name, int usual) =>
        CountReader.Read(check, name, 1, RateLimitRule.MostCounted, problems) ?? usual;

    private Duration Within(ObjectReader check) =>
        check.Optional("within") is { } within
            ? DurationReader.Read(within, problems, mostDays: 30)
            : Duration.FromHours(1);

    private BlockedWords Words(ObjectReader check)
    {
        var lists = new Dictionary<string, ImmutableArray<string>>();
        if (check.Required("words") is { } words)
        {
            var reader = ObjectReader.Of(words, problems);
            foreach (var (language, list) in words.Members)
            {
                if (language != BlockedWords.AnyLanguage && !TextReading.IsLanguage(language))
                    problems.AddName(
                        SupportKitErrors.PolicyLanguageUnknown,
                        language,
                        list,
                        $"\"{language}\" is not a valid language code.",
                        $"Write two lower-case letters, such as en, fr or pt, or \"{BlockedWords.AnyLanguage}\"."
                    );
                lists[language] = [.. reader.TextsOf(language)];
            }
        }
        return new BlockedWords(lists);
    }
}
