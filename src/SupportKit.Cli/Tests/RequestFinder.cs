using NodaTime;
using SupportKit.Policies;
using SupportKit.PolicyAnalysis;
using SupportKit.Rules;

namespace SupportKit.Cli;

/// <summary>Makes a whole request out of a set of combinations: a value for each fact that matters, and an instant at which the calendars fit.</summary>
internal sealed class RequestFinder
{
    private const int MostPaths = 64;

    private readonly Policy policy;
    private readonly FactSpace space;
    private readonly List<Instant> instants;

    public RequestFinder(Policy policy, FactSpace space)
    {
        (this.policy, this.space) = (policy, space);
        // A Monday in working hours first; then every half hour of two weeks; then every noon of the year.
        var monday = new LocalDate(2026, 3, 2);
        instants =
        [
            .. new[] { monday + new LocalTime(10, 0) }
                .Concat(Enumerable.Range(0, 14 * 48).Select(half => monday.AtMidnight().PlusMinutes(half * 30)))
                .Concat(Enumerable.Range(0, 365).Select(day => monday.PlusDays(day) + new LocalTime(12, 0)))
                .Select(local => local.InZoneLeniently(policy.TimeZone).ToInstant()),
        ];
    }

    /// <summary>Requests of the set, of which some may not be what the set says: texts that rules compare are guessed.</summary>
    public IEnumerable<(RequestForm Request, Instant At)> Of(int set)
    {
        for (var turn = 0; turn < MostPaths && set != DecisionDiagram.False; turn++)
        {
            var cells = Path(set, turn);
            if (FactsOf(cells) is { } facts && AtOf(cells) is { } at)
                yield return (
                    new RequestForm(
                        facts,
                        null,
                        RequestForm.Someone,
                        null,
                        "A request",
                        "The text of a request.",
                        true
                    ),
                    at
                );
        }
    }

    // Later turns take other ways where there are several.
    private Dictionary<int, int> Path(int set, int turn)
    {
        var diagram = space.Diagram;
        var cells = new Dictionary<int, int>();
        for (var node = set; node != DecisionDiagram.True; )
        {
            (int Cell, int Then)[] open =
            [
                .. diagram
                    .Branches(node)
                    .Where(branch => branch.Then != DecisionDiagram.False)
                    .SelectMany(branch => branch.Cells.Cells(), (branch, cell) => (cell, branch.Then))
                    .OrderBy(way => way.Item1),
            ];
            var (chosen, then) = open[turn % open.Length];
            turn /= open.Length;
            cells.Add(diagram.VariableOf(node), chosen);
            node = then;
        }
        return cells;
    }

    private FactSet? FactsOf(Dictionary<int, int> cells)
    {
        var facts = FactSet
            .Empty.With(BuiltInFacts.Language, policy.Languages[0])
            .With(BuiltInFacts.Channel, policy.Channels.First(channel => channel.Official).Id)
            .With(BuiltInFacts.Category, policy.Intake.Categories[0].Id);
        foreach (var (variable, cell) in cells)
        {
            var dimension = space.Dimensions[variable];
            if (
                policy.Facts.Find(dimension.Name) is { } fact
                && RequestForm.IsStated(fact)
                && dimension.Example(CellRuns.Of([cell])) is { } value
                && !IsOff(fact, value)
            )
                facts = facts.With(fact.Name, value);
        }
        foreach (var (fact, text) in Texts(cells))
            facts = facts.With(fact, text);
        var form = policy.Intake.For(facts[BuiltInFacts.Category]!.Value.Text);
        foreach (var field in form.Required.Where(field => facts[field.Name] is null))
            if (!IsKnownAbsent(field.Name, cells))
                facts = facts.With(field.Name, SampleOf(field));
        return facts;
    }

    // A switch that nobody mentions is off.
    private static bool IsOff(FactDeclaration fact, FactValue value) =>
        fact is { Source: FactSource.Desk, Type: FactType.Boolean } && !value.IsTrue;

    private IEnumerable<(string Fact, string Text)> Texts(Dictionary<int, int> cells) =>
        from leaf in space.TextLeaves.OfType<Condition.TextMatch>()
        let variable = Enumerable
            .Range(0, space.Dimensions.Length)
            .First(at => space.Dimensions[at].Name == leaf.ToString())
        where cells.TryGetValue(variable, out var cell) && cell == 0
        select (leaf.Fact, leaf.Part);

    private bool IsKnownAbsent(string fact, Dictionary<int, int> cells) =>
        space.VariableOf(fact) is { } variable
        && cells.TryGetValue(variable, out var cell)
        && space.Dimensions[variable].Holds(cell, piece => piece.IsBlank);

    /// <summary>An answer that a form takes.</summary>
    public static FactValue SampleOf(FactDeclaration fact) =>
        fact.Type switch
        {
            FactType.Choice => fact.Values[0],
            FactType.Boolean => true,
            FactType.Number => 1,
            FactType.Email => "ada@example.com",
            FactType.Url => "https://example.com/",
            FactType.Instant => "2026-03-01T00:00:00Z",
            FactType.Date => "2026-03-01",
            _ => "some text",
        };

    // Null when no instant fits: two calendars may never be open together.
    private Instant? AtOf(Dictionary<int, int> cells)
    {
        var timed = cells
            .Select(cell =>
                (space.Dimensions[cell.Key].Name, Value: space.Dimensions[cell.Key].Example(CellRuns.Of([cell.Value])))
            )
            .Where(wanted => DerivedFacts.IsTime(wanted.Name) && wanted.Value is not null)
            .ToList();
        if (timed.Count == 0)
            return instants[0];
        foreach (var at in instants)
        {
            var derived = policy.Derive(FactSet.Empty, at);
            if (timed.TrueForAll(wanted => derived[wanted.Name] == wanted.Value))
                return at;
        }
        return null;
    }
}
