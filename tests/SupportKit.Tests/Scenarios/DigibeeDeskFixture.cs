using SupportKit.Rules;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Scenarios;

/// <summary>Digibee's desk, asked by a customer who is signed in.</summary>
internal static class DigibeeDeskFixture
{
    public static ScenarioDeskFixture Open() =>
        new("digibee") { Requester = Facts(("contract", true)), Stated = Facts(("signedIn", true)) };

    /// <summary>The form of an incident, filled in; later answers replace earlier ones.</summary>
    public static (string, FactValue)[] Answers(params (string Name, FactValue Value)[] answers) =>
        [
            .. Incident(answers)
                .Where(fact => Digibee.Facts.Find(fact.Key)!.Source == FactSource.Form)
                .Select(fact => (fact.Key, fact.Value)),
        ];
}
