using Guotu.Hosting.Decisions;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;
using Guotu.MapPublishing.Labels;
using Guotu.OneMap.Contracts;
using Guotu.Testing.Database;

namespace Guotu.MapPublishing.Tests;

/// <summary>The security administrator labels a layer, and who is below it has never heard of it.</summary>
public sealed class LabelTests
{
    private const string Layer = PublishingBench.Layer;
    private static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [BothDatabases]
    public async Task A_label_hides_at_once_from_everyone_below_it_and_lowering_it_shows_again(string provider)
    {
        await using var bench = await PublishingBench.OpenAsync(provider);
        await bench.ImportAsync(3);
        var (officer, cleared) = (PublishingBench.Cleared(1, "officer"), PublishingBench.Holder("officer") with { Clearance = SecurityLabel.Of(2, ["CH"]) });
        Assert.Equal(3, (await bench.SeenAsync(officer))!.Count);

        Assert.Equal("敏感(测绘成果)", (await SetAsync(bench, Layer, new LabelBody("2", ["CH"], "重要数据目录第 3 项", "0:"))).Value.Name);

        Assert.Null(await bench.SeenAsync(officer));
        Assert.Null(await bench.SeenAsync(PublishingBench.Cleared(2, "officer")));
        Assert.Equal(3, (await bench.SeenAsync(cleared))!.Count);
        Assert.DoesNotContain(await bench.The<IPublishedLayers>().ListAsync(officer, Never), l => l.Definition.Code == Layer);
        Assert.Contains(await bench.The<IPublishedLayers>().ListAsync(cleared, Never), l => l.Definition.Code == Layer);
        Assert.Contains(LabelCommands.SetKind, bench.Audited);

        Assert.True((await SetAsync(bench, Layer, new LabelBody("0", [], "撤销", "2:CH"))).IsSuccess);
        Assert.Equal(3, (await bench.SeenAsync(officer))!.Count);
    }

    [Theory]
    [BothDatabases]
    public async Task Data_hides_under_the_label_that_it_was_delivered_with_whatever_the_layers_own_says(string provider)
    {
        await using var bench = await PublishingBench.OpenAsync(provider);
        var (officer, cleared) = (PublishingBench.Cleared(2, "officer"), PublishingBench.Holder("officer") with { Clearance = SecurityLabel.Of(2, ["CH", "GR"]) });
        await bench.ImportAsync([Patches.Square(0).Shape], 0, SecurityLabel.Of(1, ["CH"]));

        Assert.Null(await bench.SeenAsync(officer));
        Assert.Single((await bench.SeenAsync(cleared))!);
        Assert.DoesNotContain(await bench.The<IPublishedLayers>().ListAsync(officer, Never), l => l.Definition.Code == Layer);

        Assert.True((await SetAsync(bench, Layer, new LabelBody("2", ["GR"], "重要数据目录", null))).IsSuccess);
        var opened = await bench.The<IPublishedLayers>().OpenAsync(cleared, Layer, null, Never);
        Assert.Equal("敏感(测绘成果、个人信息)", LabelScheme.Shipped.NameOf(opened.Value.Label));

        // The next delivery says nothing of a label, and brings it down no more than one that says less.
        await bench.ImportAsync([Patches.Square(0).Shape, Patches.Square(1).Shape]);
        Assert.Equal(["1:CH", "1:CH"], (await bench.The<ILayerCatalogue>().RevisionsAsync(Layer, Never)).Value.Select(r => r.Label.ToString()));
    }

    [Theory]
    [BothDatabases]
    public async Task A_stamp_is_another_under_another_label_so_that_nothing_kept_is_given_out(string provider)
    {
        await using var bench = await PublishingBench.OpenAsync(provider);
        await bench.ImportAsync(1);
        var cleared = PublishingBench.Holder("officer") with { Clearance = SecurityLabel.Of(2, ["CH", "GR"]) };
        var stamps = new List<string> { await StampAsync(bench, cleared) };
        foreach (var label in (LabelBody[])[new("1", [], "甲", null), new("1", ["CH"], "乙", null), new("2", ["CH"], "丙", null)])
        {
            Assert.True((await SetAsync(bench, Layer, label)).IsSuccess);
            stamps.Add(await StampAsync(bench, cleared));
        }

        Assert.Equal(stamps.Count, stamps.Distinct().Count());
        Assert.Equal("2:CH", (await bench.The<IPublishedLayers>().OpenAsync(cleared, Layer, null, Never)).Value.Label.ToString());
        Assert.True((await SetAsync(bench, Layer, new LabelBody("0", [], "丁", null))).IsSuccess);
        Assert.Equal(stamps[0], await StampAsync(bench, cleared));
    }

    [Theory]
    [BothDatabases]
    public async Task Labels_that_were_changed_removed_or_added_behind_the_application_show_nothing_to_anyone(string provider)
    {
        foreach (var act in (string[])["UPDATE mp_label SET label_level = 0", "DELETE FROM mp_label", "DELETE FROM mp_label_book", "UPDATE mp_label_book SET version_no = 77"])
        {
            await using var bench = await PublishingBench.OpenAsync(provider);
            await bench.ImportAsync(1);
            await SetAsync(bench, Layer, new LabelBody("1", [], "内部使用", null));
            await bench.BehindTheBackAsync(act);

            Assert.Null(await bench.SeenAsync(PublishingBench.Cleared(2, "officer")));
            Assert.Equal(LabelErrors.Tampered, (await bench.The<LabelCommands>().ListAsync(Never)).Error!.Code);
            Assert.Equal(LabelErrors.Tampered, (await SetAsync(bench, Layer, new LabelBody("0", [], "改回", null))).Error!.Code);
        }
    }

    [Theory]
    [InlineData("YJJBNT", "绝密", "LBL-0001")]
    [InlineData("YJJBNT", "7", "LBL-0002")]
    [InlineData("KONG", "1", "SYS-0002")]
    public async Task A_label_that_cannot_be_set_is_refused_and_changes_nothing(string layer, string level, string code)
    {
        await using var bench = await PublishingBench.OpenAsync("sqlite");

        Assert.Equal(code, (await SetAsync(bench, layer, new LabelBody(level, [], "试试", null))).Error!.Code.Value);
        Assert.All((await bench.The<LabelCommands>().ListAsync(Never)).Value.Objects, o => Assert.Null(o.SetAt));
        Assert.Contains("refused " + code, bench.Audited);
    }

    [Theory]
    [BothDatabases]
    public async Task The_decision_names_the_term_that_it_hung_on_and_never_says_otherwise_than_the_reading(string provider)
    {
        await using var bench = await PublishingBench.OpenAsync(provider);
        await bench.ImportAsync(2);
        var decisions = bench.The<IAccessDecisions>();
        var officer = PublishingBench.Cleared(1, "officer");
        await MustAgreeAsync(bench, officer, null);
        await MustAgreeAsync(bench, PublishingBench.Cleared(1, "security"), AccessTerm.Layer);
        await MustAgreeAsync(bench, officer with { Permissions = new HashSet<string>() }, AccessTerm.UseCase);

        await SetAsync(bench, Layer, new LabelBody("2", [], "重要数据", null));
        await MustAgreeAsync(bench, officer, AccessTerm.Label);
        await MustAgreeAsync(bench, PublishingBench.Cleared(2, "officer"), null);
        await bench.GrantAsync("officer", Layer, g => g with { LabelLimit = 1 });
        await MustAgreeAsync(bench, PublishingBench.Cleared(2, "officer"), AccessTerm.Label);
        await bench.GrantAsync("town", Layer, g => g with { Hidden = true });
        await MustAgreeAsync(bench, PublishingBench.Cleared(2, "town"), AccessTerm.Layer);

        Assert.Equal(AccessTerm.Existence, (await decisions.DecideAsync(officer, "layer", "KONG", Never))!.Decided!.Term);
        Assert.Null(await decisions.DecideAsync(officer, "nothing", Layer, Never));
        Assert.Contains("安全标记", (await decisions.DecideAsync(officer, "layer", Layer, Never))!.Explanation, StringComparison.Ordinal);
    }

    private static async Task MustAgreeAsync(PublishingBench bench, Hosting.Callers.Caller caller, AccessTerm? term)
    {
        var decision = (await bench.The<IAccessDecisions>().DecideAsync(caller, "layer", Layer, Never))!;
        Assert.Equal(term, decision.Decided?.Term);
        Assert.Equal(term is null, decision.Allowed);
        if (term != AccessTerm.UseCase)
        {
            Assert.Equal(decision.Allowed, await bench.SeenAsync(caller) is not null);
        }
    }

    private static async Task<string> StampAsync(PublishingBench bench, Hosting.Callers.Caller caller) =>
        (await bench.The<IPublishedLayers>().OpenAsync(caller, Layer, null, Never)).Value.Stamp;

    private static Task<Result<LabelView>> SetAsync(PublishingBench bench, string layer, LabelBody body) =>
        bench.The<LabelCommands>().SetAsync(PublishingBench.Command(LabelCommands.SetKind), layer, body, Never);
}
