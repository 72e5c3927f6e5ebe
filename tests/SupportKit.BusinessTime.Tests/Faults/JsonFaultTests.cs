namespace SupportKit.BusinessTime.Tests;

/// <summary>What is wrong in a text is said with its place, its value and a stable code.</summary>
public sealed class JsonFaultTests
{
    [Theory]
    [InlineData("not json", "calendar.json_unreadable", "$")]
    [InlineData("[]", "calendar.value_mistyped", "$")]
    [InlineData("""{"hours":"24/7"}""", "calendar.property_missing", "$")]
    [InlineData("""{"timeZone":"Europe/Paris"}""", "calendar.property_missing", "$")]
    [InlineData("""{"timeZone":7,"hours":"24/7"}""", "calendar.value_mistyped", "$.timeZone")]
    [InlineData("""{"timeZone":"Europe/Pari","hours":"24/7"}""", "calendar.time_zone_unknown", "$.timeZone")]
    [InlineData("""{"timeZone":"UTC","hours":"24/7","hollidays":[]}""", "calendar.property_unknown", "$.hollidays")]
    [InlineData("""{"timeZone":"UTC","timeZone":"UTC","hours":"24/7"}""", "calendar.property_duplicated", "$.timeZone")]
    [InlineData("""{"timeZone":"UTC","hours":"24/6"}""", "calendar.value_mistyped", "$.hours")]
    [InlineData("""{"timeZone":"UTC","hours":{}}""", "calendar.openings_missing", "$")]
    [InlineData("""{"timeZone":"UTC","hours":{"mon":[]}}""", "calendar.interval_empty", "$.hours.mon")]
    [InlineData(
        """{"timeZone":"UTC","hours":{"monday":["09:00-12:00"]}}""",
        "calendar.days_unreadable",
        "$.hours.monday"
    )]
    [InlineData(
        """{"timeZone":"UTC","hours":{"mon,mon":["09:00-12:00"]}}""",
        "calendar.days_unreadable",
        "$.hours.mon,mon"
    )]
    [InlineData("""{"timeZone":"UTC","hours":{"mon":["9-12"]}}""", "calendar.hours_unreadable", "$.hours.mon[0]")]
    [InlineData(
        """{"timeZone":"UTC","hours":{"mon":["09:00-12:00",3]}}""",
        "calendar.value_mistyped",
        "$.hours.mon[1]"
    )]
    [InlineData(
        """{"timeZone":"UTC","hours":{"mon":["24:00-02:00"]}}""",
        "calendar.hours_unreadable",
        "$.hours.mon[0]"
    )]
    [InlineData(
        """{"timeZone":"UTC","hours":{"mon":["09:60-12:00"]}}""",
        "calendar.hours_unreadable",
        "$.hours.mon[0]"
    )]
    [InlineData(
        """{"timeZone":"UTC","hours":{"mon":["09:00-24:01"]}}""",
        "calendar.hours_unreadable",
        "$.hours.mon[0]"
    )]
    [InlineData("""{"timeZone":"UTC","hours":{"mon":["09:00-09:00"]}}""", "calendar.interval_empty", "$.hours.mon[0]")]
    public void A_fault_in_zone_or_hours_names_its_place(string json, string code, string path) =>
        Rejects(json, code, path);

    [Theory]
    [InlineData("\"xx\"", "calendar.holiday_set_unknown", "$.holidays[0]")]
    [InlineData("\"2026-02-29\"", "calendar.date_invalid", "$.holidays[0]")]
    [InlineData("\"1899-12-31\"", "calendar.date_invalid", "$.holidays[0]")]
    [InlineData("\"2201-01-01\"", "calendar.date_invalid", "$.holidays[0]")]
    [InlineData("\"02-30\"", "calendar.date_invalid", "$.holidays[0]")]
    [InlineData("\"2026-12-24/2026-12-20\"", "calendar.interval_empty", "$.holidays[0]")]
    [InlineData("\"12-24/2026-12-28\"", "calendar.date_invalid", "$.holidays[0]")]
    [InlineData("12", "calendar.value_mistyped", "$.holidays[0]")]
    [InlineData("{}", "calendar.holiday_invalid", "$.holidays[0]")]
    [InlineData("""{"easter":1,"yearly":"12-25"}""", "calendar.holiday_invalid", "$.holidays[0]")]
    [InlineData("""{"easter":1.5}""", "calendar.value_mistyped", "$.holidays[0].easter")]
    [InlineData("""{"easter":400}""", "calendar.value_out_of_range", "$.holidays[0].easter")]
    [InlineData("""{"nth":6,"weekday":"mon","month":1}""", "calendar.value_out_of_range", "$.holidays[0].nth")]
    [InlineData("""{"nth":0,"weekday":"mon","month":1}""", "calendar.value_out_of_range", "$.holidays[0].nth")]
    [InlineData("""{"nth":1,"weekday":"mon","month":13}""", "calendar.value_out_of_range", "$.holidays[0].month")]
    [InlineData("""{"nth":1,"weekday":"day","month":1}""", "calendar.days_unreadable", "$.holidays[0].weekday")]
    [InlineData("""{"weekday":"mon"}""", "calendar.holiday_invalid", "$.holidays[0]")]
    [InlineData("""{"weekday":"mon","onOrBefore":"05-24","nth":1}""", "calendar.holiday_invalid", "$.holidays[0]")]
    [InlineData("""{"easter":1,"month":2}""", "calendar.holiday_invalid", "$.holidays[0]")]
    [InlineData("""{"yearly":"12-25","observed":"friday"}""", "calendar.value_unknown", "$.holidays[0].observed")]
    [InlineData("""{"yearly":"12-25","since":2020,"until":2019}""", "calendar.holiday_invalid", "$.holidays[0].until")]
    [InlineData("""{"yearly":"12-25","every":4}""", "calendar.holiday_invalid", "$.holidays[0].every")]
    [InlineData("""{"yearly":"12-24/01-02","days":2}""", "calendar.holiday_invalid", "$.holidays[0].days")]
    [InlineData("""{"yearly":"12-25","days":0}""", "calendar.value_out_of_range", "$.holidays[0].days")]
    [InlineData("""{"yearly":"12-25","name":" "}""", "calendar.holiday_invalid", "$.holidays[0].name")]
    [InlineData("""{"yearly":"12-25","except":["2026"]}""", "calendar.date_invalid", "$.holidays[0].except[0]")]
    [InlineData("""{"name":"\ud800","yearly":"12-25"}""", "calendar.json_unreadable", "$.holidays[0].name")]
    public void A_fault_in_a_holiday_names_its_place(string holiday, string code, string path) =>
        Rejects($$"""{"timeZone":"UTC","hours":"24/7","holidays":[{{holiday}}]}""", code, path);

    [Theory]
    [InlineData("closures", "\"12-24\"", "calendar.date_invalid", "$.closures[0]")]
    [InlineData("closures", """{"date":"2026-12-24"}""", "calendar.property_missing", "$.closures[0]")]
    [InlineData(
        "closures",
        """{"date":"2026-12-24","hours":["14:00"]}""",
        "calendar.hours_unreadable",
        "$.closures[0].hours[0]"
    )]
    [InlineData("openings", "\"2026-12-24\"", "calendar.value_mistyped", "$.openings[0]")]
    [InlineData("openings", """{"date":"2026-12-24","hours":[]}""", "calendar.interval_empty", "$.openings[0].hours")]
    [InlineData(
        "openings",
        """{"date":"2026-12-24","hours":["09:00-10:00"],"instead":"yes"}""",
        "calendar.value_mistyped",
        "$.openings[0].instead"
    )]
    public void A_fault_in_an_exception_names_its_place(string list, string item, string code, string path) =>
        Rejects($$"""{"timeZone":"UTC","hours":"24/7","{{list}}":[{{item}}]}""", code, path);

    [Theory]
    [InlineData("""{"union":[]}""", "calendar.size_exceeded", "$.union")]
    [InlineData("""{"union":[{"timeZone":"UTC","hours":"24/7"}]}""", "calendar.size_exceeded", "$.union")]
    [InlineData(
        """{"union":[{"timeZone":"UTC","hours":"24/7"},{"timeZone":"UTC","hours":{"mon":["x"]}}]}""",
        "calendar.hours_unreadable",
        "$.union[1].hours.mon[0]"
    )]
    [InlineData(
        """{"union":[{"timeZone":"UTC","hours":"24/7"},{"timeZone":"UTC","hours":{}}]}""",
        "calendar.openings_missing",
        "$.union[1]"
    )]
    [InlineData(
        """{"intersection":[{"timeZone":"UTC","hours":{"mon":["09:00-12:00"]}},{"timeZone":"UTC","hours":{"tue":["09:00-12:00"]}}]}""",
        "calendar.openings_missing",
        "$"
    )]
    [InlineData(
        """{"union":[{"timeZone":"UTC","hours":"24/7"},{"timeZone":"UTC","hours":"24/7"}],"timeZone":"UTC"}""",
        "calendar.property_unknown",
        "$.timeZone"
    )]
    public void A_fault_in_a_composition_names_its_place(string json, string code, string path) =>
        Rejects(json, code, path);

    [Fact]
    public void A_composition_nested_too_deep_is_refused()
    {
        const string leaf = """{"timeZone":"UTC","hours":"24/7"}""";
        var json = leaf;
        for (var depth = 0; depth < 9; depth++)
            json = $$"""{"union":[{{json}},{{leaf}}]}""";
        Assert.Equal("calendar.size_exceeded", Fault(json).Code);
    }

    [Fact]
    public void Too_many_hours_in_a_day_are_refused_but_hours_that_merge_are_not()
    {
        var apart = string.Join(
            ',',
            Enumerable.Range(0, 49).Select(i => $"\"{i / 4:00}:{i % 4 * 15:00}-{i / 4:00}:{(i % 4 * 15) + 5:00}\"")
        );
        Assert.Equal("calendar.size_exceeded", Fault("""{"timeZone":"UTC","hours":{"mon":[""" + apart + "]}}").Code);
        var touching = string.Join(
            ',',
            Enumerable
                .Range(0, 80)
                .Select(i => $"\"{i / 4:00}:{i % 4 * 15:00}-{(i + 1) / 4:00}:{(i + 1) % 4 * 15:00}\"")
        );
        BusinessCalendar.Parse("""{"timeZone":"UTC","hours":{"mon":[""" + touching + "]}}");
    }

    [Fact]
    public void Too_many_entries_and_too_long_a_text_are_refused()
    {
        var many = string.Join(',', Enumerable.Repeat("\"12-25\"", 10_001));
        Assert.Equal(
            ("calendar.size_exceeded", "$.holidays"),
            CodeAndPath($$"""{"timeZone":"UTC","hours":"24/7","holidays":[{{many}}]}""")
        );
        Assert.Equal(("calendar.size_exceeded", "$"), CodeAndPath(new string(' ', 1_000_001)));
    }

    [Theory]
    [InlineData("Europe/Pari", "mon", "12-25", 2)]
    [InlineData("Europe/Paris", "day", "12-25", 4)]
    [InlineData("Europe/Paris", "mon", "13-25", 8)]
    public void A_fault_in_a_text_names_its_line(string zone, string days, string date, int line)
    {
        var fault = Fault(
            $$"""
            {
              "timeZone": "{{zone}}",
              "hours": {
                "{{days}}": ["09:00-12:00"]
              },
              "holidays": [ // comments are for people
                "01-01",
                { "yearly": "{{date}}" },
              ],
            }
            """
        );

        Assert.Equal(line, fault.Line);
        Assert.Contains($"(line {line})", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_in_an_element_has_no_line()
    {
        using var document = System.Text.Json.JsonDocument.Parse("""{ "timeZone": "Europe/Pari", "hours": "24/7" }""");
        var fault = Assert.Throws<BusinessCalendarException>(() => BusinessCalendar.Read(document.RootElement));

        Assert.Equal(("$.timeZone", null), (fault.Path, fault.Line));
    }

    [Fact]
    public void An_element_nested_deeper_than_any_calendar_is_refused()
    {
        var json = new string('[', 200) + new string(']', 200);
        using var document = System.Text.Json.JsonDocument.Parse(json, new() { MaxDepth = 300 });
        var fault = Assert.Throws<BusinessCalendarException>(() => BusinessCalendar.Read(document.RootElement));

        Assert.Equal("calendar.size_exceeded", fault.Code);
    }

    [Fact]
    public void A_fault_tells_the_value_cut_short_and_what_to_write_instead()
    {
        var fault = Fault($$"""{"timeZone":"{{new string('x', 5000)}}","hours":"24/7"}""");
        Assert.Equal(101, fault.Value!.Length);
        Assert.Contains("Europe/Paris", fault.Message, StringComparison.Ordinal);
        Assert.Contains("$.timeZone", fault.Message, StringComparison.Ordinal);
    }

    private static void Rejects(string json, string code, string path) => Assert.Equal((code, path), CodeAndPath(json));

    private static (string, string) CodeAndPath(string json)
    {
        var fault = Fault(json);
        return (fault.Code, fault.Path);
    }

    private static BusinessCalendarException Fault(string json) =>
        Assert.Throws<BusinessCalendarException>(() => BusinessCalendar.Parse(json));
}
