namespace SupportKit.Testing;

internal static class CaseNames
{
    public static ConformanceCase<T> Find<T>(IEnumerable<ConformanceCase<T>> cases, string name) =>
        cases.FirstOrDefault(known => known.Name == name)
        ?? throw new SupportKitException(
            SupportKitErrors.TestingCaseUnknown,
            $"No case is named \"{name}\".",
            "Take a name from the list of all cases."
        );
}
