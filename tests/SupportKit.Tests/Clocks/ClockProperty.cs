using FsCheck;
using FsCheck.Fluent;

namespace SupportKit.Tests.Clocks;

/// <summary>Says that a law holds for every history, over generated ones.</summary>
internal static class ClockProperty
{
    private const int Some = 2_000;
    private const int Many = 100_000;

    /// <summary>Over some thousand histories.</summary>
    public static void Holds(Func<ClockHistory, bool> law) => Holds(Plot.Any, plot => law(new ClockHistory(plot)));

    /// <summary>Over some thousand histories that the law makes itself.</summary>
    public static void Holds(Arbitrary<Plot> plots, Func<Plot, bool> law) => Check(plots, law, Some, size: 30);

    /// <summary>Over very many, shorter ones; each history is made once for all the laws.</summary>
    public static void HoldForMany(params Func<ClockHistory, bool>[] laws) =>
        HoldsForMany(
            Plot.Any,
            plot =>
            {
                var history = new ClockHistory(plot);
                return Array.TrueForAll(laws, law => law(history) ? true : throw Broken(law.Method.Name, history));
            }
        );

    /// <summary>Over very many, shorter ones that the law makes itself.</summary>
    public static void HoldsForMany(Arbitrary<Plot> plots, Func<Plot, bool> law) => Check(plots, law, Many, size: 14);

    private static void Check(Arbitrary<Plot> plots, Func<Plot, bool> law, int times, int size) =>
        Prop.ForAll(plots, plot => law(plot) ? true : throw Broken(law.Method.Name, new ClockHistory(plot)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(times).WithEndSize(size));

    private static InvalidOperationException Broken(string law, ClockHistory history) => new($"{law}\n{history}");
}
