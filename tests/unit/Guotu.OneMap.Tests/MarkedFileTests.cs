using System.Text;
using Guotu.Database.Files;
using Guotu.Database.Sessions;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.FileImports;
using Guotu.Testing.Database;
using Microsoft.Extensions.DependencyInjection;

namespace Guotu.OneMap.Tests;

/// <summary>A delivery turns out to carry a secrecy mark in a field: it leaves the node, and the record says who brought it and which file it was.</summary>
public sealed class MarkedFileTests
{
    private const string Farmland = "YJJBNT";
    private const string Zone = """{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4524"}}""";
    private const string Mark = "机密★10年";
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly ImportChoicesBody AsFound = new(null, null, null, null, null);
    private static readonly ImportStartBody Asked = new(new DateOnly(2025, 12, 31), " ", "internal", [], null, AsFound);
    private static readonly Caller Engineer = OneMapBench.Reader with { Clearance = SecurityLabel.Of(1, []), Permissions = new HashSet<string> { OneMapModule.ImportPermission } };
    private static readonly string Clean = Deliveries.File(Zone, Fields.Farmland(0));
    private static readonly string Marked = Deliveries.File(Zone, Fields.Farmland(0), Fields.Farmland(1) with { Attributes = new Dictionary<string, string>(Fields.Farmland(1).Attributes) { ["XZQMC"] = Mark } });

    [Theory]
    [BothDatabases]
    public async Task What_is_marked_in_a_field_leaves_nothing_on_the_node_but_the_record_of_it(string provider)
    {
        await using var bench = await OneMapBench.OpenAsync(provider);
        var digest = await UploadAsync(bench, Marked);
        Assert.True(IsOnTheNode(bench, Mark));

        var refused = (await bench.The<ImportCommands>().OpenAsync(Command(), Engineer, new ImportOpenBody(Farmland, digest), Never)).Error!;

        Assert.Equal((SecrecyErrors.SecretMark, (int?)2, "XZQMC"), (refused.Code, refused.Line, refused.Field));
        await AssertGoneAsync(bench, digest);
        Assert.Equal([SecrecyErrors.SecretMark.Value], bench.Audit.Refused);
    }

    [Theory]
    [BothDatabases]
    public async Task A_mark_that_only_the_run_comes_upon_ends_the_import_for_good_and_everybodys_of_the_same_file(string provider)
    {
        await using var bench = await OneMapBench.OpenAsync(provider);
        var commands = bench.The<ImportCommands>();
        var opened = (await commands.OpenAsync(Command(), Engineer, new ImportOpenBody(Farmland, await UploadAsync(bench, Clean)), Never)).MustHold();
        var other = (await commands.OpenAsync(Command(), Engineer, new ImportOpenBody(Farmland, await UploadAsync(bench, Clean)), Never)).MustHold();
        var digest = await UploadAsync(bench, Marked);
        await bench.BehindTheBackAsync($"UPDATE om_import SET file_digest = '{digest}'");

        bench.Callers.Of[Engineer.UserId] = Engineer;
        (await commands.StartAsync(Command(), Engineer, (opened.Id, Asked), Never)).MustHold();
        await RunNextAsync(bench);

        await AssertGoneAsync(bench, digest);
        Assert.Equal(0, await bench.CountAsync("om_feature"));
        foreach (var id in new[] { opened.Id, other.Id })
        {
            Assert.Equal(ImportState.Refused, (await bench.The<ImportReading>().FindAsync(Engineer, id, Never)).MustHold().State);
            Assert.Equal(SecrecyErrors.SecretMark, (await commands.StartAsync(Command(), Engineer, (id, Asked), Never)).Error!.Code);
            Assert.Equal(SecrecyErrors.SecretMark, (await commands.InspectAsync(Command(), Engineer, (id, AsFound), Never)).Error!.Code);
        }

        Assert.Single(bench.Audit.Written, w => w.Kind == MarkedFiles.RemoveKind);
    }

    [Fact]
    public async Task A_source_that_says_secret_is_believed()
    {
        await using var bench = await OneMapBench.OpenAsync("sqlite");
        var digest = await UploadAsync(bench, Clean);
        var opened = (await bench.The<ImportCommands>().OpenAsync(Command(), Engineer, new ImportOpenBody(Farmland, digest), Never)).MustHold();

        var refused = await bench.The<ImportCommands>().StartAsync(Command(), Engineer, (opened.Id, Asked with { Source = "[秘密]占补平衡" }), Never);

        Assert.Equal(SecrecyErrors.SecretMark, refused.Error!.Code);
        await AssertGoneAsync(bench, digest);
        Assert.Equal(0, await bench.CountAsync("om_import WHERE request_text LIKE '%秘密%'"));
    }

    [Fact]
    public async Task What_a_crash_left_and_what_came_in_again_is_removed_when_the_node_starts()
    {
        await using var bench = await OneMapBench.OpenAsync("sqlite");
        var digest = await UploadAsync(bench, Marked);
        Assert.False((await bench.The<ImportCommands>().OpenAsync(Command(), Engineer, new ImportOpenBody(Farmland, digest), Never)).IsSuccess);
        await UploadAsync(bench, Marked);

        Assert.Equal(1, await bench.The<MarkedFiles>().RemoveLeftAsync(Never));

        await AssertGoneAsync(bench, digest);
        Assert.Equal(0, await bench.The<MarkedFiles>().RemoveLeftAsync(Never));
        await using var session = await bench.Units.ReadAsync(Database.Scope.DataScope.WholeNode, Never);
        Assert.True(await bench.The<IMarkedFiles>().IsKnownAsync(session, digest, Never));
    }

    [Fact]
    public async Task A_file_that_a_case_holds_is_not_taken_from_under_it_and_the_record_says_so()
    {
        await using var bench = await OneMapBench.OpenAsync("sqlite", services => services.AddSingleton<IFileHolder>(new Holder()));
        var digest = await UploadAsync(bench, Marked);
        Assert.False((await bench.The<ImportCommands>().OpenAsync(Command(), Engineer, new ImportOpenBody(Farmland, digest), Never)).IsSuccess);

        Assert.True(bench.The<IFileStore>().Contains(digest));
        Assert.Empty(bench.Uploads.Of);
        Assert.Contains(bench.Audit.Written, w => w.Kind == MarkedFiles.RemoveKind && w.Summary.Contains("办件材料,没有清除", StringComparison.Ordinal));
        Assert.Equal(ImportState.Refused, Assert.Single(await bench.The<ImportReading>().ListAsync(Engineer, Never)).State);
    }

    private static Database.Work.CommandContext Command() => OneMapBench.Command(ImportCommands.OpenKind);

    private static async Task<string> UploadAsync(OneMapBench bench, string file)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(file));
        var stored = (await bench.The<IFileStore>().SaveAsync(content, "text/plain", 1 << 20, Never)).MustHold();
        bench.Uploads.Of[(Engineer.UserId, stored.Digest)] = new StagedUpload(stored, "delivery.geojson");
        return stored.Digest;
    }

    private static async Task RunNextAsync(OneMapBench bench)
    {
        await using var orders = bench.The<ImportsUnderWay>().TakeAsync(Never).GetAsyncEnumerator(Never);
        Assert.True(await orders.MoveNextAsync());
        await bench.The<ImportRun>().RunAsync(orders.Current, Never);
    }

    private static async Task AssertGoneAsync(OneMapBench bench, string digest)
    {
        Assert.False(IsOnTheNode(bench, Mark));
        Assert.False(bench.The<IFileStore>().Contains(digest));
        Assert.DoesNotContain(bench.Uploads.Of.Keys, k => k.Digest == digest);
        Assert.Equal(0, await bench.CountAsync($"db_file WHERE file_digest = '{digest}'"));
        Assert.Equal(0, await bench.CountAsync($"om_import WHERE inspect_text IS NOT NULL AND file_digest = '{digest}'"));
        var item = (await bench.The<ImportReading>().ListAsync(Engineer, Never))[0];
        Assert.Equal((ImportState.Refused, new Error(SecrecyErrors.SecretMark).Text), (item.State, item.Problem));
        var told = Assert.Single(bench.Audit.Written, w => w.Kind == MarkedFiles.RemoveKind);
        Assert.Equal(("file", digest), (told.ObjectType, told.ObjectId));
        Assert.Contains(digest, told.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain(Mark, told.Summary, StringComparison.Ordinal);
    }

    /// <summary>Whether the words stand anywhere in the folder of the node: files, half-written ones, caches.</summary>
    private static bool IsOnTheNode(OneMapBench bench, string words)
    {
        var bytes = Encoding.UTF8.GetBytes(words);
        return Directory.EnumerateFiles(bench.Node.Home, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)).Any(f => File.ReadAllBytes(f).AsSpan().IndexOf(bytes) >= 0);
    }

    private sealed class Holder : IFileHolder
    {
        public string Title => "办件材料";

        public Task<bool> HoldsAsync(ISqlSession session, string digest, CancellationToken ct) => Task.FromResult(true);
    }
}
