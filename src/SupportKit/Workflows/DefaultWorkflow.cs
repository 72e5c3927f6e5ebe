using SupportKit.Tickets;

namespace SupportKit.Workflows;

/// <summary>The workflow of a policy that declares none.</summary>
internal static class DefaultWorkflow
{
    public static Workflow Make() =>
        new(
            new WorkflowState("new", StateCategory.New)
                .Permit(Triggers.Acknowledge, "open")
                .Permit(Triggers.Answer, "answered")
                .Permit(Triggers.Ask, "waiting")
                .Permit(Triggers.Hold, "held")
                .Permit(Triggers.Resolve, "resolved")
                .Permit(Triggers.Close, "closed")
                .Ignore(Triggers.RequesterReply),
            new WorkflowState("open", StateCategory.Open)
                .Permit(Triggers.Answer, "answered")
                .Permit(Triggers.Ask, "waiting")
                .Permit(Triggers.Hold, "held")
                .Permit(Triggers.Resolve, "resolved")
                .Permit(Triggers.Close, "closed")
                .Ignore(Triggers.Acknowledge, Triggers.RequesterReply),
            new WorkflowState("waiting", StateCategory.Waiting)
                .Permit(Triggers.RequesterReply, "open")
                .Permit(Triggers.Answer, "answered")
                .Permit(Triggers.Hold, "held")
                .Permit(Triggers.Resolve, "resolved")
                .Permit(Triggers.Close, "closed")
                .Ignore(Triggers.Ask, Triggers.Acknowledge),
            new WorkflowState("held", StateCategory.Held)
                .Permit(Triggers.Resume, "open")
                .Permit(Triggers.Resolve, "resolved")
                .Permit(Triggers.Close, "closed")
                .Ignore(Triggers.Answer, Triggers.RequesterReply, Triggers.Acknowledge, Triggers.Hold),
            new WorkflowState("answered", StateCategory.Answered)
                .Permit(Triggers.RequesterReply, "open")
                .Permit(Triggers.Ask, "waiting")
                .Permit(Triggers.Hold, "held")
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
