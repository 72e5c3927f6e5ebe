using NodaTime;
using SupportKit.Rules;

namespace SupportKit.Privacy;

/// <summary>Who may let the desk into a customer's environment, and for how long. Without it, nobody may. Immutable.</summary>
/// <param name="GrantedBy">What must be known of the person who grants it.</param>
/// <param name="MaxDuration">The longest that a grant may last.</param>
internal sealed record AccessRules(Condition GrantedBy, Duration MaxDuration);
