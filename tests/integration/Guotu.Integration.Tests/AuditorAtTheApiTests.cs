using System.Net;
using System.Text;
using System.Text.Json;
using Guotu.Crypto;
using Guotu.Testing.Node;

namespace Guotu.Integration.Tests;

/// <summary>The auditor's day over HTTP, on a node that runs as it is installed.</summary>
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
