namespace SupportKit.Tests;

/// <summary>What every refusal has to tell, whatever it is.</summary>
internal static class RefusalText
{
    /// <summary>The refusal, if both of its readers are told a sentence in which every place has its value; else the test fails.</summary>
    public static T Told<T>(T refusal)
        where T : Refusal
    {
        Assert.All(
            [refusal.Reason, refusal.ToRequesterText()],
            text =>
            {
                Assert.False(string.IsNullOrWhiteSpace(text), $"{refusal.Code} says nothing.");
                // What a place without a value leaves behind: two spaces, empty quotes, a sign that nothing stands before.
                Assert.DoesNotMatch("""^[ .]|""|\(\)|  | [.,;:]|[:,] *\.""", text);
            }
        );
        return refusal;
    }
}
