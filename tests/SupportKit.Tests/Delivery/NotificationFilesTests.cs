using System.Collections.Immutable;
using System.Text.Json.Nodes;
using SupportKit.Conversations;
using SupportKit.Decisions;
using SupportKit.Delivery;
using SupportKit.Hosting;
using SupportKit.Policies;
using SupportKit.PolicyAnalysis;
using SupportKit.Tests.Shared;
using SupportKit.Tickets;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Delivery;

/// <summary>Which files go with a notification: those of the answer, and never one that its reader does not see in the conversation.</summary>
public class NotificationFilesTests
{
    private static readonly Actor Rui = Actor.Requester("rui");
    private static readonly Actor Crm = Actor.Integration("crm");

    // Whoever has no contract is shown what is written; of the others it hangs on whether they are signed in.
    private static readonly Policy Hiding = PolicyBuilder.From(Digibee).EncloseAttachments().Build();
    private static readonly Policy Showing = Without(Hiding, "privacy");

    [Fact]
    public void The_answer_brings_what_the_desk_attached_since_it_last_answered()
    {
        var life = new Life(Showing, contract: true);
        life.Add(Agent, File("old"));
        life.Add(Agent, new TicketEvent.AgentReplied("First."));
        life.Add(Agent, File("guide"));
        life.Add(Agent, new TicketEvent.InternalNoteAdded("For us."));
        life.Add(Ana, File("log"));
        life.Add(Crm, File("invoice"));
        life.Add(Agent, new TicketEvent.AgentReplied("Second."));

        Assert.Equal(["guide", "invoice"], life.FilesOf(life.Sent.Last(one => one.To.Id == "ana")));
    }

    [Fact]
    public void A_participant_gets_what_another_one_attached_and_the_desk_each_file_with_its_own_notice()
    {
        var life = new Life(Showing, contract: true);
        life.Add(Ana, new TicketEvent.Shared("rui"));
        life.Add(Ana, File("log"));
        life.Add(Ana, new TicketEvent.RequesterReplied("See the log."));

        Assert.Equal(["log"], life.FilesOf(life.Sent.Single(one => one.Template == "message-added")));
        Assert.Equal(
            ["log"],
            life.Sent.Where(one => one.Template == "requester-replied").SelectMany(one => life.FilesOf(one))
        );
    }

    [Theory]
    [InlineData(false, 1)] // nothing of a visitor is hidden
    [InlineData(true, 0)] // nobody knows whether who reads a mail is signed in
    public void A_file_is_hidden_where_the_words_are(bool contract, int files)
    {
        var life = new Life(Hiding, contract);
        life.Add(Agent, File("guide"));
        life.Add(Agent, new TicketEvent.AgentReplied("See the guide."));

        Assert.Equal(files, life.FilesOf(life.Sent.Last(one => one.To.Id == "ana")).Length);
    }

    [Fact]
    public void What_was_withdrawn_or_erased_meanwhile_does_not_leave()
    {
        var life = new Life(Showing, contract: true);
        life.Add(Ana, new TicketEvent.Shared("rui"));
        life.Add(Rui, File("photo"));
        life.Add(Rui, File("plan"));
        life.Add(Rui, new TicketEvent.RequesterReplied("See both."));
        var told = life.Sent.Last(one => one.To.Id == "ana");
        Assert.Equal(["photo", "plan"], life.FilesOf(told));

        life.Add(Rui, new TicketEvent.AttachmentWithdrawn("photo"));
        Assert.Equal(["plan"], life.FilesOf(told));

        life.Erase("rui");
        Assert.Empty(life.FilesOf(told));
    }

    [Theory]
    [InlineData("\"none\"")]
    [InlineData(null)]
    public void Without_a_word_of_the_policy_notifications_hold_no_files(string? mode)
    {
        var json = JsonNode.Parse(Showing.ToJson())!.AsObject();
        json["notifications"]!.AsObject().Remove("attachments");
        if (mode is not null)
            json["notifications"]!["attachments"] = JsonNode.Parse(mode);
        var life = new Life(Policy.Parse(json.ToJsonString()), contract: true);
        life.Add(Agent, File("guide"));
        life.Add(Agent, new TicketEvent.AgentReplied("See the guide."));

        Assert.Empty(life.FilesOf(life.Sent.Last(one => one.To.Id == "ana")));
    }

    [Law(100, 20_000)]
    public void No_notification_holds_a_file_that_its_reader_may_not_see(byte[] script, bool contract)
    {
        var life = new Life(Hiding, contract);
        foreach (var step in script)
            life.Play(step);

        foreach (var message in life.Sent)
        {
            var files = life.FilesOf(message);
            foreach (var about in life.Readings(message.To))
                Assert.Empty(files.Except(life.SeenBy(message.To, about)));
        }
    }

    [Theory]
    [InlineData("\"all\"", "policy.value_unknown")]
    [InlineData("{ \"maxBytes\": 0 }", "policy.count_unreadable")]
    [InlineData("{ \"maxBytes\": 26214401 }", "policy.count_unreadable")]
    [InlineData("{ \"maxBytes\": \"10 MB\" }", "policy.count_unreadable")]
    [InlineData("{ \"most\": 1 }", "policy.property_unknown")]
    public async Task What_cannot_be_a_limit_is_refused_by_the_reader_and_the_schema(string value, string code)
    {
        var json = JsonNode.Parse(Showing.ToJson())!.AsObject();
        json["notifications"]!["attachments"] = JsonNode.Parse(value);
        var schema = await NJsonSchema.JsonSchema.FromJsonAsync(PolicySchema.Json);

        var error = Assert.Throws<PolicyJson.PolicyException>(() => Policy.Parse(json.ToJsonString()));

        Assert.Contains(code, error.Problems.Select(problem => problem.Code));
        Assert.NotEmpty(schema.Validate(json.ToJsonString()));
    }

    [Fact]
    public async Task Both_forms_of_a_policy_say_the_same_of_files()
    {
        var schema = await NJsonSchema.JsonSchema.FromJsonAsync(PolicySchema.Json);
        var builder = PolicyBuilder.From(Showing);

        Assert.Equal(MailedFilesMode.Links, builder.ListAttachments().Build().MailedFiles.Mode);
        Assert.Equal(
            new MailedFiles(MailedFilesMode.Files, 10 * 1024 * 1024),
            builder.EncloseAttachments().Build().MailedFiles
        );
        var limited = builder.EncloseAttachments(5_000_000).Build();
        Assert.Equal(new MailedFiles(MailedFilesMode.Files, 5_000_000), limited.MailedFiles);
        Assert.Empty(schema.Validate(limited.ToJson()));
        Assert.Equal(limited.Version, Policy.Parse(limited.ToJson()).Version);
    }

    [Theory]
    [InlineData("""{ "signedIn": true }""", true)]
    [InlineData("""{ "any": [{ "signedIn": true }, { "contract": false }] }""", false)]
    [InlineData("""{ "all": [{ "signedIn": true }, { "contract": false }] }""", true)]
    [InlineData("""{ "seats": { "atLeast": 5 } }""", false)]
    [InlineData("""{ "team": { "startsWith": "e" } }""", false)]
    [InlineData("""{ "since": { "from": "2026-01-01T00:00:00Z" } }""", false)]
    [InlineData("""{ "until": { "from": "2027-01-01" } }""", false)]
    [InlineData("""{ "seats": { "exists": true } }""", true)]
    public void The_checker_tells_when_no_mail_can_hold_a_file(string visibleIf, bool told)
    {
        var json = JsonNode.Parse(Hiding.ToJson())!.AsObject();
        json["privacy"]!["withhold"]!["visibleIf"] = JsonNode.Parse(visibleIf);
        foreach (
            var (fact, type) in new[] { ("seats", "number"), ("team", "text"), ("since", "instant"), ("until", "date") }
        )
            json["facts"]![fact] = new JsonObject { ["type"] = type, ["from"] = "requester" };

        var found = PolicyChecker.Analyze(Policy.Parse(json.ToJsonString()));

        Assert.Equal(told, found.Any(one => one.Code == "policy.attachments_withheld"));
    }

    private static Policy Without(Policy policy, string section)
    {
        var json = JsonNode.Parse(policy.ToJson())!.AsObject();
        json.Remove(section);
        return Policy.Parse(json.ToJsonString());
    }

    private static TicketEvent.AttachmentAdded File(string name) => new(name, name, "text/plain", 1);

    /// <summary>A ticket of Ana's and the notifications of it, made of its events alone.</summary>
    private sealed class Life
    {
        private readonly Policy policy;
        private readonly List<RecordedEvent> history;
        private int files;

        public Life(Policy policy, bool contract)
        {
            this.policy = policy;
            var opened = Accepted(
                Open(policy, Question(("contract", contract), ("signedIn", true), ("language", "en")))
            );
            (history, Ticket) = ([.. opened.Events], opened.Ticket);
        }

        public Ticket Ticket { get; private set; }

        public List<OutboundMessage> Sent { get; } = [];

        public void Add(Actor by, TicketEvent happened)
        {
            var recorded = new RecordedEvent(history[^1].Sequence + 1, Monday, by, happened);
            history.Add(recorded);
            Ticket = TicketHistory.Apply(Ticket, recorded);
            Sent.AddRange(Notifications.Of(policy, Ticket, [recorded]));
        }

        public void Erase(string person)
        {
            ImmutableArray<RecordedEvent> erased = TicketErasure.Erase(
                [.. history],
                person,
                $"erased-{person}-{history.Count}",
                (_, _) => false,
                Monday
            );
            history.Clear();
            history.AddRange(erased);
            Ticket = TicketHistory.Replay(erased)!;
        }

        public void Play(byte step)
        {
            var by = new[] { Ana, Rui, Agent, Crm }[step / 16 % 4];
            switch (step % 11)
            {
                case 0 or 1 or 2:
                    Add(by, File($"f{files++}"));
                    break;
                case 3:
                    Add(Agent, new TicketEvent.AgentReplied("An answer."));
                    break;
                case 4 or 5:
                    Add(step % 2 == 0 ? Ana : Rui, new TicketEvent.RequesterReplied("Some words."));
                    break;
                case 6:
                    Add(Agent, new TicketEvent.InternalNoteAdded("For us."));
                    break;
                case 7 when files > 0:
                    Add(by, new TicketEvent.AttachmentWithdrawn($"f{step % files}"));
                    break;
                case 8:
                    Add(Crm, new TicketEvent.FactsChanged(Facts(("contract", step / 16 % 2 == 0))));
                    break;
                case 9:
                    Add(
                        Ana,
                        Ticket.Participants.Contains("rui")
                            ? new TicketEvent.Unshared("rui")
                            : new TicketEvent.Shared("rui")
                    );
                    break;
                case 10 when step > 240:
                    Erase("rui");
                    break;
                default:
                    break;
            }
        }

        public string[] FilesOf(OutboundMessage message) =>
            Sees(message.To)
                ? [.. NotificationFiles.Of(policy, Ticket, [.. history], message).Select(file => file.Id)]
                : [];

        // As the store answers: whoever does not take part is given no history.
        private bool Sees(Recipient reader) =>
            reader.Kind != RecipientKind.Requester
            || Ticket.Requester == reader.Id
            || Ticket.Participants.Contains(reader.Id);

        /// <summary>What could be known of somebody who reads: of Ana what the ticket knows, and of others anything.</summary>
        public IEnumerable<FactSet> Readings(Recipient reader) =>
            from signedIn in new[] { true, false }
            from contract in reader.Id == "ana" ? [Ticket.Facts["contract"] == true] : new[] { true, false }
            select Facts(("signedIn", signedIn), ("contract", contract));

        public IEnumerable<string> SeenBy(Recipient reader, FactSet about)
        {
            var outside = reader.Kind == RecipientKind.Requester;
            var viewer = new ConversationViewer(
                outside,
                FieldVisibility.RulesFor(policy, outside, about, Monday),
                null,
                FactSet.Empty
            );
            return Sees(reader)
                ? ConversationReader
                    .Read(Ticket, [.. history], policy, viewer, Monday)
                    .Messages.Where(one => !one.IsWithheld && one.Attachment is { IsWithdrawn: false })
                    .Select(one => one.Attachment!.Id)
                : [];
        }
    }
}
