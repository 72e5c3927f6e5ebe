namespace SupportKit.Reliability;

/// <summary>
/// Something that did harm once, run again against the code as it is. A class in this assembly that derives from it is run and
/// reported; nothing lists it besides.
/// </summary>
/// <param name="line">The line of the list of faults it belongs to: <c>"4"</c>.</param>
/// <param name="what">What is done, in one sentence.</param>
/// <param name="before">What it did, as reported.</param>
/// <param name="how">How the figure is measured.</param>
internal abstract class Attack(string line, string what, string before, string how)
{
    public string Line => line;

    public string What => what;

    public string Before => before;

    public string How => how;

    /// <summary>The stores it is run against, each by itself.</summary>
    public virtual IReadOnlyList<string> Engines => [Place.Memory];

    public abstract Task<Outcome> RunAsync(Place place, CancellationToken stop);
}

/// <summary>What an attack did.</summary>
/// <param name="Figure">The figure, with its unit.</param>
/// <param name="Holds">Whether it is what it should be.</param>
internal sealed record Outcome(string Figure, bool Holds);
