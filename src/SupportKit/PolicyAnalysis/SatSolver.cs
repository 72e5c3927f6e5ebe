using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SupportKit.PolicyAnalysis;

/// <summary>
/// Finds values for yes/no variables that satisfy clauses, or that there are none: conflict-driven clause learning with two watched
/// literals (J. Marques-Silva and K. Sakallah 1996; M. Moskewicz et al. 2001; N. Eén and N. Sörensson 2003). A literal is
/// twice its variable, and one more where it is negated. Deterministic; used on one thread. A policy is checked once, and that is mostly over
/// before the runtime compiles anew what is called most: so the inner loops, here and in <see cref="DecisionDiagram"/>, are optimized at once.
/// </summary>
/// <param name="budget">How much work may be done before <see cref="CheckTooLargeException"/>.</param>
internal sealed class SatSolver(WorkBudget budget)
{
    private const int ConflictsBeforeRestart = 200;

    private readonly SatVariables variables = new();
    private readonly List<List<(int[] Clause, int Blocker)>> watches = [];
    private readonly List<int> trail = [];
    private readonly List<(int Start, int Literal)> levels = [];
    private int propagated;
    private bool contradictory;

    /// <summary>A new variable. One that is not decided upon must follow from those that are, or may be false.</summary>
    public int NewVariable(bool decided)
    {
        watches.Add([]);
        watches.Add([]);
        return variables.Add(decided);
    }

    /// <summary>After <see cref="TrySolve"/> returned true: whether a literal is true.</summary>
    public bool IsTrue(int literal) => variables.ValueOf(literal) > 0;

    /// <summary>At least one of the literals is true.</summary>
    public void Add(params ReadOnlySpan<int> literals)
    {
        Undo(0);
        var clause = new List<int>(literals.Length);
        foreach (var literal in literals)
        {
            if (IsTrue(literal) || clause.Contains(literal ^ 1))
                return;
            if (variables.ValueOf(literal) == 0 && !clause.Contains(literal))
                clause.Add(literal);
        }
        budget.Spend(literals.Length);
        if (clause.Count == 0)
            contradictory = true;
        else if (clause.Count == 1)
            Assign(clause[0], null);
        else
            Watch([.. clause]);
    }

    /// <summary>Whether all clauses can be satisfied with these literals true. What was found stands until the next call.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TrySolve(List<int> assumptions)
    {
        var assumed = CollectionsMarshal.AsSpan(assumptions);
        var kept = 0;
        while (kept < levels.Count && kept < assumed.Length && levels[kept].Literal == assumed[kept])
            kept++;
        budget.Spend(1 + kept / 16);
        Undo(kept);
        for (var conflicts = 0; ; )
        {
            if (contradictory)
                return false;
            if (Propagate() is { } conflict)
            {
                if (levels.Count == 0)
                    contradictory = true;
                else
                    Learn(conflict);
                if (++conflicts % ConflictsBeforeRestart == 0)
                    Undo(0);
                continue;
            }
            var next = -1;
            while (next < 0 && levels.Count < assumed.Length)
            {
                var wanted = assumed[levels.Count];
                if (variables.ValueOf(wanted) < 0)
                    return false;
                if (variables.ValueOf(wanted) == 0)
                    next = wanted;
                else
                    levels.Add((trail.Count, wanted));
            }
            if (next < 0 && (next = variables.NextDecision()) < 0)
                return true;
            levels.Add((trail.Count, next));
            Assign(next, null);
        }
    }

    private void Watch(int[] clause)
    {
        watches[clause[0]].Add((clause, clause[1]));
        watches[clause[1]].Add((clause, clause[0]));
    }

    private void Assign(int literal, int[]? reason)
    {
        variables.Assign(literal, levels.Count, reason);
        trail.Add(literal);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Undo(int level)
    {
        if (levels.Count <= level)
            return;
        var start = levels[level].Start;
        for (var i = trail.Count - 1; i >= start; i--)
            variables.Forget(trail[i]);
        trail.RemoveRange(start, trail.Count - start);
        levels.RemoveRange(level, levels.Count - level);
        propagated = Math.Min(propagated, trail.Count);
    }

    /// <summary>Assigns what follows; the clause that cannot be satisfied, if there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int[]? Propagate()
    {
        while (propagated < trail.Count)
        {
            var refuted = trail[propagated++] ^ 1;
            var list = watches[refuted];
            budget.Spend(1 + list.Count);
            var kept = 0;
            for (var i = 0; i < list.Count; i++)
            {
                var (clause, blocker) = list[i];
                if (IsTrue(blocker))
                {
                    list[kept++] = list[i];
                    continue;
                }
                if (clause[0] == refuted)
                    (clause[0], clause[1]) = (clause[1], refuted);
                if (!IsTrue(clause[0]) && TryWatchAnother(clause))
                    continue;
                list[kept++] = (clause, clause[0]);
                if (variables.ValueOf(clause[0]) == 0)
                    Assign(clause[0], clause);
                else if (!IsTrue(clause[0]))
                {
                    while (++i < list.Count)
                        list[kept++] = list[i];
                    list.RemoveRange(kept, list.Count - kept);
                    return clause;
                }
            }
            list.RemoveRange(kept, list.Count - kept);
        }
        return null;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryWatchAnother(int[] clause)
    {
        for (var k = 2; k < clause.Length; k++)
        {
            if (variables.ValueOf(clause[k]) < 0)
                continue;
            (clause[1], clause[k]) = (clause[k], clause[1]);
            watches[clause[1]].Add((clause, clause[0]));
            return true;
        }
        return false;
    }

    // The clause that the conflict teaches, up to the first point through which all of it goes.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Learn(int[] conflict)
    {
        var learned = new List<int> { 0 };
        var seen = new HashSet<int>();
        var (open, at, reason, back) = (0, trail.Count - 1, conflict, 0);
        int literal;
        do
        {
            foreach (var other in reason)
            {
                var variable = other >> 1;
                if (variables.LevelOf(variable) == 0 || IsTrue(other) || !seen.Add(variable))
                    continue;
                variables.Raise(variable);
                if (variables.LevelOf(variable) == levels.Count)
                    open++;
                else
                {
                    learned.Add(other);
                    back = Math.Max(back, variables.LevelOf(variable));
                }
            }
            while (!seen.Contains(trail[at] >> 1))
                at--;
            literal = trail[at--];
            reason = variables.ReasonOf(literal >> 1)!;
        } while (--open > 0);
        learned[0] = literal ^ 1;
        budget.Spend(learned.Count + seen.Count);
        variables.Decay();

        Undo(back);
        if (learned.Count == 1)
        {
            Assign(learned[0], null);
            return;
        }
        var second = learned.FindIndex(1, other => variables.LevelOf(other >> 1) == back);
        (learned[1], learned[second]) = (learned[second], learned[1]);
        int[] clause = [.. learned];
        Watch(clause);
        Assign(clause[0], clause);
    }
}
