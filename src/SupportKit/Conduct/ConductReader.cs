using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using NodaTime;
using SupportKit.Reading;

namespace SupportKit.Conduct;

/// <summary>Reads the section <c>conduct</c>. Each check is a consequence, or an object with <c>then</c> and its limits.</summary>
internal sealed class ConductReader(ProblemList problems)
{
    private static readonly FrozenDictionary<string, Consequence> Consequences = new Dictionary<string, Consequence>
    {
        ["advise"] = Consequence.Advise,
        ["rewrite"] = Consequence.Rewrite,
        ["hold"] = Consequence.Hold,
        ["refuse"] = Consequence.Refuse,
    }.ToFrozenDictionary();

    public ConductRules Read(SourceNode node)
    {
        var section = ObjectReader.Of(node, problems);
        var rules = new ConductRules
        {
            MasksSecrets = ReadSecrets(section),
            Capitals = ReadPlain(section, "capitals"),
            Duplicates = Check(section, "duplicates") is { } duplicates
                ? Close(duplicates, new DuplicateRule(Then(duplicates), Similarity(duplicates)))
                : null,
            Flooding = Check(section, "flooding") is { } flooding
                ? Close(
                    flooding,
                    new FloodingRule(
                        Then(flooding),
                        Count(flooding, "tickets", 5),
                        Count(flooding, "sameMessages", 3),
                        Within(flooding)
                    )
                )
                : null,
            Abuse = Check(section, "abuse") is { } abuse
                ? Close(abuse, new AbuseRule(Then(abuse), Words(abuse)))
                : null,
            SeveralProblems = ReadPlain(section, "severalProblems"),
        };
        // A guess at what somebody means must never stand in their way.
        if (rules.SeveralProblems is not (null or Consequence.Advise))
            problems.Add(
                "policy.value_unknown",
                section.Optional("severalProblems")!,
                "Several problems in one message can only be advised against.",
                "Write \"advise\"."
            );
        section.Optional("comment");
        section.RefuseOthers();
        return rules;
    }

    private bool ReadSecrets(ObjectReader section)
    {
        var text = section.OptionalText("secrets") ?? "mask";
        if (text is not ("mask" or "off"))
            problems.Add(
                "policy.value_unknown",
                section.Optional("secrets")!,
                $"\"secrets\" is never \"{text}\".",
                "Use mask or off."
            );
        return text != "off";
    }

    // A text stands for an object with nothing but "then".
    private ObjectReader? Check(ObjectReader section, string name) =>
        section.Optional(name) switch
        {
            null => null,
            { IsText: true } text => new ObjectReader(
                text with
                {
                    Kind = JsonTokenType.StartObject,
                    Members = [KeyValuePair.Create("then", text)],
                },
                problems
            ),
            var node => ObjectReader.Of(node, problems),
        };

    private Consequence? ReadPlain(ObjectReader section, string name) =>
        Check(section, name) is { } check ? Close(check, Then(check)) : null;

    private static T Close<T>(ObjectReader check, T value)
    {
        check.RefuseOthers();
        return value;
    }

    private Consequence Then(ObjectReader check)
    {
        var name = check.RequiredText("then");
        if (Consequences.TryGetValue(name, out var consequence))
            return consequence;
        if (name.Length > 0)
            problems.Add(
                "policy.value_unknown",
                check.Optional("then")!,
                $"Nothing is done by \"{name}\".",
                "Use advise, hold, rewrite or refuse."
            );
        return Consequence.Advise;
    }

    private double Similarity(ObjectReader check)
    {
        var text = check.OptionalText("similarity") ?? "80%";
        if (
            text.EndsWith('%')
            && int.TryParse(
                text.AsSpan(0, text.Length - 1),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var percent
            )
            && percent is >= 1 and <= 100
        )
            return percent / 100.0;
        problems.Add(
            "policy.similarity_unreadable",
            check.Optional("similarity")!,
            $"\"{text}\" is no similarity.",
            "Write a whole percentage from 1% to 100%, such as \"80%\"."
        );
        return 1;
    }

    private int Count(ObjectReader check, string name, int usual)
    {
        if (check.Optional(name) is not { } node)
            return usual;
        if (
            node.Kind == JsonTokenType.Number
            && int.TryParse(node.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count is >= 1 and <= FloodingRule.MostCounted
        )
            return count;
        problems.Add(
            "policy.count_unreadable",
            node,
            $"\"{name}\" is {node.Describe()}.",
            $"Write a whole number from 1 to {FloodingRule.MostCounted}."
        );
        return usual;
    }

    private Duration Within(ObjectReader check)
    {
        var text = check.OptionalText("within") ?? "1h";
        var digits = text.TakeWhile(char.IsAsciiDigit).Count();
        if (int.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            var span = text[digits..] switch
            {
                "m" => Duration.FromMinutes(number),
                "h" => Duration.FromHours(number),
                "d" => Duration.FromDays(number),
                _ => Duration.Zero,
            };
            if (span > Duration.Zero && span <= Duration.FromDays(30))
                return span;
        }
        problems.Add(
            "policy.time_unreadable",
            check.Optional("within")!,
            $"\"{text}\" is not a span of time to look back.",
            "Write 30m, 4h or 2d; at most 30 days."
        );
        return Duration.FromHours(1);
    }

    private AbuseWords Words(ObjectReader check)
    {
        var lists = new Dictionary<string, ImmutableArray<string>>();
        if (check.Required("words") is { } words)
        {
            var reader = ObjectReader.Of(words, problems);
            foreach (var (language, list) in words.Members)
            {
                if (
                    language != AbuseWords.AnyLanguage
                    && (language.Length != 2 || !language.All(char.IsAsciiLetterLower))
                )
                    problems.Add(
                        "policy.language_unknown",
                        list,
                        $"\"{language}\" is no language code.",
                        $"Write two lower-case letters, such as en, fr or pt, or \"{AbuseWords.AnyLanguage}\"."
                    );
                lists[language] = [.. reader.TextsOf(language)];
            }
        }
        return new AbuseWords(lists);
    }
}
