namespace SupportKit.PolicyAnalysis;

/// <summary>Thrown when the rules depend on each other in so many ways that the check's work budget is used up. Caught by <see cref="PolicyChecker"/> alone.</summary>
internal sealed class CheckTooLargeException : Exception;
