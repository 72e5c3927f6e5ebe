namespace SupportKit;

/// <summary>
/// The stable codes of refusals, of problems in a policy and of exceptions. Each has the form <c>area.noun_adjective</c> and never
/// changes its meaning, so that a host may compare and translate by it. docs/errors.md says what to do about each.
/// </summary>
/// <remarks>Calendars have their own codes, in <see cref="BusinessTime.BusinessCalendarErrors"/>.</remarks>
public static partial class SupportKitErrors;
