namespace SupportKit.Workflows;

/// <summary>The workflow of a policy that declares none.</summary>
internal static class DefaultWorkflow
{
    public static Workflow Make() =>
        new(
            new WorkflowState("new", StateCategory.New)
                .Permit(Triggers.Acknowledge, "open")
                .Permit(Triggers.Answer, "answered")
                .Permit(Triggers.Ask, "pending")
                .Permit(Triggers.Hold, "on-hold")
                .Permit(Triggers.Resolve, "resolved")
                .Permit(Triggers.Close, "closed")
                .Ignore(Triggers.RequesterReply),
            new WorkflowState("open", StateCategory.Open)
                .Permit(Triggers.Answer, "answered")
                .Permit(Triggers.Ask, "pending")
                .Permit(Triggers.Hold, "on-hold")
                .Permit(Triggers.Resolve, "resolved")
                .Permit(Triggers.Close, "closed")
                .Ignore(Triggers.Acknowledge, Triggers.RequesterReply),
            new WorkflowState("pending", StateCategory.Pending)
                .Permit(Triggers.RequesterReply, "open")
                .Permit(Triggers.Answer, "answered")
                .Permit(Triggers.Hold, "on-hold")
                .Permit(Triggers.Resolve, "resolved")
                .Permit(Triggers.Close, "closed")
                .Ignore(Triggers.Ask, Triggers.Acknowledge),
            new WorkflowState("on-hold", StateCategory.OnHold)
                .Permit(Triggers.Resume, "open")
                .Permit(Triggers.Resolve, "resolved")
                .Permit(Triggers.Close, "closed")
                .Ignore(Triggers.Answer, Triggers.RequesterReply, Triggers.Acknowledge, Triggers.Hold),
            new WorkflowState("answered", StateCategory.Answered)
                .Permit(Triggers.RequesterReply, "open")
                .Permit(Triggers.Ask, "pending")
                .Permit(Triggers.Hold, "on-hold")
                .Permit(Triggers.Accept, "closed")
                .Permit(Triggers.Resolve, "resolved")
                .Permit(Triggers.Close, "closed")
                .Ignore(Triggers.Answer, Triggers.Acknowledge),
            new WorkflowState("resolved", StateCategory.Resolved)
                .Permit(Triggers.Accept, "closed")
                .Permit(Triggers.Close, "closed")
                .Permit(Triggers.Reopen, "open")
                .Permit(Triggers.RequesterReply, "open")
                .Ignore(Triggers.Answer, Triggers.Resolve),
            new WorkflowState("closed", StateCategory.Closed)
        );
}
