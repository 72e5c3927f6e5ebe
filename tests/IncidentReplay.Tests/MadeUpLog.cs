using System.Collections.Immutable;
using NodaTime;
using SupportKit;
using SupportKit.Hosting;

namespace IncidentReplay.Tests;

/// <summary>A small log made up for these tests, with everything in it that the tool looks at.</summary>
internal static class MadeUpLog
{
    public const string Header =
        "number,incident_state,reopen_count,sys_mod_count,made_sla,caller_id,opened_at,sys_updated_by,sys_updated_at,contact_type,impact,urgency,priority,assigned_to,resolved_at";

    /// <summary>24 rows of 7 incidents, from Thursday 31 March 2016 on.</summary>
    public const string Text =
        Header
        + """

            INC1,New,0,0,true,Caller 1,31/3/2016 08:00,Clerk,31/3/2016 08:05,Phone,2 - Medium,2 - Medium,3 - Moderate,?,1/4/2016 10:00
            INC1,Active,0,1,true,Caller 1,31/3/2016 08:00,Resolver 7,31/3/2016 09:30,Phone,2 - Medium,2 - Medium,3 - Moderate,Resolver 7,1/4/2016 10:00
            INC1,Awaiting User Info,0,2,true,Caller 1,31/3/2016 08:00,Resolver 7,31/3/2016 10:00,Phone,2 - Medium,2 - Medium,3 - Moderate,Resolver 7,1/4/2016 10:00
            INC1,Resolved,0,3,true,Caller 1,31/3/2016 08:00,Resolver 7,1/4/2016 10:00,Phone,2 - Medium,2 - Medium,3 - Moderate,Resolver 7,1/4/2016 10:00
            INC1,Closed,0,4,true,Caller 1,31/3/2016 08:00,Clock,6/4/2016 10:00,Phone,2 - Medium,2 - Medium,3 - Moderate,Resolver 7,1/4/2016 10:00
            INC2,New,0,0,true,Caller 2,31/3/2016 12:00,Clerk,31/3/2016 12:00,Email,3 - Low,3 - Low,4 - Low,?,31/3/2016 18:05
            INC2,Active,0,1,true,Caller 2,31/3/2016 12:00,Clerk,31/3/2016 12:10,Email,1 - High,1 - High,1 - Critical,Resolver 8,31/3/2016 18:05
            INC2,Resolved,0,2,true,Caller 2,31/3/2016 12:00,Resolver 8,31/3/2016 18:00,Email,1 - High,1 - High,1 - Critical,Resolver 8,31/3/2016 18:05
            INC2,Closed,0,3,false,Caller 2,31/3/2016 12:00,Clock,5/4/2016 18:00,Email,1 - High,1 - High,1 - Critical,Resolver 8,31/3/2016 18:05
            INC3,New,0,0,true,Caller 3,1/4/2016 09:00,Clerk,1/4/2016 09:00,Phone,1 - High,3 - Low,3 - Moderate,?,?
            INC3,Resolved,0,1,true,Caller 3,1/4/2016 09:00,Resolver 7,1/4/2016 09:40,Phone,1 - High,3 - Low,3 - Moderate,Resolver 7,?
            INC3,Active,1,2,true,Caller 3,1/4/2016 09:00,Resolver 7,1/4/2016 11:00,Phone,1 - High,3 - Low,3 - Moderate,Resolver 7,?
            INC3,Resolved,1,3,true,Caller 3,1/4/2016 09:00,Resolver 7,1/4/2016 12:00,Phone,1 - High,3 - Low,3 - Moderate,Resolver 7,?
            INC3,Closed,1,4,true,Caller 3,1/4/2016 09:00,Clock,6/4/2016 12:00,Phone,1 - High,3 - Low,3 - Moderate,Resolver 7,?
            INC3,Active,2,5,true,Caller 3,1/4/2016 09:00,Resolver 7,7/4/2016 09:00,Phone,2 - Medium,1 - High,2 - High,Resolver 7,?
            INC3,Closed,2,6,false,Caller 3,1/4/2016 09:00,Resolver 7,8/4/2016 09:00,Phone,2 - Medium,1 - High,2 - High,Resolver 7,?
            INC4,New,0,0,true,Caller 4,4/4/2016 09:00,Clerk,4/4/2016 09:00,Phone,2 - Medium,3 - Low,4 - Low,?,?
            INC4,-100,0,1,true,Caller 4,4/4/2016 09:00,Clerk,4/4/2016 09:30,Phone,2 - Medium,3 - Low,4 - Low,?,?
            INC4,Resolved,0,2,true,Caller 4,4/4/2016 09:00,Clerk,4/4/2016 10:00,Phone,2 - Medium,3 - Low,4 - Low,?,?
            INC5,Awaiting Problem,0,0,true,Caller 5,4/4/2016 09:00,Clerk,4/4/2016 09:30,Phone,2 - Medium,2 - Medium,3 - Moderate,?,?
            INC5,Awaiting User Info,0,1,true,Caller 5,4/4/2016 09:00,Clerk,4/4/2016 11:00,Phone,2 - Medium,2 - Medium,3 - Moderate,?,?
            INC6,New,1,3,true,Caller 6,5/4/2016 10:00,Clerk,5/4/2016 09:00,Phone,3 - Low,1 - High,3 - Moderate,?,?
            INC6,Resolved,1,2,true,Caller 6,5/4/2016 10:00,Clerk,5/4/2016 10:30,Phone,3 - Low,1 - High,3 - Moderate,?,?
            INC7,New,0,0,true,Caller 7,5/4/2016 10:00,Clerk,5/4/2016 10:00,Phone,2 - Medium,2 - Medium,1 - Critical,?,?

            """;

    public static Policy Itil { get; } = PolicyFile.Load(Path.Combine(AppContext.BaseDirectory, "itil.json"));

    public static ImmutableArray<Incident> Read(string text) =>
        [.. IncidentLog.Read(new StringReader(text), "made-up.csv", DateTimeZone.Utc)];

    /// <summary>One of its incidents, replayed.</summary>
    public static ReplayedIncident Replay(string number) =>
        new Replayer(Itil).Replay(Read(Text).Single(incident => incident.Number == number));

    /// <summary>The figures of all of it.</summary>
    public static Figures Figures()
    {
        var figures = new Figures(Itil.Calendars["office"]);
        var replayer = new Replayer(Itil);
        foreach (var incident in Read(Text))
            figures.Add(replayer.Replay(incident));
        return figures;
    }
}
