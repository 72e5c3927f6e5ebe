namespace SupportKit.Decisions;

/// <summary>Who is told what, before anything else is known of the message.</summary>
/// <param name="To">Who is told.</param>
/// <param name="Who">What the message's id says of a reader beside the requester.</param>
/// <param name="Template">Which text.</param>
/// <param name="Values">What its own places hold.</param>
internal readonly record struct MessageDraft(
    Recipient To,
    string Who,
    string Template,
    (string Name, string Value)[] Values
)
{
    /// <summary>What counts as the same kind of notice: the template, and for what tells of a metric that one.</summary>
    public string Kind
    {
        get
        {
            foreach (var (name, value) in Values)
            {
                if (name == "metric")
                    return $"{Template}/{value}";
            }
            return Template;
        }
    }

    /// <summary>Whether it is for somebody outside the desk.</summary>
    public bool IsOutside => To.Kind == RecipientKind.Requester;
}
