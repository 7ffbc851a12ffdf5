using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Guotu.Testing;
using Guotu.Testing.Node;
using Microsoft.Data.Sqlite;

namespace Guotu.Integration.Tests.Attacks;

/// <summary>
/// Mass assignment (夹带字段): every request type of the interface, with every name that only the server may set, the columns of all its tables among them.
/// </summary>
public sealed partial class SmuggledFieldsTests(DemonstrationNode demonstration) : IClassFixture<DemonstrationNode>, IDisposable
{
    private const string Text = "smuggled-7f3a91c2";
    private const int Number = 724_072_407;

    /// <summary>Names by which a type of its own would be read, besides the columns.</summary>
    private static readonly string[] OtherNames =
    [
        "state", "status", "verdict", "overall", "blocksIssue", "certificate", "permissions", "roles", "isAdmin", "owner", "createdAt", "createdBy", "grantedBy", "signedBy",
        "approvedBy", "decidedBy", "actor", "user", "mac", "digestOfServer", "scope", "clearance", "label", "__proto__", "$type",
    ];

    /// <summary>
    /// Request types that do name what a column is called, with what makes it harmless: the version that the page saw (compared, never stored), roles that
    /// are lent (only those of the lender), the level and the roles of a registered system that the security administrator sets by this very use case, the
    /// certificate that is brought to be looked at or bound.
    /// </summary>
    private static readonly HashSet<string> Lawful =
    [
        "TaskEndpointsCompleteBody.rowVersion", "NumberGiven.rowVersion", "DelegationEndpointsDelegationBody.roles", "OpenIdClientBody.roles", "CertificateEndpointsBindBody.certificate",
        "CertificateEndpointsLookBody.certificate", "CertificateEndpointsUnbindBody.certificate",
    ];

    private readonly CaseDesk _desk = demonstration.Desk();

    [Fact]
    public void No_request_type_names_what_only_the_server_sets()
    {
        var owned = OwnedNames().Select(n => n.Name).Where(n => ServerOwned().IsMatch(n)).Concat(OtherNames).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Assert.True(owned.Count > 60, $"only {owned.Count} names of the server were found");
        Findings(
            from request in RequestTypes()
            from property in request.Properties
            where owned.Contains(property.Key) && !Lawful.Contains($"{request.Type}.{property.Key}")
            select $"{request.Method} {request.Path}: {request.Type}.{property.Key}");
    }

    [Fact]
    public async Task Whatever_is_sent_along_with_a_request_is_stored_nowhere()
    {
        var clerk = await _desk.AsAsync("wangxy");
        var security = await _desk.AsAsync("secadmin");
        var before = await clerk.GetAsync("session");
        var digest = await clerk.UploadAsync(demonstration.Home.Parcel("clean.txt"));
        var fields = ObjectOf(CaseDesk.Fields("夹带字段"));
        var caseId = (await SucceedAsync(clerk, "cases", new JsonObject
        {
            ["matter"] = "land-preexamination", ["fields"] = fields, ["note"] = string.Empty,
            ["materials"] = await MaterialsAsync(clerk), ["parcelFile"] = new JsonObject { ["digest"] = digest, ["name"] = "p.txt", ["axis"] = "asWritten" },
        }))["caseId"]!.GetValue<string>();
        await SucceedAsync(security, "control-requests", new JsonObject
        {
            ["kind"] = "policy.password.relax", ["reason"] = "按局务会要求办理", ["parameters"] = new JsonObject { ["audience"] = "staff", ["leastHours"] = "0" },
        });
        await SucceedAsync(security, "access-reviews", new JsonObject { ["organisation"] = "ytgz", ["dueOn"] = TimeProvider.System.GetUtcNow().AddDays(20).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) });
        await SucceedAsync(await _desk.AsAsync("lijg"), "map-tokens", new JsonObject { ["name"] = "夹带", ["days"] = 1 });

        var asked = await AskEveryTypeAsync(caseId);

        Assert.True(asked > 150, $"only {asked} requests were sent");
        Findings(await PlacesOfTheMarkersAsync());
        Assert.Equal(before.GetProperty("user").GetRawText(), (await clerk.GetAsync("session")).GetProperty("user").GetRawText());
        var page = await _desk.PageAsync("wangxy", caseId);
        Assert.NotEqual("decided", page.GetProperty("state").GetString());
    }

    public void Dispose() => _desk.Dispose();

    /// <summary>Every type by persons of all kinds; what only the own session concerns by one, whose account the wrong passwords must not lock.</summary>
    private async Task<int> AskEveryTypeAsync(string caseId)
    {
        var asked = 0;
        foreach (var request in RequestTypes().Where(r => !r.Path.Contains("/session", StringComparison.Ordinal)))
        {
            foreach (var account in (string[])["lijg", "secadmin", "sysadmin", "auditor"])
            {
                var person = await _desk.AsAsync(account);
                var path = Hole().Replace(request.Path["/api/v1/".Length..], m => m.Value == "{id}" && request.Path.Contains("/cases/", StringComparison.Ordinal) ? caseId : "1");
                using var answer = await person.SendAsync(new HttpMethod(request.Method.ToUpperInvariant()), path, JsonContent.Create(Stuffed(Plausible(request), request)));
                Assert.True((int)answer.StatusCode < 500, $"{(int)answer.StatusCode} for {request.Method} {request.Path} by {account}");
                asked++;
            }
        }

        return asked;
    }

    private async Task<JsonNode> SucceedAsync(StaffClient person, string path, JsonObject body)
    {
        var request = RequestTypes().Single(r => r.Path == "/api/v1/" + path && r.Method == "post");
        using var answer = await person.SendAsync(HttpMethod.Post, path, JsonContent.Create(Stuffed(body, request)));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {text}");
        return JsonNode.Parse(text)!;
    }

    private static async Task<JsonArray> MaterialsAsync(StaffClient clerk)
    {
        var papers = new JsonArray();
        foreach (var code in CaseDesk.RequiredMaterials)
        {
            papers.Add(new JsonObject { ["code"] = code, ["digest"] = await CaseDesk.PaperAsync(clerk, code + " 夹带"), ["name"] = code + ".pdf" });
        }

        return papers;
    }

    /// <summary>Every column of every table of the node, whatever its type.</summary>
    private async Task<List<string>> PlacesOfTheMarkersAsync()
    {
        var found = new List<string>();
        await using var database = new SqliteConnection($"Data Source={demonstration.Home.Home}/guotu.db;Pooling=False;Mode=ReadOnly");
        await database.OpenAsync();
        var columns = await ListAsync(database, "SELECT m.name || '.' || c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'");
        Assert.True(columns.Count > 300, $"only {columns.Count} columns were looked at");
        foreach (var column in columns)
        {
            var (table, name) = (column.Split('.')[0], column.Split('.')[1]);
            var hits = await ListAsync(database, $"SELECT CAST(COUNT(*) AS TEXT) FROM {table} WHERE CAST({name} AS TEXT) LIKE '%{Text}%' OR CAST({name} AS TEXT) = '{Number}'");
            if (hits[0] != "0")
            {
                found.Add($"{column}: {hits[0]} rows");
            }
        }

        return found;
    }

    private static async Task<List<string>> ListAsync(SqliteConnection database, string sql)
    {
        await using var command = database.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var list = new List<string>();
        while (await reader.ReadAsync())
        {
            list.Add(reader.GetString(0));
        }

        return list;
    }

    /// <summary>The body with every name of the server that its type does not have, at the top and in each object within.</summary>
    private static JsonObject Stuffed(JsonObject body, RequestType request)
    {
        foreach (var inner in body.Select(p => p.Value).OfType<JsonObject>().Where(o => !ReferenceEquals(o, body["parameters"]) && !ReferenceEquals(o, body["fields"])).ToList())
        {
            Stuff(inner, []);
        }

        Stuff(body, request.Properties.Select(p => p.Key).ToHashSet(StringComparer.OrdinalIgnoreCase));
        return body;
    }

    private static void Stuff(JsonObject body, HashSet<string> known)
    {
        foreach (var (name, isNumber) in OwnedNames().Concat(OtherNames.Select(n => (Name: n, IsNumber: false))))
        {
            if (!known.Contains(name) && !body.ContainsKey(name) && name != "$type")
            {
                body[name] = isNumber ? Number : Text;
            }
        }
    }

    /// <summary>What fits the type, without meaning anything.</summary>
    private static JsonObject Plausible(RequestType request)
    {
        var body = new JsonObject();
        foreach (var (name, kind) in request.Properties)
        {
            body[name] = kind switch
            {
                "integer" or "number" => 1,
                "boolean" => false,
                "array" => new JsonArray(),
                "object" => new JsonObject(),
                _ => "内容",
            };
        }

        return body;
    }

    private static JsonObject ObjectOf(Dictionary<string, string> values) => new JsonObject(values.Select(v => KeyValuePair.Create(v.Key, (JsonNode?)v.Value)));

    private static List<RequestType> RequestTypes()
    {
        var document = JsonNode.Parse(File.ReadAllText(Path.Combine(TestData.Checkout, "docs", "api", "openapi.json")))!;
        var schemas = document["components"]!["schemas"]!.AsObject();
        var found = new List<RequestType>();
        foreach (var (path, methods) in document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in methods!.AsObject())
            {
                if (operation?["requestBody"]?["content"]?["application/json"]?["schema"]?["$ref"]?.GetValue<string>().Split('/')[^1] is { } type)
                {
                    var properties = schemas[type]!["properties"]!.AsObject().ToDictionary(p => p.Key, p => KindOf(p.Value!));
                    found.Add(new RequestType(method, path, type, properties));
                }
            }
        }

        Assert.True(found.Count > 40, $"only {found.Count} request types are in the description");
        return found;
    }

    private static string KindOf(JsonNode property) => property["type"]?.GetValue<string>() ?? (property["$ref"] is null && property["allOf"] is null ? "string" : "object");

    /// <summary>Columns of all tables as members of a body would be called, and whether they hold numbers.</summary>
    private static List<(string Name, bool IsNumber)> OwnedNames() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(TestData.Checkout, "db-scripts", "neutral"), "*.sql")
            .SelectMany(File.ReadLines)
            .Select(l => Column().Match(l))
            .Where(m => m.Success)
            .Select(m => (Camel(m.Groups["name"].Value), m.Groups["type"].Value.Contains("INT", StringComparison.Ordinal)))
            .Where(c => c.Item1 is not ("name" or "note" or "reason"))
            .DistinctBy(c => c.Item1),
    ];

    private static string Camel(string column) => Underscore().Replace(column, m => m.Groups[1].Value.ToUpperInvariant());

    private static void Findings(IEnumerable<string> found)
    {
        var all = found.ToList();
        Assert.True(all.Count == 0, string.Join('\n', all));
    }

    [GeneratedRegex(@"^\s+(?<name>[a-z][a-z0-9]*(_[a-z0-9]+)+) (?<type>BIGINT|INT|SMALLINT|\{VC:\d+\}|TEXT|\{INSTANT\}|\{DATE\})")]
    private static partial Regex Column();

    [GeneratedRegex("_([a-z0-9])")]
    private static partial Regex Underscore();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Hole();

    /// <summary>Columns that no use case takes from a request: who, when, whose, states, labels, versions, proofs.</summary>
    [GeneratedRegex("(Utc|By|Mac|Hex|Json|Code|OrgId|UserId|Level|Category|Version|Node|Flag)$|^(regionCode|originNode|isEnabled|needsSecond|blocksIssue|conflictCount)$")]
    private static partial Regex ServerOwned();

    private sealed record RequestType(string Method, string Path, string Type, IReadOnlyDictionary<string, string> Properties);
}
