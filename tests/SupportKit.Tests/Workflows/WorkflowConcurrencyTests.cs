using System.Collections.Concurrent;
using SupportKit.Rules;
using SupportKit.Workflows;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Workflows;

/// <summary>All tickets of a policy go by one workflow, and many of them at the same time.</summary>
public class WorkflowConcurrencyTests
{
    private const int Threads = 8;
    private const int Rounds = 20_000;

    [Fact]
    public void Threads_that_decide_at_the_same_time_do_not_see_each_others_tickets()
    {
        var paid = new Condition.EqualsAny("paid", [true]);
        var workflow = new Workflow(
            new WorkflowState("working", StateCategory.Open).PermitIf("close", "closed", paid).Permit("park", "parked"),
            new WorkflowState("parked", StateCategory.OnHold, "working").Permit("start", "working").Ignore("park"),
            new WorkflowState("closed", StateCategory.Closed)
        );
        // Five questions whose answers differ in state, trigger or facts, each with how often it was answered rightly.
        (string State, string Trigger, FactSet Facts, Type Answer)[] questions =
        [
            ("working", "close", Facts(("paid", true)), typeof(Transition.Moved)),
            ("working", "close", Facts(("paid", false)), typeof(Transition.Guarded)),
            ("parked", "close", Facts(("paid", true)), typeof(Transition.Moved)),
            ("parked", "park", FactSet.Empty, typeof(Transition.Ignored)),
            ("closed", "close", Facts(("paid", true)), typeof(Transition.NotPermitted)),
        ];
        var right = new int[questions.Length];
        var faults = new ConcurrentQueue<Exception>();
        using var start = new Barrier(Threads);
        var threads = Enumerable
            .Range(0, Threads)
            .Select(first => new Thread(() =>
            {
                start.SignalAndWait();
                try
                {
                    for (var i = 0; i < Rounds; i++)
                    {
                        var chosen = (first + i) % questions.Length;
                        var (state, trigger, facts, answer) = questions[chosen];
                        if (workflow.Fire(state, trigger, facts).GetType() == answer)
                            Interlocked.Increment(ref right[chosen]);
                    }
                }
                catch (Exception fault)
                {
                    faults.Enqueue(fault);
                }
            }))
            .ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Assert.Empty(faults);
        Assert.Equal(Enumerable.Repeat(Threads * Rounds / questions.Length, questions.Length), right);
    }
}
