using System.Text.Json.Nodes;
using SupportKit.BusinessTime;
using SupportKit.Routing;
using SupportKit.Rules;
using SupportKit.Screening;
using SupportKit.Sla;

namespace SupportKit.Policies;

/// <summary>
/// Writes a policy in C# instead of JSON. It makes the very document, and <see cref="Build"/> reads and checks it as any
/// other, so both forms are one model: each can be written as the other. Not thread-safe; for start-up code.
/// </summary>
public sealed partial class PolicyBuilder
{
    private readonly JsonObject document;

    private PolicyBuilder(JsonObject document) => this.document = document;

    /// <summary>Begins an empty policy.</summary>
    public PolicyBuilder(string id)
        : this(new JsonObject { ["id"] = id }) { }

    /// <summary>Begins with all that a policy says, to add to it.</summary>
    public static PolicyBuilder From(Policy policy) => new(JsonNode.Parse(policy.ToJson())!.AsObject());

    /// <summary>Reads and checks what was written.</summary>
    /// <exception cref="PolicyJson.PolicyException">It has problems; lines are those of <see cref="ToJson"/>.</exception>
    public Policy Build() => Policy.Parse(ToJson());

    /// <summary>The document written so far.</summary>
    public string ToJson() => document.ToJsonString();

    /// <summary>What people call the desk.</summary>
    public PolicyBuilder Name(LocalizedText name) => Set("name", Text(name));

    /// <summary>The languages the desk speaks, its own first.</summary>
    public PolicyBuilder Languages(params ReadOnlySpan<string> codes) =>
        Set("languages", ConditionBuilder.Texts(codes));

    /// <summary>The time zone of the policy's days of the week.</summary>
    public PolicyBuilder TimeZone(string id) => Set("timeZone", id);

    /// <summary>What the numbers of tickets begin with, such as <c>ACME</c>; <c>T</c> without this call.</summary>
    public PolicyBuilder NumberPrefix(string prefix) => Set("numberPrefix", prefix);

    /// <summary>A channel that requests come in by or, when not official, a place that people are referred to.</summary>
    public PolicyBuilder Channel(string id, bool official = true, LocalizedText? title = null)
    {
        var channel = Titled(title);
        if (!official)
            channel["official"] = false;
        return Put("channels", id, channel);
    }

    /// <summary>What requests may be about; parents before their children.</summary>
    public PolicyBuilder Category(string id, string? parent = null, LocalizedText? title = null)
    {
        var category = Titled(title);
        if (parent is not null)
            category["parent"] = parent;
        return Put("categories", id, category);
    }

    /// <summary>A fact with a closed list of values.</summary>
    public PolicyBuilder Choice(string name, FactSource from, params ReadOnlySpan<string> values) =>
        Put("facts", name, new JsonObject { ["values"] = ConditionBuilder.Texts(values), ["from"] = NameOf(from) });

    /// <summary>A fact that is a text, a yes/no, a number, an address, an instant or a date.</summary>
    public PolicyBuilder Fact(string name, FactType type, FactSource from = FactSource.Form) =>
        Put("facts", name, new JsonObject { ["type"] = NameOf(type), ["from"] = NameOf(from) });

    /// <summary>The form of a category.</summary>
    public PolicyBuilder Form(
        string category,
        IEnumerable<string>? required = null,
        IEnumerable<string>? recommended = null,
        IEnumerable<string>? optional = null
    )
    {
        var form = new JsonObject();
        foreach (
            var (need, fields) in new[] { ("required", required), ("recommended", recommended), ("optional", optional) }
        )
        {
            if (fields is not null)
                form[need] = ConditionBuilder.Texts([.. fields]);
        }
        return Put("forms", category, form);
    }

    /// <summary>A plan customers may have, with what it entitles them to.</summary>
    public PolicyBuilder Plan(string id, params ReadOnlySpan<string> entitlements) =>
        Put("plans", id, new JsonObject { ["entitlements"] = ConditionBuilder.Texts(entitlements) });

    /// <summary>A switch that an operator or a calendar turns on for the whole desk.</summary>
    public PolicyBuilder Switch(string id, string? during = null) =>
        Put("switches", id, during is null ? [] : new JsonObject { ["during"] = during });

    /// <summary>Something that a switch can be about; the switch is then turned on for its subjects only.</summary>
    /// <param name="switchId">The switch, which was given before.</param>
    /// <param name="subject">The subject's id.</param>
    /// <param name="when">Which requests are about it.</param>
    /// <param name="label">What people call it; null for its id.</param>
    public PolicyBuilder SwitchSubject(
        string switchId,
        string subject,
        ConditionBuilder when,
        LocalizedText? label = null
    )
    {
        ArgumentNullException.ThrowIfNull(when);
        var about = new JsonObject { ["when"] = when.ToJson() };
        if (label is not null)
            about["label"] = Text(label);
        Member(Member(Section("switches"), switchId), "subjects")[subject] = about;
        return this;
    }

    /// <summary>Adds a business calendar, which promises name by its id.</summary>
    public PolicyBuilder Calendar(string id, BusinessCalendar calendar) =>
        Put("calendars", id, JsonNode.Parse(calendar.ToJson())!);

    /// <summary>A calendar of hours in the time zone of whoever asks, as the host's directory states it, or else in the policy's.</summary>
    /// <param name="id">The calendar's id.</param>
    /// <param name="hours">The hours; its own time zone does not count.</param>
    public PolicyBuilder RequesterCalendar(string id, BusinessCalendar hours)
    {
        var calendar = JsonNode.Parse(hours.ToJson())!;
        calendar["timeZone"] = RequesterCalendars.Zone;
        return Put("calendars", id, calendar);
    }

    /// <summary>An answer that is written once and sent often, with places such as <c>{requester}</c> that the ticket fills.</summary>
    /// <param name="id">The macro's id.</param>
    /// <param name="text">What is sent.</param>
    /// <param name="title">What agents choose it by; null for the id.</param>
    /// <param name="acknowledges">A reply with it only tells that somebody has seen the request; the answer is still owed.</param>
    public PolicyBuilder Macro(string id, LocalizedText text, LocalizedText? title = null, bool acknowledges = false)
    {
        var macro = new JsonObject { ["text"] = Text(text) };
        if (acknowledges)
            macro["acknowledges"] = true;
        if (title is not null)
            macro["title"] = Text(title);
        return Put("macros", id, macro);
    }

    /// <summary>A rule of scope by which the desk helps.</summary>
    public PolicyBuilder Accept(string id, ConditionBuilder when) => Scope(id, when, "accept");

    /// <summary>A rule of scope by which the desk helps within limits, which the person is told.</summary>
    public PolicyBuilder AcceptLimited(string id, ConditionBuilder when, LocalizedText limit) =>
        Scope(id, when, new JsonObject { ["acceptLimited"] = Text(limit) });

    /// <summary>A rule of scope that refers to another channel.</summary>
    public PolicyBuilder Redirect(string id, ConditionBuilder when, string channel, LocalizedText advice) =>
        Scope(id, when, new JsonObject { ["redirect"] = channel, ["advice"] = Text(advice) });

    /// <summary>A rule of scope by which the desk does not help.</summary>
    public PolicyBuilder Refuse(string id, ConditionBuilder when, LocalizedText reason) =>
        Scope(id, when, new JsonObject { ["refuse"] = Text(reason) });

    /// <summary>The priorities, most urgent first.</summary>
    public PolicyBuilder Priorities(params ReadOnlySpan<string> levels)
    {
        Section("priority")["levels"] = ConditionBuilder.Texts(levels);
        return this;
    }

    /// <summary>A rule that chooses a priority.</summary>
    public PolicyBuilder Priority(string id, ConditionBuilder when, string level) =>
        AddRule(Section("priority"), Rule(id, when, level));

    /// <summary>A queue, with the order in which its tickets are taken.</summary>
    public PolicyBuilder Queue(string id, LocalizedText? title = null, QueueOrder order = QueueOrder.Urgency)
    {
        var queue = Titled(title);
        if (order == QueueOrder.Arrival)
            queue["order"] = "arrival";
        Member(Section("routing"), "queues")[id] = queue;
        return this;
    }

    /// <summary>A rule that chooses a queue.</summary>
    public PolicyBuilder Route(string id, ConditionBuilder when, string queue) =>
        AddRule(Section("routing"), Rule(id, when, queue));

    private static JsonObject Rule(string id, ConditionBuilder when, JsonNode then) =>
        new()
        {
            ["id"] = id,
            ["when"] = when.ToJson(),
            ["then"] = then,
        };

    private PolicyBuilder Scope(string id, ConditionBuilder when, JsonNode then) =>
        Append("scope", Rule(id, when, then));

    private PolicyBuilder AddRule(JsonObject section, JsonObject rule)
    {
        if (section["rules"] is not JsonArray rules)
            section["rules"] = rules = [];
        rules.Add((JsonNode)rule);
        return this;
    }

    private PolicyBuilder Append(string section, JsonObject item)
    {
        if (document[section] is not JsonArray items)
            document[section] = items = [];
        items.Add((JsonNode)item);
        return this;
    }

    private PolicyBuilder Put(string section, string id, JsonNode value)
    {
        Section(section)[id] = value;
        return this;
    }

    private PolicyBuilder Set(string member, JsonNode value)
    {
        document[member] = value;
        return this;
    }

    private JsonObject Section(string name) => Member(document, name);

    private static JsonObject Member(JsonObject parent, string name)
    {
        if (parent[name] is not JsonObject member)
            parent[name] = member = [];
        return member;
    }

    private static JsonObject Titled(LocalizedText? title) =>
        title is null ? [] : new JsonObject { ["title"] = Text(title) };

    private static JsonObject Text(LocalizedText text)
    {
        var translations = new JsonObject();
        foreach (var language in text.Languages)
            translations[language] = text.Get(language);
        return translations;
    }

    private PolicyBuilder PutCheck(MessageCheck check, MessageAction then, JsonObject limits)
    {
        limits["then"] = NameOf(then);
        var name = check.ToString();
        return Put("screening", char.ToLowerInvariant(name[0]) + name[1..], limits);
    }

    private static string NameOf(MessageAction action) => action.ToString().ToLowerInvariant();

    private static string NameOf(FactSource source) => source.ToString().ToLowerInvariant();

    private static string NameOf(FactType type) => type.ToString().ToLowerInvariant();
}
