using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SupportKit.BusinessTime;
using SupportKit.PolicyAnalysis;
using SupportKit.Storage;

namespace SupportKit.Benchmarks;

/// <summary>
/// What each entry costs at a megabyte, in processor time of this process and in bytes: <c>-- megabyte</c>. Processor time says the same
/// on a machine that others use, which the clock does not.
/// </summary>
internal static class Megabyte
{
    private const int Length = 1_000_000;
    private const int Rounds = 7;

    public static async Task ReportAsync(TextWriter report)
    {
        await using var services = Desk();
        var desk = services.GetRequiredService<SupportDesk>();
        var text = Repeat(i => $"word{i} in a sentence of ordinary length, with a number {i * 7}. ");
        var store = services.GetRequiredService<ITicketStore>();
        var opened = (await desk.OpenAsync(Request("Broken", "It is."))).OrThrow().Ticket;
        var bytes = Encoding.UTF8.GetBytes(text);
        var queues = Policy(Repeat(i => $"\"q{i:D90}\":{{}},", 9_990));

        report.WriteLine("| a megabyte of | processor time | allocated |");
        report.WriteLine("|---|--:|--:|");
        await MeasureAsync("title (the longest allowed)", () => desk.OpenAsync(Request(text[..300], "It is.")));
        await MeasureAsync("body", () => desk.OpenAsync(Request("Broken", text)));
        await MeasureAsync(
            "reply",
            () => desk.ApplyAsync(opened.Key, new TicketCommand.Reply(Actor.Requester("ana"), text))
        );
        await MeasureAsync(
            "search",
            () =>
                store.ListAsync(
                    new TicketQuery("default", Viewer.Desk) { Text = text, LastWordIsPrefix = true },
                    default
                )
        );
        await MeasureAsync(
            "upload",
            async () =>
            {
                using var content = new MemoryStream(bytes);
                await desk.AttachAsync(opened.Key, Actor.Agent("bo"), "a.txt", "text/plain", content);
            }
        );
        await MeasureAsync("policy of 10,000 queues, read", () => Done(SupportKit.Policy.Parse(queues)));
        var policy = SupportKit.Policy.Parse(queues);
        await MeasureAsync("the same, checked", () => Done(PolicyChecker.Analyze(policy)));
        var rules = Policy(
            "",
            Repeat(i => $"{{\"id\":\"r{i:D50}\",\"when\":{{\"category\":\"q\"}},\"then\":\"h\"}},", 9_990)
        );
        await MeasureAsync("policy of 10,000 rules, read", () => Done(SupportKit.Policy.Parse(rules)));
        var calendar =
            $$"""{ "timeZone": "Europe/Paris", "hours": { "mon-fri": ["09:00-17:00"] }, "holidays": [{{string.Join(
                ',',
                Enumerable.Range(0, 9_999).Select(i => $$"""{ "date": "{{1990 + i / 336}}-{{i % 12 + 1:00}}-{{i % 28 + 1:00}}", "name": "A holiday with quite a long name, number {{i:00000}}" }""")
            )}}] }""";
        await MeasureAsync("calendar of 10,000 holidays", () => Done(BusinessCalendar.Parse(calendar)));
        var ical =
            $"BEGIN:VCALENDAR\n{Repeat(i => $"BEGIN:VEVENT\nUID:{i}\nDTSTART:{1990 + i / 336}{i % 12 + 1:00}{i % 28 + 1:00}\nDESCRIPTION:Offices are closed on this day\nSUMMARY:A holiday\nEND:VEVENT\n", 9_000)}END:VCALENDAR\n";
        await MeasureAsync("iCalendar file of 9,000 events", () => Done(ICalendarHolidays.Parse(ical)));

        async Task MeasureAsync(string name, Func<Task> once)
        {
            var (least, allocated) = (TimeSpan.MaxValue, 0L);
            for (var round = 0; round < Rounds; round++)
            {
                var (before, time) = (GC.GetTotalAllocatedBytes(precise: true), Environment.CpuUsage.TotalTime);
                await once();
                var took = Environment.CpuUsage.TotalTime - time;
                allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
                least = took < least ? took : least;
            }
            report.WriteLine(
                FormattableString.Invariant($"| {name} | {least.TotalMilliseconds:0.0} ms | {allocated / 1e6:0.0} MB |")
            );
        }
    }

    private static Task Done<T>(T result) => Task.FromResult(result);

    private static string Repeat(Func<int, string> part, int most = int.MaxValue)
    {
        var text = new StringBuilder();
        for (var i = 0; i < most && text.Length < Length; i++)
            text.Append(part(i));
        return text.Length > Length && most == int.MaxValue && part(0)[^1] == ' '
            ? text.ToString(0, Length)
            : text.ToString();
    }

    private static OpenRequest Request(string title, string body) =>
        new()
        {
            Requester = "ana",
            Category = "q",
            Channel = "web",
            Title = title,
            Body = body,
        };

    private static string Policy(string queues, string rules = "") =>
        $$"""
            {
              "id": "big", "channels": { "web": {} }, "categories": { "q": {} },
              "scope": [{ "id": "all", "then": "accept" }],
              "priority": { "levels": ["high"], "rules": [{ "id": "all", "then": "high" }] },
              "routing": { "queues": { {{queues}} "h": {} }, "rules": [{{rules}} { "id": "all", "then": "h" }] }
            }
            """;

    private static ServiceProvider Desk()
    {
        var services = new ServiceCollection().AddLogging();
        services
            .AddSupportKit()
            .AddPolicy(SupportKit.Policy.Parse(Policy("")))
            .ConfigureTexts(options => options.MaxTextLength = Length)
            .UseRequesters((_, id, _) => Task.FromResult<Requester?>(new(id, "en", FactSet.Empty)))
            .ConfigureNotifications(options => options.TicketLink = "https://desk.example/tickets/{ticket}")
            .UseTransport((_, _) => Task.CompletedTask);
        return services.BuildServiceProvider();
    }
}
