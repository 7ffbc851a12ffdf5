using System.Text.Json;
using Guotu.Testing.Node;

namespace Guotu.Integration.Tests;

/// <summary>Layers that go wrong while the office works: no decision and no certificate until they are mended (存疑不发证).</summary>
public abstract class FaultsAtTheDesk : IDisposable
{
    private readonly CaseDesk _desk;
    private readonly NodeFaults _faults;

    protected FaultsAtTheDesk(DemonstrationNode demonstration) => (_desk, _faults) = (demonstration.Desk(), new NodeFaults(demonstration.Home.Home));

    /// <summary>A layer's name, what the refusal says of it, and the fault.</summary>
    private IEnumerable<(string Says, Func<Task<Func<Task>>> MakeAsync)> Faults =>
    [
        ("个要素,现有", () => _faults.RemoveRowAsync("YJJBNT")),
        ("数据行摘要不符", () => _faults.MoveVertexAsync("DLTB")),
        ("已过期", () => _faults.AgeAsync("CZKFBJ")),
        ("读不出来", _faults.StopStoreAsync),
    ];

    [Fact]
    public async Task Neither_decision_nor_issue_while_a_layer_is_in_doubt_and_both_once_it_is_mended()
    {
        var id = await _desk.RegisterAsync("clean.txt", "图层出错时的道路");
        await _desk.ThroughToDeputyAsync(id);
        foreach (var fault in Faults)
        {
            await RefusedAsync(id, fault, ("wugj", "approve", "APP-0022", "decision"));
            Assert.Equal(JsonValueKind.Null, (await _desk.PageAsync("wugj", id)).GetProperty("certificate").ValueKind);
        }

        NodeFaults.FlipBits(await _faults.SnapshotOfAsync("STBHHX"));
        await _desk.ActAsync("wugj", id, "approve");
        await _desk.UntilTaskOfAsync("sunt", id);
        var patches = await CountAsync("YSXZ");
        foreach (var fault in Faults)
        {
            await RefusedAsync(id, fault, ("sunt", "issue", "APP-0023", "issue"));
            Assert.Equal("decided", Text(await _desk.PageAsync("sunt", id), "state"));
            Assert.Equal(patches, await CountAsync("YSXZ"));
        }

        NodeFaults.Cut(await _faults.SnapshotOfAsync("XZQ"));
        await _desk.ActAsync("sunt", id, "issue");
        await _desk.UntilTaskOfAsync("maxl", id);
        Assert.Equal(patches + 1, await CountAsync("YSXZ"));
    }

    public void Dispose()
    {
        _desk.Dispose();
        GC.SuppressFinalize(this);
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private async Task RefusedAsync(string id, (string Says, Func<Task<Func<Task>>> MakeAsync) fault, (string Account, string Action, string Code, string Stage) act)
    {
        var state = Text(await _desk.PageAsync(act.Account, id), "state");
        var mendAsync = await fault.MakeAsync();
        var refused = await Assert.ThrowsAsync<RefusedException>(() => _desk.ActAsync(act.Account, id, act.Action));
        var page = await _desk.PageAsync(act.Account, id);
        await mendAsync();

        Assert.Equal(act.Code, refused.Code);
        Assert.Contains(fault.Says, refused.Detail, StringComparison.Ordinal);
        Assert.Equal(state, Text(page, "state"));
        Assert.Equal(("undetermined", act.Stage), (Text(page.GetProperty("verdict"), "overall"), Text(page.GetProperty("verdict"), "stage")));
    }

    private async Task<int> CountAsync(string layer)
    {
        var layers = await (await _desk.AsAsync("lijg")).GetAsync("layers");
        return layers.EnumerateArray().Single(l => Text(l, "code") == layer).GetProperty("count").GetInt32();
    }
}

/// <summary>On the embedded database.</summary>
public sealed class FaultsAtTheDeskTests(DemonstrationNode demonstration) : FaultsAtTheDesk(demonstration), IClassFixture<DemonstrationNode>;

/// <summary>On PostgreSQL.</summary>
public sealed class FaultsAtTheDeskOnPostgresTests(PostgresNode demonstration) : FaultsAtTheDesk(demonstration), IClassFixture<PostgresNode>;
