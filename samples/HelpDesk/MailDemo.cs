using System.Security.Cryptography;
using SupportKit;
using SupportKit.Hosting;

namespace HelpDesk;

/// <summary>Takes mails to <c>support@desk.example</c> from a folder. Each person writes from <c>ID@people.example</c>.</summary>
public static class MailDemo
{
    /// <summary>Adds it to the desk.</summary>
    public static void Use(SupportKitBuilder desk, Policy policy, string folder) =>
        desk.UseMail(mail =>
            {
                // A real host keeps its key as a secret; of this one, replies of an earlier run are not known.
                mail.SigningKeys = [Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))];
                mail.Addresses =
                [
                    new()
                    {
                        Address = "support@desk.example",
                        Channel = (policy.Channels.FirstOrDefault(one => one.Id == "email") ?? policy.Channels[0]).Id,
                        Category = policy.Intake.Categories[0].Id,
                    },
                ];
                mail.RequesterOf = (_, address, _) => Task.FromResult(PersonOf(address));
            })
            .UsePickupFolder(pickup => pickup.Path = folder);

    private static string? PersonOf(string address) =>
        People.All.FirstOrDefault(person => $"{person.Id}@people.example" == address)?.Id;
}
