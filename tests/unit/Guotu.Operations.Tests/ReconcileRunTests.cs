using Guotu.Audit.Reconcile;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Paging;
using Guotu.Testing.Database;

namespace Guotu.Operations.Tests;

/// <summary>A reconciliation from the press of the button to the list of what differs, on a node with its own administrators.</summary>
public sealed class ReconcileRunTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [BothDatabases]
    public async Task A_row_and_a_record_that_were_taken_away_are_listed_with_their_direction(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var made = await office.Get<IAccountAdministration>().CreateAsync(await office.AsAsync("sysadmin", "identity.account.create"), new NewAccount("linshi", "林石", "bgs", []), Never);
        Assert.True(made.IsSuccess, made.Error?.Text);
        Assert.Equal((0, 0), Outcome(await RunAsync(office)));

        await office.TamperAsync("UPDATE id_user SET user_id = 4711 WHERE account_name = 'linshi'");
        var run = await RunAsync(office);

        Assert.Equal((2, 0), Outcome(run));
        Assert.Equal(office.Clock.Now, run.CheckedAt);
        var page = (await office.Get<ReconcileCommands>().DifferencesAsync(run.Id, new DifferenceFilter(null, null), new PageRequest(), Never)).Value;
        Assert.Equal([("4711", "record"), ("row", "row")], page.Items.OrderBy(d => d.Direction).Select(d => (d.Direction == "record" ? d.ObjectId : "row", d.Direction)));
        Assert.Equal(1, (await office.Get<ReconcileCommands>().DifferencesAsync(run.Id, new DifferenceFilter("row", "新建账号"), new PageRequest(), Never)).Value.Total);
        Assert.Equal(0, (await office.Get<ReconcileCommands>().DifferencesAsync(run.Id, new DifferenceFilter("row", "收件"), new PageRequest(), Never)).Value.Total);
    }

    [Theory]
    [BothDatabases]
    public async Task One_reconciliation_at_a_time_and_one_that_is_cancelled_or_broken_off_has_no_result(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var (commands, work) = (office.Get<ReconcileCommands>(), office.Get<ReconcileWork>());
        var auditor = await office.AsAsync("auditor", ReconcileCommands.StartKind);
        var started = (await commands.StartAsync(auditor, Never)).Value;
        Assert.Equal(("waiting", null), (started.State, started.Differences));
        Assert.Equal("AUD-0010", (await commands.StartAsync(auditor, Never)).Error?.Code.Value);

        var job = await work.ClaimAsync("a", Never);
        Assert.NotNull(job);
        Assert.Null(await work.ClaimAsync("b", Never));
        Assert.Equal("cancelled", (await commands.CancelAsync(auditor, started.Id, Never)).Value.State);
        await work.RunAsync(job, Never);
        Assert.Equal("AUD-0012", (await commands.ResultAsync(started.Id, Never)).Error?.Code.Value);

        office.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True((await commands.StartAsync(auditor, Never)).IsSuccess);
        Assert.NotNull(await work.ClaimAsync("a", Never));
        office.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(await work.ClaimAsync("b", Never));
        var line = (await commands.ListAsync(Never))[0];
        Assert.Equal(("failed", "AUD-0011"), (line.State, line.Fault?.Code));
        Assert.Equal((0, 0), Outcome(await RunAsync(office)));
    }

    /// <summary>Rights count as they stand when the run begins, not as they stood when it was asked for.</summary>
    [Fact]
    public async Task Who_may_no_longer_verify_gets_no_result()
    {
        await using var office = await Office.OpenAsync("sqlite");
        var (commands, work) = (office.Get<ReconcileCommands>(), office.Get<ReconcileWork>());
        await commands.StartAsync(await office.AsAsync("secadmin", ReconcileCommands.StartKind), Never);
        await work.RunAsync((await work.ClaimAsync("a", Never))!, Never);

        var line = (await commands.ListAsync(Never))[0];
        Assert.Equal(("failed", "ACC-0002"), (line.State, line.Fault?.Code));
    }

    private static (int? Differences, int? Undetermined) Outcome(ReconcileView run) => (run.Differences, run.Undetermined);

    private static async Task<ReconcileView> RunAsync(Office office)
    {
        var (commands, work) = (office.Get<ReconcileCommands>(), office.Get<ReconcileWork>());
        office.Clock.Advance(TimeSpan.FromSeconds(1));
        var started = await commands.StartAsync(await office.AsAsync("auditor", ReconcileCommands.StartKind), Never);
        Assert.True(started.IsSuccess, started.Error?.Text);
        await work.RunAsync((await work.ClaimAsync("a", Never))!, Never);
        var run = (await commands.ListAsync(Never)).Single(r => r.Id == started.Value.Id);
        Assert.True(run.State == "done", run.ToString());
        return run;
    }
}
