using System.Net;
using System.Text;
using System.Text.Json;
using Guotu.Crypto;
using Guotu.Testing.Node;

namespace Guotu.Integration.Tests;

/// <summary>The auditor's day over HTTP, on a node that runs as it is installed, and the system administrator's beside it: settings and the state of the node.</summary>
public sealed class AuditorAtTheApiTests(DemonstrationNode demonstration) : IClassFixture<DemonstrationNode>
{
    [Fact]
    public async Task The_auditor_finds_the_clerks_login_with_who_from_where_and_what()
    {
        using var clerk = await demonstration.SignInAsync("wangxy");
        using var auditor = await demonstration.SignInAsync("auditor");

        var page = await auditor.GetAsync("audit/records?account=wangxy&size=20");

        Assert.True(page.GetProperty("total").GetInt32() > 0);
        var record = page.GetProperty("items")[0];
        Assert.Equal(JsonValueKind.String, record.GetProperty("recordId").ValueKind);
        Assert.Equal(("wangxy", "王秀英", "success"), (Text(record, "account"), Text(record, "name"), Text(record, "outcome")));
        Assert.StartsWith("127.0.0.1", Text(record, "address"), StringComparison.Ordinal);
        Assert.NotEqual(Text(record, "kind"), Text(record, "kindName"));
        foreach (var name in (string[])["at", "organisation", "objectType", "objectId", "errorCode", "summary", "before", "after", "sealed", "batchNo"])
        {
            Assert.True(record.TryGetProperty(name, out _), $"the contract names {name}");
        }
    }

    [Fact]
    public async Task The_auditor_proves_the_trail_and_the_status_remembers_it()
    {
        using var auditor = await demonstration.SignInAsync("auditor");

        var verified = await auditor.PostAsync("audit/verify", new { });
        var status = await auditor.GetAsync("audit/status");

        Assert.True(verified.GetProperty("ok").GetBoolean(), verified.GetRawText());
        Assert.Empty(verified.GetProperty("findings").EnumerateArray());
        Assert.True(status.GetProperty("lastVerification").GetProperty("ok").GetBoolean());
        Assert.True(status.GetProperty("records").GetInt32() >= verified.GetProperty("records").GetInt32());
    }

    /// <summary>Every module's rows have their records and the other way round, on a node that has just had a day of the office.</summary>
    [Fact]
    public async Task The_auditor_reconciles_the_trail_with_the_business_tables_and_takes_the_table_along()
    {
        using var auditor = await demonstration.SignInAsync("auditor");
        var id = Text(await auditor.PostAsync("audit/reconciliations", new { }), "id");

        var run = await EndedAsync(auditor, id);

        Assert.True(Text(run, "state") == "done" && run.GetProperty("differences").GetInt32() == 0 && run.GetProperty("undetermined").GetInt32() == 0, run.GetRawText());
        var lines = run.GetProperty("lines").EnumerateArray().ToList();
        foreach (var module in (string[])["approval", "audit", "compliancereview", "identity", "mappublishing", "onemap", "operations", "analysis"])
        {
            Assert.Contains(lines, l => Text(l, "module") == module);
        }

        Assert.All(lines.Where(l => Text(l, "table") == "om_revision"), l => Assert.True(l.GetProperty("rows").GetInt32() > 0, l.GetRawText()));
        Assert.Equal(0, (await auditor.GetAsync($"audit/reconciliations/{id}/differences")).GetProperty("total").GetInt32());
        Assert.Equal(id, Text((await auditor.GetAsync("audit/status")).GetProperty("lastReconciliation"), "id"));
        using var table = await auditor.GetRawAsync($"audit/reconciliations/{id}/table");
        var text = await table.Content.ReadAsStringAsync();
        Assert.Contains("导出编号 DC", text.Split('\n')[0], StringComparison.Ordinal);
        Assert.Contains("审查结论,cr_review,review,", text, StringComparison.Ordinal);
        using var unknown = await auditor.GetRawAsync("audit/reconciliations/1/table");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task The_system_administrator_watches_the_node_and_gives_a_monitoring_system_a_token_that_sees_that_and_nothing_else()
    {
        using var system = await demonstration.SignInAsync("sysadmin");
        var state = await system.GetAsync("node-state");
        var lines = state.GetProperty("parts").EnumerateArray().SelectMany(p => p.GetProperty("lines").EnumerateArray()).ToDictionary(l => Text(l, "code"), StringComparer.Ordinal);
        foreach (var well in (string[])["database", "pump.outbox", "pump.sealing", "pump.analyses", "pump.imports", "pump.prints", "pump.assessments", "outbox", "prints", "copies.DLTB"])
        {
            Assert.Equal("good", Text(lines[well], "light"));
        }

        Assert.Contains(lines, l => l.Key.StartsWith("process.", StringComparison.Ordinal) && Text(l.Value, "detail").Contains("已运行", StringComparison.Ordinal));
        Assert.Equal(("unknown", "problem"), (Text(lines["backup"], "light"), Text(lines["layers"], "light")));
        Assert.DoesNotContain("郭明", state.GetRawText(), StringComparison.Ordinal);

        var made = await system.PostAsync("map-tokens", new { name = "监控服务器", days = 1, addresses = Array.Empty<string>() });
        using var monitor = new HttpClient { BaseAddress = demonstration.Node.Address };
        monitor.DefaultRequestHeaders.Authorization = new("Bearer", Text(made, "secret"));
        using var watched = await monitor.GetAsync(new Uri("api/v1/node-state", UriKind.Relative));
        Assert.Equal((HttpStatusCode.OK, "no-store"), (watched.StatusCode, watched.Headers.CacheControl!.ToString()));
        foreach (var (path, refused) in new[] { ("api/v1/settings", HttpStatusCode.Unauthorized), ("api/v1/accounts", HttpStatusCode.Unauthorized), ("ogc/features/collections", HttpStatusCode.Forbidden) })
        {
            using var other = await monitor.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal((path, refused), (path, other.StatusCode));
        }

        await system.PostAsync($"map-tokens/{Text(made.GetProperty("token"), "id")}/revoke", new { });
        using var revoked = await monitor.GetAsync(new Uri("api/v1/node-state", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Unauthorized, revoked.StatusCode);
    }

    [Fact]
    public async Task A_promised_limit_that_the_system_administrator_sets_is_what_the_next_intake_shows_and_the_auditor_reads_both_values()
    {
        const string Key = "approval.promised-days.land-preexamination";
        using var system = await demonstration.SignInAsync("sysadmin");
        using var clerk = await demonstration.SignInAsync("wangxy");
        using var auditor = await demonstration.SignInAsync("auditor");
        Assert.Equal(10, (await clerk.GetAsync("matters/land-preexamination")).GetProperty("promisedDays").GetInt32());

        using var set = await system.SendAsync(HttpMethod.Put, "settings/" + Key, System.Net.Http.Json.JsonContent.Create(new { value = 8, confirmed = true, reason = "实施清单 2026 版", version = 0 }));
        Assert.Equal(HttpStatusCode.OK, set.StatusCode);
        var matter = await clerk.GetAsync("matters/land-preexamination");
        Assert.Equal((8, true), (matter.GetProperty("promisedDays").GetInt32(), matter.GetProperty("verified").GetBoolean()));
        using var late = await system.SendAsync(HttpMethod.Put, "settings/" + Key, System.Net.Http.Json.JsonContent.Create(new { value = 9, confirmed = false, reason = "实施清单 2026 版", version = 0 }));
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);

        var records = (await auditor.GetAsync("audit/records?kind=operations.setting&objectId=" + Key)).GetProperty("items").EnumerateArray().ToList();
        var done = records.Single(r => Text(r, "outcome") == "success");
        Assert.Equal(("sysadmin", "修改参数"), (Text(done, "account"), Text(done, "kindName")));
        Assert.Contains("10 改为 8 工作日,已核实。理由:实施清单 2026 版", Text(done, "summary"), StringComparison.Ordinal);
        Assert.Contains(records, r => Text(r, "outcome") != "success" && Text(r, "errorCode") == "SYS-0001");
    }

    [Fact]
    public async Task The_proof_of_a_sealed_record_holds_without_the_platform()
    {
        using var auditor = await demonstration.SignInAsync("auditor");
        var proof = await auditor.GetAsync($"audit/records/{await SealedRecordAsync(auditor)}/proof");

        var running = Convert.FromHexString(Text(proof, "leaf"));
        foreach (var node in proof.GetProperty("path").EnumerateArray())
        {
            var neighbour = Convert.FromHexString(Text(node, "hash"));
            running = Sm3.Hash(node.GetProperty("left").GetBoolean() ? [0x01, .. neighbour, .. running] : [0x01, .. running, .. neighbour]);
        }

        Assert.Equal(Text(proof, "root"), Convert.ToHexString(running).ToLowerInvariant());
        Assert.Contains("root=" + Text(proof, "root"), Text(proof, "checkpoint"), StringComparison.Ordinal);
        var key = Sm2PublicKey.FromPoint(Convert.FromHexString(Text(proof, "publicKey"))).Value;
        Assert.True(Sm2.VerifyDer(key, Encoding.UTF8.GetBytes(Text(proof, "checkpoint")), Convert.FromHexString(Text(proof, "signature"))));
    }

    [Theory]
    [InlineData("wangxy")]
    [InlineData("sysadmin")]
    [InlineData("secadmin")]
    public async Task Nobody_but_the_auditor_reads_or_proves_the_trail(string account)
    {
        using var other = await demonstration.SignInAsync(account);

        foreach (var path in (string[])["audit/records", "audit/status", "audit/records/1/proof"])
        {
            using var refused = await other.GetRawAsync(path);
            Assert.True(refused.StatusCode == HttpStatusCode.Forbidden, $"{path} answered {refused.StatusCode} to {account}");
        }

        using var verify = await other.PostRawAsync("audit/verify", new { });
        Assert.Equal(HttpStatusCode.Forbidden, verify.StatusCode);
    }

    private static async Task<JsonElement> EndedAsync(StaffClient auditor, string id)
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            var run = (await auditor.GetAsync("audit/reconciliations")).EnumerateArray().First(r => Text(r, "id") == id);
            if (Text(run, "state") is not ("waiting" or "running"))
            {
                return run;
            }

            await Task.Delay(200);
        }

        throw new InvalidOperationException("The reconciliation did not end in forty seconds");
    }

    /// <summary>The node seals every second; a record of the making of the demonstration is sealed by then.</summary>
    private static async Task<string> SealedRecordAsync(StaffClient auditor)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var page = await auditor.GetAsync("audit/records?size=100");
            if (page.GetProperty("items").EnumerateArray().FirstOrDefault(r => r.GetProperty("sealed").GetBoolean()) is { ValueKind: JsonValueKind.Object } found)
            {
                return Text(found, "recordId");
            }

            await Task.Delay(200);
        }

        throw new InvalidOperationException("No record was sealed in twenty seconds");
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
