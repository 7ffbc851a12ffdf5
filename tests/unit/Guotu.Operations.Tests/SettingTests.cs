using System.Text.Json;
using System.Text.Json.Serialization;
using Guotu.Database.Rows;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Hosting.Nodes;
using Guotu.Hosting.Settings;
using Guotu.Kernel.Errors;
using Guotu.Operations.ManageSettings;
using Guotu.Testing.Database;

namespace Guotu.Operations.Tests;

/// <summary>What the system administrator changes while the node runs, and what the page only shows (参数).</summary>
public sealed class SettingTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    private static readonly SettingDefinition Promise = new()
    {
        Key = "approval.promised-days.x", Group = "审批办理", Title = "承诺时限", What = "收件时写进案件", Unit = "工作日", Delivered = 10, Least = 1, Most = 20, Doubt = "没有查到",
    };

    [Theory]
    [BothDatabases]
    public async Task A_change_counts_at_the_next_reading_is_recorded_before_and_after_and_can_be_put_back(string provider)
    {
        await using var office = await OpenAsync(provider);
        var commands = office.Get<SettingCommands>();
        var system = await office.AsAsync("sysadmin", SettingCommands.ChangeKind);
        Assert.Equal((10, "没有查到", 0), await ReadAsync(office));

        var changed = await commands.ChangeAsync(system, Promise.Key, new SettingBody(7, false, "实施清单 2026 版", 0), Never);
        Assert.Equal((7, 10, 1, "郭明"), (changed.Value.Number!.Value, changed.Value.Number.Before, changed.Value.Number.Version, changed.Value.Number.ChangedBy));
        Assert.Equal((7, "没有查到", 1), await ReadAsync(office));

        Assert.True((await commands.ChangeAsync(system, Promise.Key, new SettingBody(7, true, "已与实施清单核对", 1), Never)).IsSuccess);
        Assert.Equal((7, null, 2), await ReadAsync(office));
        Assert.True((await commands.ChangeAsync(system, Promise.Key, new SettingBody(10, false, "撤销第 1 次修改", 2), Never)).IsSuccess);
        Assert.Equal((10, "没有查到", 3), await ReadAsync(office));

        var history = (await commands.ChangesAsync(Promise.Key, Never)).Value;
        Assert.Equal([(3, 7, 10), (2, 7, 7), (1, 10, 7)], history.Select(c => (c.Version, c.Before, c.Value)));
        var proof = await office.Get<RowProof>().ProveAsync(office.Get<IEnumerable<IProtectedRows>>().Single(r => r.Table.Name == "db_setting_change"), Never);
        Assert.Empty(proof.Findings);
        Assert.Equal(3, proof.Rows);
        await using var session = await office.Get<IUnitsOfWork>().ReadAsync(DataScope.WholeNode, Never);
        var recorded = await session.QueryAsync<string>("SELECT after_json FROM au_record WHERE kind_code = 'operations.setting' ORDER BY record_id", null, Never);
        Assert.Equal(["""{"version":1,"value":7,"confirmed":false}""", """{"version":2,"value":7,"confirmed":true}""", """{"version":3,"value":10,"confirmed":false}"""], recorded);
    }

    [Theory]
    [BothDatabases]
    public async Task Of_two_who_saw_the_same_value_one_is_told_of_the_other_and_nothing_is_overwritten(string provider)
    {
        await using var office = await OpenAsync(provider);
        var commands = office.Get<SettingCommands>();
        var system = await office.AsAsync("sysadmin", SettingCommands.ChangeKind);

        var both = await Task.WhenAll(((int[])[7, 8]).Select(v => Task.Run(() => commands.ChangeAsync(system, Promise.Key, new SettingBody(v, false, "实施清单 2026 版", 0), Never))));

        Assert.Equal(KernelErrors.ChangedMeanwhile, Assert.Single(both, r => !r.IsSuccess).Error!.Code);
        var change = Assert.Single((await commands.ChangesAsync(Promise.Key, Never)).Value);
        Assert.Equal(both.Single(r => r.IsSuccess).Value.Number!.Value, change.Value);
    }

    [Theory]
    [BothDatabases]
    public async Task A_change_that_was_altered_or_taken_away_behind_the_platform_gives_no_value_at_all(string provider)
    {
        await using var office = await OpenAsync(provider);
        var commands = office.Get<SettingCommands>();
        var system = await office.AsAsync("sysadmin", SettingCommands.ChangeKind);
        Assert.True((await commands.ChangeAsync(system, Promise.Key, new SettingBody(7, false, "实施清单 2026 版", 0), Never)).IsSuccess);

        Assert.Equal(1, await office.TamperAsync("UPDATE db_setting_change SET value_no = 19"));
        Assert.Equal("DB-0004", await FaultAsync(office));
        Assert.Equal("DB-0004", (await commands.ListAsync(Never)).Error?.Code.Value);
        Assert.Equal(1, await office.TamperAsync("UPDATE db_setting_change SET value_no = 7"));
        Assert.Null(await FaultAsync(office));
        Assert.Equal(1, await office.TamperAsync("DELETE FROM db_setting_change"));
        Assert.Equal("DB-0004", await FaultAsync(office));
        Assert.Equal("DB-0004", (await commands.ChangeAsync(system, Promise.Key, new SettingBody(9, false, "实施清单 2026 版", 0), Never)).Error?.Code.Value);
    }

    [Fact]
    public async Task What_is_out_of_bounds_without_a_reason_unchanged_or_unknown_is_refused_at_its_field()
    {
        await using var office = await OpenAsync("sqlite");
        var commands = office.Get<SettingCommands>();
        var system = await office.AsAsync("sysadmin", SettingCommands.ChangeKind);
        (SettingBody Body, string Field)[] wrong =
        [
            (new SettingBody(0, false, "实施清单 2026 版", 0), "value"),
            (new SettingBody(21, false, "实施清单 2026 版", 0), "value"),
            (new SettingBody(null, false, "实施清单 2026 版", 0), "value"),
            (new SettingBody(10, false, "实施清单 2026 版", 0), "value"),
            (new SettingBody(7, false, "改", 0), "reason"),
            (new SettingBody(7, false, "两行\n的理由", 0), "reason"),
            (new SettingBody(7, false, null!, 0), "reason"),
        ];
        foreach (var (body, field) in wrong)
        {
            Assert.Equal(field, (await commands.ChangeAsync(system, Promise.Key, body, Never)).Error?.Field);
        }

        Assert.Equal(KernelErrors.NotFound, (await commands.ChangeAsync(system, "no.such", wrong[0].Body, Never)).Error?.Code);
        Assert.Equal(KernelErrors.NotFound, (await commands.ChangesAsync("no.such", Never)).Error?.Code);
        Assert.Empty((await commands.ChangesAsync(Promise.Key, Never)).Value);
    }

    [Fact]
    public async Task A_stored_value_that_a_new_version_no_longer_takes_is_not_used_and_can_be_mended()
    {
        await using var office = await OpenAsync("sqlite");
        var commands = office.Get<SettingCommands>();
        var system = await office.AsAsync("sysadmin", SettingCommands.ChangeKind);
        Assert.True((await commands.ChangeAsync(system, Promise.Key, new SettingBody(18, false, "实施清单 2026 版", 0), Never)).IsSuccess);
        var narrower = new SettingCatalogue([new Declared(Promise with { Most = 15 })]);
        var later = new SettingCommands(office.Get<IUnitsOfWork>(), narrower, office.Get<SettingStore>(), office.Get<Kernel.Ids.IIdSource>());

        await using var session = await office.Get<IUnitsOfWork>().ReadAsync(DataScope.WholeNode, Never);
        var read = await office.Get<ISettings>().ReadAsync(session, Promise with { Most = 15 }, Never);
        Assert.Equal(SettingErrors.OutOfBounds, read.Error?.Code);
        var line = Assert.Single((await later.ListAsync(Never)).Value);
        Assert.Null(line.Number!.Value);
        Assert.Contains("18", line.Value, StringComparison.Ordinal);
        Assert.Equal(15, (await later.ChangeAsync(system, Promise.Key, new SettingBody(15, false, "按新范围改", line.Number.Version), Never)).Value.Number!.Value);
    }

    [Fact]
    public async Task Everything_that_node_json_may_say_is_shown_and_nothing_of_it_that_is_secret()
    {
        await using var office = await OpenAsync("sqlite");
        var lines = (await office.Get<SettingCommands>().ListAsync(Never)).Value;

        var written = typeof(NodeSettings).GetProperties().Where(p => p.SetMethod is not null && !p.IsDefined(typeof(JsonIgnoreAttribute), inherit: false));
        Assert.All(written, p => Assert.Contains(lines, l => l.Key == "node." + JsonNamingPolicy.CamelCase.ConvertName(p.Name) && l.HowChanged is not null && l.Number is null));
        var said = string.Join('\n', lines.Select(l => l.Value + l.HowChanged + l.What));
        Assert.DoesNotContain(office.Node.RootKeyFile, said, StringComparison.Ordinal);
        Assert.DoesNotContain(office.Node.Database.ConnectionString, said, StringComparison.Ordinal);
        Assert.Equal(lines.Count, lines.Select(l => l.Key).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void A_definition_whose_delivered_value_is_outside_of_its_bounds_does_not_start() =>
        Assert.Throws<InvalidOperationException>(() => new SettingCatalogue([new Declared(Promise with { Most = 9 })]));

    private static Task<Office> OpenAsync(string provider) => Office.OpenAsync(provider, new Declared(Promise));

    private static async Task<(int Value, string? Doubt, int Version)> ReadAsync(Office office)
    {
        await using var session = await office.Get<IUnitsOfWork>().ReadAsync(DataScope.WholeNode, Never);
        var read = (await office.Get<ISettings>().ReadAsync(session, Promise, Never)).Value;
        return (read.Value, read.Doubt, read.Version);
    }

    private static async Task<string?> FaultAsync(Office office)
    {
        await using var session = await office.Get<IUnitsOfWork>().ReadAsync(DataScope.WholeNode, Never);
        return (await office.Get<ISettings>().ReadAsync(session, Promise, Never)).Error?.Code.Value;
    }

    private sealed class Declared(SettingDefinition setting) : ISettingSource
    {
        public IReadOnlyList<SettingDefinition> Changeable => [setting];
    }
}
