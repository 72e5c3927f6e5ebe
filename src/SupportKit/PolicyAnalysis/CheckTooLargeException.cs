namespace SupportKit.PolicyAnalysis;

/// <summary>The rules are too entangled for the work one check may take. Caught by <see cref="PolicyChecker"/> alone.</summary>
internal sealed class CheckTooLargeException : Exception;
