namespace SupportKit.Benchmarks;

/// <summary>A host's own class, and fifty rules over it as somebody would write them by hand: <see cref="RulesByHand"/> has the same as a policy.</summary>
internal sealed class OwnClass
{
    public required string Plan { get; init; }

    public required string Region { get; init; }

    public required string Product { get; init; }

    public required string Environment { get; init; }

    public required string Role { get; init; }

    public required string Source { get; init; }

    public required string Tier { get; init; }

    public required string Impact { get; init; }

    public required bool IsPartner { get; init; }

    public required bool IsBeta { get; init; }

    public required int Seats { get; init; }

    public required int Age { get; init; }
}

/// <summary>Fifty rules of three conditions, as an if-chain and as a policy.</summary>
internal static class RulesByHand
{
    /// <summary>The rule that wins; -1 when none does.</summary>
    public static int First(OwnClass o)
    {
        if (o.Source == "v0" && o.Product == "v0" && o.Tier == "v0")
            return 0;
        if (o.Source == "v1" && o.IsBeta && o.Plan == "v3")
            return 1;
        if (o.Tier == "v0" && o.Region == "v3" && o.Environment == "v0")
            return 2;
        if (!o.IsBeta && o.Region == "v0" && o.Environment == "v3")
            return 3;
        if (o.Plan == "v1" && o.Environment == "v2" && o.Age >= 53)
            return 4;
        if (o.Product == "v2" && !o.IsPartner && o.Region == "v1")
            return 5;
        if (o.Region == "v1" && o.IsBeta && o.Seats >= 70)
            return 6;
        if (o.Age >= 7 && o.Region == "v1" && o.IsBeta)
            return 7;
        if (o.IsPartner && o.Tier == "v3" && o.Source == "v2")
            return 8;
        if (o.Role == "v1" && o.Environment == "v0" && o.Product == "v2")
            return 9;
        if (!o.IsPartner && o.Impact == "v2" && o.Source == "v0")
            return 10;
        if (o.Region == "v1" && !o.IsPartner && o.Tier == "v1")
            return 11;
        if (o.Impact == "v0" && o.Tier == "v2" && o.Plan == "v2")
            return 12;
        if (o.Age >= 63 && o.Source == "v3" && o.IsBeta)
            return 13;
        if (o.Region == "v0" && o.Role == "v0" && o.Impact == "v2")
            return 14;
        if (o.Seats >= 36 && !o.IsBeta && o.Impact == "v2")
            return 15;
        if (o.Plan == "v1" && o.Impact == "v0" && o.Source == "v3")
            return 16;
        if (o.Plan == "v1" && o.Environment == "v1" && o.Role == "v3")
            return 17;
        if (o.Tier == "v1" && o.Impact == "v3" && o.Region == "v3")
            return 18;
        if (!o.IsPartner && o.Role == "v2" && o.Product == "v3")
            return 19;
        if (o.Source == "v1" && o.Seats >= 19 && o.Tier == "v0")
            return 20;
        if (o.Product == "v1" && o.Age >= 1 && o.Environment == "v3")
            return 21;
        if (o.IsBeta && o.Product == "v1" && o.Role == "v3")
            return 22;
        if (!o.IsPartner && o.Source == "v1" && !o.IsBeta)
            return 23;
        if (o.IsPartner && !o.IsBeta && o.Plan == "v3")
            return 24;
        if (o.Tier == "v0" && o.Age >= 61 && o.Seats >= 81)
            return 25;
        if (o.Tier == "v0" && o.Plan == "v1" && o.Environment == "v3")
            return 26;
        if (o.Product == "v0" && o.Region == "v0" && o.Source == "v0")
            return 27;
        if (o.IsBeta && o.Product == "v2" && !o.IsPartner)
            return 28;
        if (o.Region == "v3" && o.Environment == "v1" && !o.IsBeta)
            return 29;
        if (o.Source == "v3" && o.IsBeta && o.Age >= 62)
            return 30;
        if (o.Impact == "v2" && o.Age >= 10 && o.Seats >= 18)
            return 31;
        if (o.Region == "v3" && o.Source == "v1" && o.Role == "v0")
            return 32;
        if (o.Environment == "v1" && !o.IsPartner && o.Source == "v0")
            return 33;
        if (!o.IsPartner && o.Role == "v2" && o.Region == "v2")
            return 34;
        if (o.Product == "v2" && o.Source == "v1" && o.Environment == "v1")
            return 35;
        if (o.Environment == "v1" && o.Tier == "v3" && o.Age >= 45)
            return 36;
        if (o.Age >= 35 && o.Plan == "v3" && o.Seats >= 33)
            return 37;
        if (o.Environment == "v3" && !o.IsBeta && o.Source == "v2")
            return 38;
        if (o.Source == "v0" && o.Region == "v1" && o.Environment == "v3")
            return 39;
        if (o.Environment == "v3" && o.Source == "v0" && o.Age >= 61)
            return 40;
        if (o.Seats >= 84 && o.Source == "v0" && o.Region == "v3")
            return 41;
        if (o.Age >= 22 && o.Environment == "v3" && o.Impact == "v2")
            return 42;
        if (o.Region == "v3" && o.Tier == "v0" && o.Impact == "v1")
            return 43;
        if (o.Product == "v1" && o.Age >= 75 && o.Plan == "v3")
            return 44;
        if (o.Seats >= 76 && o.Product == "v3" && !o.IsBeta)
            return 45;
        if (o.Source == "v1" && o.Product == "v0" && o.IsPartner)
            return 46;
        if (o.Age >= 67 && o.Seats >= 17 && o.Region == "v3")
            return 47;
        if (o.Environment == "v2" && o.Age >= 27 && o.Plan == "v2")
            return 48;
        if (o.IsPartner && o.Environment == "v3" && !o.IsBeta)
            return 49;
        return -1;
    }

    /// <summary>The same rules as a policy; the last one takes what is left.</summary>
    public const string Policy = """
        {
          "id": "own", "channels": { "web": {} }, "categories": { "question": {} },
          "facts": {
            "plan": { "values": ["v0", "v1", "v2", "v3"] },
            "region": { "values": ["v0", "v1", "v2", "v3"] },
            "product": { "values": ["v0", "v1", "v2", "v3"] },
            "environment": { "values": ["v0", "v1", "v2", "v3"] },
            "role": { "values": ["v0", "v1", "v2", "v3"] },
            "source": { "values": ["v0", "v1", "v2", "v3"] },
            "tier": { "values": ["v0", "v1", "v2", "v3"] },
            "impact": { "values": ["v0", "v1", "v2", "v3"] },
            "isPartner": { "type": "boolean" },
            "isBeta": { "type": "boolean" },
            "seats": { "type": "number" },
            "age": { "type": "number" }
          },
          "scope": [{ "id": "all", "then": "accept" }],
          "priority": { "levels": ["p"], "rules": [
            { "id": "r0", "when": { "source": "v0", "product": "v0", "tier": "v0" }, "then": "p" },
            { "id": "r1", "when": { "source": "v1", "isBeta": true, "plan": "v3" }, "then": "p" },
            { "id": "r2", "when": { "tier": "v0", "region": "v3", "environment": "v0" }, "then": "p" },
            { "id": "r3", "when": { "isBeta": false, "region": "v0", "environment": "v3" }, "then": "p" },
            { "id": "r4", "when": { "plan": "v1", "environment": "v2", "age": { "atLeast": 53 } }, "then": "p" },
            { "id": "r5", "when": { "product": "v2", "isPartner": false, "region": "v1" }, "then": "p" },
            { "id": "r6", "when": { "region": "v1", "isBeta": true, "seats": { "atLeast": 70 } }, "then": "p" },
            { "id": "r7", "when": { "age": { "atLeast": 7 }, "region": "v1", "isBeta": true }, "then": "p" },
            { "id": "r8", "when": { "isPartner": true, "tier": "v3", "source": "v2" }, "then": "p" },
            { "id": "r9", "when": { "role": "v1", "environment": "v0", "product": "v2" }, "then": "p" },
            { "id": "r10", "when": { "isPartner": false, "impact": "v2", "source": "v0" }, "then": "p" },
            { "id": "r11", "when": { "region": "v1", "isPartner": false, "tier": "v1" }, "then": "p" },
            { "id": "r12", "when": { "impact": "v0", "tier": "v2", "plan": "v2" }, "then": "p" },
            { "id": "r13", "when": { "age": { "atLeast": 63 }, "source": "v3", "isBeta": true }, "then": "p" },
            { "id": "r14", "when": { "region": "v0", "role": "v0", "impact": "v2" }, "then": "p" },
            { "id": "r15", "when": { "seats": { "atLeast": 36 }, "isBeta": false, "impact": "v2" }, "then": "p" },
            { "id": "r16", "when": { "plan": "v1", "impact": "v0", "source": "v3" }, "then": "p" },
            { "id": "r17", "when": { "plan": "v1", "environment": "v1", "role": "v3" }, "then": "p" },
            { "id": "r18", "when": { "tier": "v1", "impact": "v3", "region": "v3" }, "then": "p" },
            { "id": "r19", "when": { "isPartner": false, "role": "v2", "product": "v3" }, "then": "p" },
            { "id": "r20", "when": { "source": "v1", "seats": { "atLeast": 19 }, "tier": "v0" }, "then": "p" },
            { "id": "r21", "when": { "product": "v1", "age": { "atLeast": 1 }, "environment": "v3" }, "then": "p" },
            { "id": "r22", "when": { "isBeta": true, "product": "v1", "role": "v3" }, "then": "p" },
            { "id": "r23", "when": { "isPartner": false, "source": "v1", "isBeta": false }, "then": "p" },
            { "id": "r24", "when": { "isPartner": true, "isBeta": false, "plan": "v3" }, "then": "p" },
            { "id": "r25", "when": { "tier": "v0", "age": { "atLeast": 61 }, "seats": { "atLeast": 81 } }, "then": "p" },
            { "id": "r26", "when": { "tier": "v0", "plan": "v1", "environment": "v3" }, "then": "p" },
            { "id": "r27", "when": { "product": "v0", "region": "v0", "source": "v0" }, "then": "p" },
            { "id": "r28", "when": { "isBeta": true, "product": "v2", "isPartner": false }, "then": "p" },
            { "id": "r29", "when": { "region": "v3", "environment": "v1", "isBeta": false }, "then": "p" },
            { "id": "r30", "when": { "source": "v3", "isBeta": true, "age": { "atLeast": 62 } }, "then": "p" },
            { "id": "r31", "when": { "impact": "v2", "age": { "atLeast": 10 }, "seats": { "atLeast": 18 } }, "then": "p" },
            { "id": "r32", "when": { "region": "v3", "source": "v1", "role": "v0" }, "then": "p" },
            { "id": "r33", "when": { "environment": "v1", "isPartner": false, "source": "v0" }, "then": "p" },
            { "id": "r34", "when": { "isPartner": false, "role": "v2", "region": "v2" }, "then": "p" },
            { "id": "r35", "when": { "product": "v2", "source": "v1", "environment": "v1" }, "then": "p" },
            { "id": "r36", "when": { "environment": "v1", "tier": "v3", "age": { "atLeast": 45 } }, "then": "p" },
            { "id": "r37", "when": { "age": { "atLeast": 35 }, "plan": "v3", "seats": { "atLeast": 33 } }, "then": "p" },
            { "id": "r38", "when": { "environment": "v3", "isBeta": false, "source": "v2" }, "then": "p" },
            { "id": "r39", "when": { "source": "v0", "region": "v1", "environment": "v3" }, "then": "p" },
            { "id": "r40", "when": { "environment": "v3", "source": "v0", "age": { "atLeast": 61 } }, "then": "p" },
            { "id": "r41", "when": { "seats": { "atLeast": 84 }, "source": "v0", "region": "v3" }, "then": "p" },
            { "id": "r42", "when": { "age": { "atLeast": 22 }, "environment": "v3", "impact": "v2" }, "then": "p" },
            { "id": "r43", "when": { "region": "v3", "tier": "v0", "impact": "v1" }, "then": "p" },
            { "id": "r44", "when": { "product": "v1", "age": { "atLeast": 75 }, "plan": "v3" }, "then": "p" },
            { "id": "r45", "when": { "seats": { "atLeast": 76 }, "product": "v3", "isBeta": false }, "then": "p" },
            { "id": "r46", "when": { "source": "v1", "product": "v0", "isPartner": true }, "then": "p" },
            { "id": "r47", "when": { "age": { "atLeast": 67 }, "seats": { "atLeast": 17 }, "region": "v3" }, "then": "p" },
            { "id": "r48", "when": { "environment": "v2", "age": { "atLeast": 27 }, "plan": "v2" }, "then": "p" },
            { "id": "r49", "when": { "isPartner": true, "environment": "v3", "isBeta": false }, "then": "p" },
            { "id": "else", "then": "p" }
          ] },
          "routing": { "queues": { "desk": {} }, "rules": [{ "id": "all", "then": "desk" }] }
        }
        """;
}
