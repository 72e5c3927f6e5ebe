using System.Data.Common;
using SupportKit.EntityFrameworkCore;

namespace SupportKit.Faults.Load;

/// <summary>What an error tells its caller.</summary>
internal static class Told
{
    /// <summary>Its types and the database's own code, from the outside in, e.g. <c>CommitFailedException > SqliteException 13</c>.</summary>
    public static string By(Exception error) =>
        string.Join(
            " > ",
            Chain(error)
                .Select(one =>
                    one is DbException { SqlState: { } state } ? $"{one.GetType().Name} {state}" : one.GetType().Name
                )
        );

    /// <summary>The database's own error; fails when there is none in it.</summary>
    public static DbException Database(Exception error)
    {
        var found = Chain(error).OfType<DbException>().LastOrDefault();
        Assert.True(found is not null, $"It says nothing of the database: {error}");
        return found;
    }

    /// <summary>Holds that it is the database's own error, or the store's with that in it: nothing that sends a reader elsewhere.</summary>
    public static void Plainly(Exception error)
    {
        Assert.True(error is DbException or CommitFailedException, error.ToString());
        Database(error);
    }

    private static IEnumerable<Exception> Chain(Exception error)
    {
        for (var one = error; one is not null; one = one.InnerException)
            yield return one;
    }
}
