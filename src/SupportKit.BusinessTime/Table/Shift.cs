namespace SupportKit.BusinessTime;

/// <summary>An open interval in UTC, half-open, with the local day it belongs to: the day it starts.</summary>
/// <param name="Day">The local day, in days from 1970-01-01.</param>
/// <param name="Start">The start, in seconds from the Unix epoch.</param>
/// <param name="End">The end, exclusive, in seconds from the Unix epoch.</param>
internal readonly record struct Shift(int Day, long Start, long End);
