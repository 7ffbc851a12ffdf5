using System.Text;
using System.Text.Json;
using Guotu.Testing;
using Guotu.Testing.Node;

namespace Guotu.Integration.Tests.Attacks;

/// <summary>Traversal, forced browsing, injection and errors that tell too much, against a running node (绕行).</summary>
public sealed class WaysAroundTests(DemonstrationNode demonstration) : IClassFixture<DemonstrationNode>, IDisposable
{
    private static readonly string[] Injections =
    [
        "' OR '1'='1", "x' UNION SELECT account_name FROM id_user--", "1; DROP TABLE id_user", "%' ESCAPE '!' OR 1=1--", "\\'; SELECT pg_sleep(9)--", "*)(account=*", "{{7*7}}", "${jndi:ldap://127.0.0.1/a}",
        "!_%", "1 AND (SELECT COUNT(*) FROM au_record) > 0", "\u0000", "../../../../etc/passwd", "<script>alert(1)</script>",
    ];

    private readonly CaseDesk _desk = demonstration.Desk();

    private Uri Node => demonstration.Node.Address;

    [Fact]
    public async Task No_path_leads_out_of_the_pages_into_the_home_or_the_system()
    {
        string[] targets = ["etc/passwd", "node.json", "first-passwords.txt", "audit-checkpoints.jsonl", "guotu.db"];
        string[] steps = ["../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..%5c", "..\\", "....//", "%252e%252e%252f", "..%c0%af", "..;/", ".%00./"];
        string[] roots = ["/", "/assets/", "/api/v1/files/", "/api/v1/documents/", "/ogc/tiles/", "/verify/"];
        foreach (var (root, step, target) in from r in roots from s in steps from t in targets select (r, s, t))
        {
            var (status, text) = await RawHttp.GetAsync(Node, root + string.Concat(Enumerable.Repeat(step, 8)) + target);
            Assert.True(status is not 0 and < 500, $"{status} for {root}{step}{target}");
            Assert.DoesNotContain("root:x:", text, StringComparison.Ordinal);
            Assert.DoesNotContain("rootKeyFile", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("SQLite format", text, StringComparison.Ordinal);
            Assert.DoesNotContain("\"previous\":", text, StringComparison.Ordinal);
            Assert.All(demonstration.Home.Passwords.Values, p => Assert.DoesNotContain(p, text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Every_question_with_an_injected_parameter_is_answered_or_refused_and_says_nothing_of_the_inside()
    {
        var officer = await _desk.AsAsync("lijg");
        var auditor = await _desk.AsAsync("auditor");
        var asked = 0;
        foreach (var (path, parameter) in QueryParameters())
        {
            foreach (var text in Injections)
            {
                foreach (var person in (StaffClient[])[officer, auditor])
                {
                    using var answer = await person.GetRawAsync($"{path}?{parameter}={Uri.EscapeDataString(text)}");
                    await MustSayNothingAsync(answer, $"{path}?{parameter}={text}");
                    asked++;
                }
            }
        }

        Assert.True(asked > 500, $"only {asked} questions were found to ask");
        Assert.True((await auditor.PostAsync("audit/verify", new { })).GetProperty("ok").GetBoolean());
    }

    [Fact]
    public async Task A_condition_that_is_always_true_finds_no_more_than_its_words()
    {
        var officer = await _desk.AsAsync("lijg");
        foreach (var list in (string[])["tasks?q=", "cases?q="])
        {
            Assert.Equal(0, (await officer.GetAsync(list + Uri.EscapeDataString("' OR '1'='1"))).GetProperty("total").GetInt32());
            Assert.Equal(0, (await officer.GetAsync(list + Uri.EscapeDataString("%' OR 1=1--"))).GetProperty("total").GetInt32());
        }
    }

    [Fact]
    public async Task What_cannot_be_read_is_refused_without_stack_traces_or_paths()
    {
        var officer = await _desk.AsAsync("lijg");
        string[] bodies = ["{", "[]", "null", "\"text\"", "{\"a\":{\"b\":{\"c\":[[[[[[[[1]]]]]]]]}}}", "{\"account\":" + new string('9', 400) + "}", new string('[', 5_000), "{\"__proto__\":{\"isAdmin\":true}}"];
        foreach (var endpoint in (await ServedEndpoints.ReadAsync(demonstration.Home.Home)).Where(e => e.Method is "POST" or "PUT"))
        {
            foreach (var body in bodies)
            {
                using var content = new StringContent(body, Encoding.UTF8, "application/json");
                using var answer = await officer.SendAsync(new HttpMethod(endpoint.Method), endpoint.Path(), content);
                await MustSayNothingAsync(answer, $"{endpoint} with {body[..Math.Min(40, body.Length)]}");
            }
        }
    }

    [Fact]
    public async Task Headers_that_claim_another_method_host_person_or_address_are_not_believed()
    {
        var clerk = await _desk.AsAsync("wangxy");
        string[] claims =
        [
            "X-HTTP-Method-Override: DELETE", "X-Original-URL: /api/v1/audit/records", "X-Rewrite-URL: /api/v1/audit/records", "X-Forwarded-User: auditor", "X-Remote-User: auditor",
            "Authorization: Basic YXVkaXRvcjphdWRpdG9y", "Authorization: Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhdWRpdG9yIn0.",
        ];
        foreach (var claim in claims)
        {
            var (status, text) = await RawHttp.GetAsync(Node, "/api/v1/audit/records", $"Cookie: {clerk.Cookie}\r\n{claim}\r\n");
            Assert.True(status is 401 or 403, $"{status} for {claim}");
            Assert.DoesNotContain("\"items\"", text, StringComparison.Ordinal);
        }

        var (_, elsewhere) = await RawHttp.SendAsync(Node, $"GET /ogc/features HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\nCookie: {clerk.Cookie}\r\n\r\n");
        Assert.DoesNotContain("<script", elsewhere, StringComparison.OrdinalIgnoreCase);
        var (split, _) = await RawHttp.GetAsync(Node, "/api/v1/cases?q=a%0d%0aSet-Cookie:%20guotu_session=evil", $"Cookie: {clerk.Cookie}\r\n");
        Assert.True(split < 500);
    }

    public void Dispose() => _desk.Dispose();

    /// <summary>No error of the node, and nothing of how it is made.</summary>
    private static async Task MustSayNothingAsync(HttpResponseMessage answer, string what)
    {
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode < 500, $"{(int)answer.StatusCode} for {what}: {body[..Math.Min(300, body.Length)]}");
        if (!answer.IsSuccessStatusCode)
        {
            foreach (var inside in (string[])["   at ", "System.", "SQLite", "Npgsql", "SELECT ", ".cs:line", "/src/", "Guotu."])
            {
                Assert.False(body.Contains(inside, StringComparison.Ordinal), $"{what} is told: {body[..Math.Min(500, body.Length)]}");
            }
        }
    }

    /// <summary>Every parameter of every reading without a part in its path, as the description of the interface names them.</summary>
    private static IEnumerable<(string Path, string Parameter)> QueryParameters()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(TestData.Checkout, "docs", "api", "openapi.json")));
        foreach (var path in document.RootElement.GetProperty("paths").EnumerateObject().Where(p => p.Name.StartsWith("/api/v1/", StringComparison.Ordinal) && !p.Name.Contains('{', StringComparison.Ordinal)))
        {
            if (!path.Value.TryGetProperty("get", out var get) || !get.TryGetProperty("parameters", out var parameters))
            {
                continue;
            }

            foreach (var parameter in parameters.EnumerateArray().Where(p => p.GetProperty("in").GetString() == "query"))
            {
                yield return (path.Name["/api/v1/".Length..], parameter.GetProperty("name").GetString()!);
            }
        }
    }
}
