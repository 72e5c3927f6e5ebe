namespace SupportKit.PolicyAnalysis;

/// <summary>The variables of a <see cref="SatSolver"/>: their values, why they have them, and which to decide upon next.</summary>
internal sealed class SatVariables
{
    private const double Growth = 1 / 0.95;
    private const double Most = 1e100;

    private readonly List<sbyte> values = []; // 1 true, -1 false, 0 unknown
    private readonly List<bool> last = []; // the value that it had last
    private readonly List<int> levels = [];
    private readonly List<int[]?> reasons = [];
    private readonly List<double> activities = [];
    private readonly List<int> places = []; // in the heap; -1 when it is not there
    private readonly List<int> heap = []; // those to decide upon, the most active first
    private readonly List<bool> decided = [];
    private double step = 1;

    public int Add(bool isDecided)
    {
        var added = values.Count;
        values.Add(0);
        last.Add(false);
        levels.Add(0);
        reasons.Add(null);
        activities.Add(0);
        places.Add(-1);
        decided.Add(isDecided);
        if (isDecided)
            Insert(added);
        return added;
    }

    public int ValueOf(int literal) => (literal & 1) == 0 ? values[literal >> 1] : -values[literal >> 1];

    public int LevelOf(int variable) => levels[variable];

    public int[]? ReasonOf(int variable) => reasons[variable];

    public void Assign(int literal, int level, int[]? reason)
    {
        var variable = literal >> 1;
        (values[variable], levels[variable], reasons[variable]) = ((sbyte)((literal & 1) == 0 ? 1 : -1), level, reason);
    }

    public void Forget(int literal)
    {
        var variable = literal >> 1;
        (values[variable], reasons[variable], last[variable]) = (0, null, (literal & 1) == 0);
        if (decided[variable] && places[variable] < 0)
            Insert(variable);
    }

    public void Raise(int variable)
    {
        activities[variable] += step;
        if (activities[variable] > Most)
        {
            for (var i = 0; i < activities.Count; i++)
                activities[i] /= Most;
            step /= Most;
        }
        if (places[variable] >= 0)
            Up(places[variable]);
    }

    public void Decay() => step *= Growth;

    /// <summary>A literal of an unknown variable; -1 when all that are decided upon are known.</summary>
    public int NextDecision()
    {
        while (heap.Count > 0)
        {
            var first = heap[0];
            var moved = heap[^1];
            heap.RemoveAt(heap.Count - 1);
            places[first] = -1;
            if (heap.Count > 0)
            {
                (heap[0], places[moved]) = (moved, 0);
                Down(0);
            }
            if (values[first] == 0)
                return 2 * first + (last[first] ? 0 : 1);
        }
        return -1;
    }

    private void Insert(int variable)
    {
        places[variable] = heap.Count;
        heap.Add(variable);
        Up(heap.Count - 1);
    }

    private void Up(int place)
    {
        for (int parent; place > 0 && IsBefore(heap[place], heap[parent = (place - 1) / 2]); place = parent)
            Swap(place, parent);
    }

    private void Down(int place)
    {
        while (true)
        {
            var child = 2 * place + 1;
            if (child >= heap.Count)
                return;
            if (child + 1 < heap.Count && IsBefore(heap[child + 1], heap[child]))
                child++;
            if (!IsBefore(heap[child], heap[place]))
                return;
            Swap(place, child);
            place = child;
        }
    }

    private bool IsBefore(int a, int b) =>
        activities[a] > activities[b] || (activities[a].Equals(activities[b]) && a < b);

    private void Swap(int a, int b)
    {
        (heap[a], heap[b]) = (heap[b], heap[a]);
        (places[heap[a]], places[heap[b]]) = (a, b);
    }
}
