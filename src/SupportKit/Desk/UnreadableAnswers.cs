using SupportKit.Rules;

namespace SupportKit.Desk;

/// <summary>What is written for a field that need not be answered never keeps a request out.</summary>
internal static class UnreadableAnswers
{
    /// <summary>
    /// The request with the answers that could not be read at the end of its text, below what their fields are called, so that nothing a person wrote
    /// is lost; and whether there were any. Empty answers are none.
    /// </summary>
    public static (OpenRequest Request, bool HasAny) IntoBody(Policy policy, OpenRequest request, Requester requester)
    {
        var unreadable = policy.Intake.For(request.Category).Unreadable(request.Answers);
        if (unreadable.IsEmpty)
            return (request, false);
        var language = FactCollector.LanguageOf(policy, requester);
        string[] lines =
        [
            .. unreadable
                .Where(answer =>
                    answer.Value.Kind != FactValueKind.Text || !string.IsNullOrWhiteSpace(answer.Value.Text)
                )
                .Select(answer => $"{answer.Declared!.Label.Get(language)}: {answer.Value}"),
        ];
        return (
            request with
            {
                Answers = request.Answers.Without([.. unreadable.Select(answer => answer.Field)]),
                // A request without a text is asked for one.
                Body =
                    lines.Length == 0 || string.IsNullOrWhiteSpace(request.Body)
                        ? request.Body
                        : $"{request.Body}\n\n{string.Join('\n', lines)}",
            },
            lines.Length > 0
        );
    }
}
