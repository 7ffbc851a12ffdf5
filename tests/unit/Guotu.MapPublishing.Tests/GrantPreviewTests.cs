using Guotu.Hosting.Decisions;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Labels;
using Guotu.MapPublishing.Grants;
using Guotu.MapPublishing.Labels;
using Guotu.OneMap.Contracts;
using Guotu.Testing.Database;

namespace Guotu.MapPublishing.Tests;

/// <summary>What a grant of layers would show is told before it is saved; who names a layer above the own label is in the trail.</summary>
public sealed class GrantPreviewTests
{
    private const string Layer = PublishingBench.Layer;
    private static readonly CancellationToken Never = CancellationToken.None;

    private static readonly LayerGrantBody[] Wanted =
    [
        new("officer", Layer, false, "TBBH = '00000001'", null, null, null, 2),
        new("officer", Layer, false, null, ["XZQMC"], null, null, 2),
        new("officer", Layer, true, null, null, null, null, 2),
        new("town", Layer, false, "DLBM = '0101'", null, null, null, 0),
        new("security", GrantRow.EveryLayer, false, null, null, null, null, 2),
    ];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_preview_is_what_the_grant_then_shows_and_writes_nothing(int which)
    {
        var wanted = Wanted[which];
        await using var bench = await PublishingBench.OpenAsync("sqlite");
        await bench.ImportAsync(3);
        var holder = PublishingBench.Holder(wanted.Role) with { Clearance = SecurityLabel.Of(2, []) };
        var before = await LinesAsync(bench, holder);
        bench.Audited.Clear();

        var foretold = (await bench.The<GrantPreview>().GrantAsync(wanted, Never)).Value.Changes.Single();

        Assert.Empty(bench.Audited);
        Assert.Equal(before, await LinesAsync(bench, holder));
        var made = await bench.GrantAsync(wanted.Role, wanted.Layer, _ => wanted);
        var after = await LinesAsync(bench, holder);
        MustBe(foretold, before, after);

        var back = (await bench.The<GrantPreview>().RevokeAsync(made.Id, Never)).Value.Changes.Single();
        MustBe(back, after, before);
        Assert.Equal("SYS-0002", (await bench.The<GrantPreview>().RevokeAsync(7, Never)).Error!.Code.Value);
    }

    [Theory]
    [BothDatabases]
    public async Task A_part_is_told_by_its_count_and_the_fields_that_are_not_shown_by_their_names(string provider)
    {
        await using var bench = await PublishingBench.OpenAsync(provider);
        await bench.ImportAsync(3);

        var changed = (await bench.The<GrantPreview>().GrantAsync(new LayerGrantBody("officer", Layer, false, "DLBM = '0101'", ["XZQMC"], null, null, 2), Never)).Value.Changes.Single();

        var altered = changed.Altered.Single();
        Assert.Equal(("全部 3 个要素", "3 个要素中的 2 个"), (altered.Before, altered.After[..altered.After.IndexOf(',', StringComparison.Ordinal)]));
        Assert.EndsWith("不给看字段 " + bench.The<ILayerCatalogue>().Find(Layer)!.Fields.Single(f => f.Code == "XZQMC").Name, altered.After, StringComparison.Ordinal);
        var wrong = await bench.The<GrantPreview>().GrantAsync(new LayerGrantBody("officer", Layer, false, "NONE = 1", null, null, null, 2), Never);
        Assert.False(wrong.IsSuccess);
    }

    [Theory]
    [BothDatabases]
    public async Task A_layer_that_is_named_above_the_own_label_is_in_the_trail_and_one_that_is_only_left_out_of_a_list_is_not(string provider)
    {
        await using var bench = await PublishingBench.OpenAsync(provider);
        await bench.ImportAsync(1);
        await bench.The<LabelCommands>().SetAsync(PublishingBench.Command(LabelCommands.SetKind), Layer, new LabelBody("2", ["CH"], "重要数据目录", null), Never);
        var (published, refusals) = (bench.The<IPublishedLayers>(), bench.The<LabelRefusals>());
        var officer = PublishingBench.Cleared(1, "officer");
        bench.Audited.Clear();

        Assert.DoesNotContain(await published.ListAsync(officer, Never), l => l.Definition.Code == Layer);
        Assert.Equal("SYS-0002", (await published.OpenAsync(officer, "KONG", null, Never)).Error!.Code.Value);
        Assert.False((await published.OpenAsync(PublishingBench.Holder("security") with { Clearance = SecurityLabel.Of(2, ["CH"]) }, Layer, null, Never)).IsSuccess);
        Assert.False(refusals.IsDue);

        for (var tile = 0; tile < 50; tile++)
        {
            Assert.Equal("SYS-0002", (await published.OpenAsync(officer, Layer, null, Never)).Error!.Code.Value);
        }

        await refusals.WriteDueAsync(Never);
        Assert.Equal(["refused SYS-0002"], bench.Audited.Where(a => a.StartsWith("refused", StringComparison.Ordinal)));
    }

    [Theory]
    [BothDatabases]
    public async Task One_feature_is_explained_by_the_very_reading_of_its_layer(string provider)
    {
        await using var bench = await PublishingBench.OpenAsync(provider);
        await bench.ImportAsync(2);
        await bench.GrantAsync("officer", Layer, g => g with { RowFilter = "TBBH = '00000001'", DeniedFields = ["XZQMC"], LabelLimit = 2 });
        var officer = PublishingBench.Cleared(1, "officer");
        var whole = (await bench.The<IPublishedLayers>().OpenAsync(PublishingBench.Cleared(1, "town"), Layer, null, Never)).Value;
        var place = whole.Columns.ToList().IndexOf("TBBH");
        foreach (var feature in whole.Walk(null, long.MinValue).Select(f => f.Value))
        {
            var decision = (await bench.The<IAccessDecisions>().DecideAsync(officer, "feature", $"{Layer}:{feature.Id}", Never))!;

            Assert.Equal(feature.Attributes[place] == "00000001", decision.Allowed);
            Assert.Equal(decision.Allowed ? null : AccessTerm.Part, decision.Decided?.Term);
            Assert.Equal(decision.Allowed, decision.Terms[^1].Why.StartsWith("不给看字段", StringComparison.Ordinal));
        }

        foreach (var none in (string[])[Layer, Layer + ":x", "KONG:1", ":1"])
        {
            Assert.Equal(AccessTerm.Existence, (await bench.The<IAccessDecisions>().DecideAsync(officer, "feature", none, Never))!.Decided!.Term);
        }
    }

    private static async Task<IReadOnlyList<ReachLine>> LinesAsync(PublishingBench bench, Hosting.Callers.Caller caller) => await bench.The<LayerReach>().OfAsync(caller, Never);

    private static void MustBe(ReachChange foretold, IReadOnlyList<ReachLine> before, IReadOnlyList<ReachLine> after)
    {
        var (was, now) = (before.ToDictionary(l => l.Key), after.ToDictionary(l => l.Key));
        Assert.Equal(now.Keys.Except(was.Keys), foretold.Gained.Select(l => l.Key));
        Assert.Equal(was.Keys.Except(now.Keys), foretold.Lost.Select(l => l.Key));
        Assert.Equal(now.Values.Where(l => was.TryGetValue(l.Key, out var old) && old.What != l.What).Select(l => (l.Key, l.What)), foretold.Altered.Select(a => (a.Key, a.After)));
        Assert.NotEqual(0, foretold.Gained.Count + foretold.Lost.Count + foretold.Altered.Count);
    }
}
