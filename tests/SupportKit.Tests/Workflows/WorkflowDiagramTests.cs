using SupportKit.Delivery;
using SupportKit.Rules;
using SupportKit.Workflows;

namespace SupportKit.Tests.Workflows;

public class WorkflowDiagramTests
{
    private static readonly Workflow Small = new(
        new WorkflowState("new", StateCategory.New).Permit("start", "in work").Ignore("answer"),
        new WorkflowState("in work", StateCategory.Open)
            .PermitIf("close", "closed", new Condition.EqualsAny("env", ["TEST"]))
            .Permit("close", "checked")
            .Permit("deepen", "second level"),
        new WorkflowState("second level", StateCategory.OnHold, "in work").Permit("resume", "in work"),
        new WorkflowState("checked", parent: "in work"),
        new WorkflowState("closed", StateCategory.Closed)
    );

    [Fact]
    public void Each_category_has_a_color_of_its_own_on_which_text_can_be_read()
    {
        var fills = Enum.GetValues<StateCategory>().Select(DiagramColors.FillOf).ToList();

        Assert.Equal(fills.Count, fills.Distinct().Count());
        var text = ColorContrast.WithWhite(DiagramColors.Text)!.Value;
        Assert.All(fills, fill => Assert.True(text / ColorContrast.WithWhite(fill) >= 7));
    }

    [Fact]
    public void A_mermaid_diagram_holds_substates_guards_and_categories() =>
        Assert.Equal(
            """
            stateDiagram-v2
                state "new" as s1
                state "in work" as s2 {
                    state "second level" as s3
                    state "checked" as s4
                }
                state "closed" as s5
                [*] --> s1
                s1 --> s2 : start
                s2 --> s5 : close [env = TEST]
                s2 --> s4 : close [else]
                s2 --> s3 : deepen
                s3 --> s2 : resume
                s5 --> [*]
                classDef new fill:#dbeafe,color:#1f2937
                class s1 new
                classDef open fill:#dcfce7,color:#1f2937
                class s2,s4 open
                classDef on_hold fill:#fde8d0,color:#1f2937
                class s3 on_hold
                classDef closed fill:#e5e7eb,color:#1f2937
                class s5 closed

            """,
            Small.ToMermaid()
        );

    [Fact]
    public void A_graph_holds_substates_as_clusters_guards_and_categories() =>
        Assert.Equal(
            """
            digraph workflow {
                compound=true;
                node [shape=box, style="rounded,filled", fontcolor="#1f2937"];
                start [shape=point, label=""];
                s1 [label="new", class="new", fillcolor="#dbeafe"];
                subgraph cluster_s2 {
                    s2 [label="in work", class="open", fillcolor="#dcfce7"];
                    s3 [label="second level", class="on-hold", fillcolor="#fde8d0"];
                    s4 [label="checked", class="open", fillcolor="#dcfce7"];
                }
                s5 [label="closed", class="closed", fillcolor="#e5e7eb", peripheries=2];
                start -> s1;
                s1 -> s2 [label="start"];
                s2 -> s5 [label="close [env = TEST]", ltail=cluster_s2];
                s2 -> s4 [label="close [else]"];
                s2 -> s3 [label="deepen"];
                s3 -> s2 [label="resume"];
            }

            """,
            Small.ToDot()
        );

    [Theory]
    [InlineData("Awaiting User Info", "Awaiting User Info", "Awaiting User Info")]
    [InlineData("say \"no\"", "say #34;no#34;", "say \\\"no\\\"")]
    [InlineData("à vérifier", "à vérifier", "à vérifier")]
    [InlineData("待機 😀", "待機 #128512;", "待機 😀")]
    [InlineData("a;b: {c} --> %%d", "a#59;b#58; #123;c#125; --#62; #37;#37;d", "a;b: {c} --> %%d")]
    [InlineData("C:\\n &amp; <b>", "C#58;#92;n #38;amp#59; #60;b#62;", "C:\\\\n &amp;amp; <b>")]
    [InlineData("two\nlines", "two#10;lines", "two lines")]
    [InlineData("end", "end", "end")]
    public void A_name_means_only_itself(string name, string inMermaid, string inDot)
    {
        var workflow = new Workflow(new WorkflowState(name, StateCategory.Closed).Permit(name, name));

        Assert.Contains($"    state \"{inMermaid}\" as s1\n", workflow.ToMermaid());
        Assert.Contains($"    s1 --> s1 : {inMermaid}\n", workflow.ToMermaid());
        Assert.Contains($"    s1 [label=\"{inDot}\", class", workflow.ToDot());
        Assert.Contains($"    s1 -> s1 [label=\"{inDot}\"];\n", workflow.ToDot());
    }
}
