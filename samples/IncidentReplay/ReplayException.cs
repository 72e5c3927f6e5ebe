namespace IncidentReplay;

/// <summary>What a person can put right: a wrong option, a missing file, a bad row, a policy that does not fit the log.</summary>
internal sealed class ReplayException(string message) : Exception(message);
