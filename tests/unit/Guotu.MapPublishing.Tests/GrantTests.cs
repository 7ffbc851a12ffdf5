using System.Globalization;
using Guotu.MapPublishing.Grants;
using Guotu.OneMap.Contracts;
using Guotu.Testing.Database;

namespace Guotu.MapPublishing.Tests;

/// <summary>Who sees what of a layer.</summary>
public sealed class GrantTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [BothDatabases]
    public async Task At_first_every_role_of_the_map_sees_every_layer_and_no_other_role_any(string provider)
    {
        await using var bench = await PublishingBench.OpenAsync(provider);
        await bench.ImportAsync(3);

        Assert.Equal(3, (await bench.SeenAsync(PublishingBench.Holder("officer")))!.Count);
        Assert.Null(await bench.SeenAsync(PublishingBench.Holder("security")));
        Assert.Null(await bench.SeenAsync(PublishingBench.Holder()));
        Assert.Equal(["officer", "town"], (await bench.The<GrantCommands>().ListAsync(Never)).Value.Select(g => g.Role));
        Assert.Equal(1, bench.Audited.Count(k => k == DefaultGrants.Kind));
    }

    [Theory]
    [BothDatabases]
    public async Task A_grant_that_names_the_layer_stands_in_place_of_the_one_for_all_and_its_revocation_gives_that_back(string provider)
    {
        await using var bench = await PublishingBench.OpenAsync(provider);
        await bench.ImportAsync(4);
        var town = PublishingBench.Holder("town");

        var grant = await bench.GrantAsync("town", PublishingBench.Layer, g => g with { RowFilter = "DLBM = '0101'", DeniedFields = ["DLMC"] });

        Assert.Equal(["00000000", "00000002"], await bench.SeenAsync(town));
        var seen = (await bench.The<IPublishedLayers>().OpenAsync(town, PublishingBench.Layer, null, Never)).Value;
        Assert.DoesNotContain(seen.Definition.Fields, f => f.Code == "DLMC");
        Assert.Equal(-1, seen.PlaceOf("DLMC"));
        Assert.All(seen.Walk(null, long.MinValue), f => Assert.DoesNotContain("水田", f.Value.Attributes));
        Assert.Equal(2, seen.Totals(Never).Value.Count);
        Assert.Equal(4, (await bench.SeenAsync(PublishingBench.Holder("officer")))!.Count);

        Assert.True((await bench.The<GrantCommands>().RevokeAsync(PublishingBench.Command(GrantCommands.RevokeKind), grant.Id, Never)).IsSuccess);
        Assert.Equal(4, (await bench.SeenAsync(town))!.Count);
        Assert.Equal(PublishingErrors.GrantRevoked, (await bench.The<GrantCommands>().RevokeAsync(PublishingBench.Command(GrantCommands.RevokeKind), grant.Id, Never)).Error!.Code);
    }

    [Theory]
    [BothDatabases]
    public async Task Grants_add_up_and_a_value_is_shown_only_by_a_grant_that_shows_its_row(string provider)
    {
        await using var bench = await PublishingBench.OpenAsync(provider);
        await bench.ImportAsync(4);
        await bench.GrantAsync("town", PublishingBench.Layer, g => g with { RowFilter = "DLBM = '0101'", DeniedFields = ["DLMC"] });
        await bench.GrantAsync("town", PublishingBench.Layer, g => g with { RowFilter = "TBBH = '00000001'" });

        var seen = (await bench.The<IPublishedLayers>().OpenAsync(PublishingBench.Holder("town"), PublishingBench.Layer, null, Never)).Value;
        var (number, name) = (seen.PlaceOf("TBBH"), seen.PlaceOf("DLMC"));

        Assert.Equal(
            [("00000000", null), ("00000001", "水田"), ("00000002", null)],
            seen.Walk(null, long.MinValue).Select(f => (f.Value.Attributes[number], f.Value.Attributes[name])));
        Assert.Equal(4, (await bench.SeenAsync(PublishingBench.Holder("town", "officer")))!.Count);
    }

    [Theory]
    [BothDatabases]
    public async Task A_layer_is_hidden_by_a_grant_that_hides_it_by_its_label_and_by_a_grant_that_cannot_be_read(string provider)
    {
        await using var bench = await PublishingBench.OpenAsync(provider);
        await bench.ImportAsync(2);
        var hiding = await bench.GrantAsync("town", PublishingBench.Layer, g => g with { Hidden = true });
        Assert.Null(await bench.SeenAsync(PublishingBench.Holder("town")));
        await bench.The<GrantCommands>().RevokeAsync(PublishingBench.Command(GrantCommands.RevokeKind), hiding.Id, Never);

        await bench.GrantAsync("officer", PublishingBench.Layer, g => g with { LabelLimit = 1 });
        await bench.ImportAsync([Patches.Square(0).Shape, Patches.Square(1).Shape], 0, Kernel.Labels.SecurityLabel.Of(2, []));
        Assert.Null(await bench.SeenAsync(PublishingBench.Cleared(2, "officer")));
        Assert.Null(await bench.SeenAsync(PublishingBench.Cleared(1, "town")));
        Assert.Equal(2, (await bench.SeenAsync(PublishingBench.Cleared(2, "town")))!.Count);

        var unreadable = new GrantRow { GrantId = 1, RoleCode = "town", LayerCode = PublishingBench.Layer, RowFilter = "GONE = 1" };
        Assert.Null(GrantTerms.Read(unreadable, Patches.Fields, Patches.Projection, null));
        Assert.Null(GrantTerms.Read(new GrantRow { AreaRegions = "610724101000" }, Patches.Fields, Patches.Projection, null));
        Assert.Null(GrantTerms.Read(new GrantRow { AreaWkt = "POINT(108 33)" }, Patches.Fields, Patches.Projection, null));
    }

    [Theory]
    [BothDatabases]
    public async Task An_area_shows_what_lies_in_it_and_not_what_only_touches_it(string provider)
    {
        await using var bench = await PublishingBench.OpenAsync(provider);
        await bench.ImportAsync(4);
        var corners = new[] { (110.0, 10.0), (250.0, 10.0), (250.0, 90.0), (110.0, 90.0), (110.0, 10.0) }.Select(c => Patches.Degrees(c.Item1, c.Item2));
        var wkt = $"POLYGON(({string.Join(',', corners.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Lon} {c.Lat}")))}))";
        await bench.GrantAsync("town", PublishingBench.Layer, g => g with { AreaWkt = wkt });

        Assert.Equal(["00000001", "00000002"], await bench.SeenAsync(PublishingBench.Holder("town")));

        var second = Patches.Values(Patches.Square(1));
        Assert.True(new Area([Patches.Values(Patches.Square(1)).Geometry(Filters.FilterSpace.Plane)]).Holds(second));
        Assert.False(new Area([Patches.Values(Patches.Square(2)).Geometry(Filters.FilterSpace.Plane)]).Holds(second));
    }

    [Theory]
    [InlineData("nobody", "YJJBNT", null, null, "SYS-0002")]
    [InlineData("town", "KONG", null, null, "SYS-0003")]
    [InlineData("town", "*", "DLBM = '1'", null, "SYS-0003")]
    [InlineData("town", "YJJBNT", "GONE = 1", null, "PUB-0001")]
    [InlineData("town", "YJJBNT", null, "GONE", "SYS-0003")]
    public async Task A_grant_that_could_not_be_applied_is_refused_and_changes_nothing(string role, string layer, string? filter, string? denied, string code)
    {
        await using var bench = await PublishingBench.OpenAsync("sqlite");
        var wanted = new LayerGrantBody(role, layer, false, filter, denied is null ? null : [denied], null, null, 0);

        var refused = await bench.The<GrantCommands>().GrantAsync(PublishingBench.Command(GrantCommands.GrantKind), wanted, Never);

        Assert.Equal(code, refused.Error!.Code.Value);
        Assert.Equal(2, (await bench.The<GrantCommands>().ListAsync(Never)).Value.Count);
        Assert.Contains("refused " + code, bench.Audited);
    }

    [Theory]
    [BothDatabases]
    public async Task Grants_that_were_changed_removed_or_added_behind_the_application_show_nothing_to_anyone(string provider)
    {
        foreach (var act in (string[])["UPDATE mp_grant SET label_limit = 9", "DELETE FROM mp_grant WHERE role_code = 'town'", "DELETE FROM mp_policy", "UPDATE mp_policy SET version_no = 77"])
        {
            await using var bench = await PublishingBench.OpenAsync(provider);
            await bench.ImportAsync(1);
            await bench.GrantAsync("town", PublishingBench.Layer, g => g with { Hidden = true });
            await bench.BehindTheBackAsync(act);

            Assert.Null(await bench.SeenAsync(PublishingBench.Holder("officer")));
            Assert.Null(await bench.SeenAsync(PublishingBench.Holder("town")));
            Assert.Equal(PublishingErrors.GrantsTampered, (await bench.The<GrantCommands>().ListAsync(Never)).Error!.Code);
        }
    }

    [Theory]
    [BothDatabases]
    public async Task Equal_sights_have_one_stamp_and_a_changed_grant_another(string provider)
    {
        await using var bench = await PublishingBench.OpenAsync(provider);
        await bench.ImportAsync(2);
        async Task<string> StampAsync(string role) => (await bench.The<IPublishedLayers>().ListAsync(PublishingBench.Holder(role), Never)).Single(l => l.Definition.Code == PublishingBench.Layer).Stamp;
        var whole = await StampAsync("town");

        Assert.Equal(whole, await StampAsync("officer"));
        await bench.GrantAsync("town", PublishingBench.Layer, g => g with { RowFilter = "DLBM = '0101'" });
        var less = await StampAsync("town");
        Assert.NotEqual(whole, less);
        Assert.Equal(whole, await StampAsync("officer"));
        await bench.ImportAsync(3);
        Assert.NotEqual(less, await StampAsync("town"));
    }
}
