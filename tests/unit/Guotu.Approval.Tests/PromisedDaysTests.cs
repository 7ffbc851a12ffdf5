using Guotu.Approval.ListMatters;
using Guotu.Database.AuditPort;
using Guotu.Database.Work;
using Guotu.Hosting.Settings;
using Guotu.Kernel.Ids;

namespace Guotu.Approval.Tests;

/// <summary>The promised limit is the county's own figure: the file's until the system administrator sets one (承诺时限).</summary>
public sealed class PromisedDaysTests
{
    private const string Matter = "land-preexamination";
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public async Task The_next_case_takes_the_limit_that_was_set_and_a_forged_one_takes_no_case_in()
    {
        await using var office = await Office.OpenAsync("sqlite");
        var matters = office.Get<MattersInForce>();
        var asDelivered = (await matters.FindAsync(Matter, Never)).Value;
        Assert.Equal((10, 20, false), (asDelivered.PromisedDays, asDelivered.StatutoryDays, asDelivered.Verified));

        await SetAsync(office, days: 7);
        var set = (await matters.FindAsync(Matter, Never)).Value;
        Assert.Equal((7, 20, true), (set.PromisedDays, set.StatutoryDays, set.Verified));
        Assert.Equal((7, true), MatterView.Of(set) is var view ? (view.PromisedDays, view.Verified) : default);
        Assert.Equal("APP-0009", (await matters.FindAsync("no-such-matter", Never)).Error?.Code.Value);

        await office.Get<IUnitsOfWork>().RunUpkeepAsync(
            "test", async (work, ct) => await work.ExecuteAsync("UPDATE db_setting_change SET value_no = 1", null, ct), Never);
        Assert.Equal("DB-0004", (await matters.FindAsync(Matter, Never)).Error?.Code.Value);
    }

    [Fact]
    public async Task Every_matter_has_its_own_limit_never_above_the_lawful_one()
    {
        await using var office = await Office.OpenAsync("sqlite");
        var catalogue = office.Get<SettingCatalogue>();

        Assert.All(office.Get<MatterCatalogue>().All, m =>
        {
            var limit = catalogue.Find("approval.promised-days." + m.Code);
            Assert.Equal((m.PromisedDays, 1, m.StatutoryDays, m.Verified), (limit!.Delivered, limit.Least, limit.Most, limit.Doubt is null));
        });
        Assert.Contains(catalogue.Fixed, s => s.Key == "approval.statutory-days." + Matter && s.Value == "20 工作日");
        Assert.Contains(catalogue.Fixed, s => s.Key == $"review.{Matter}.S3" && s.Doubt is not null && s.Value.Contains("碎片小于 1.0000 m²", StringComparison.Ordinal));
    }

    private static async Task SetAsync(Office office, int days)
    {
        var change = new SettingChange
        {
            ChangeId = office.Get<IIdSource>().Next(),
            SettingKey = "approval.promised-days." + Matter,
            VersionNo = 1,
            BeforeNo = 10,
            ValueNo = days,
            IsConfirmed = true,
            ReasonText = "实施清单 2026 版",
            ChangedBy = 9,
            ChangedName = "郭明",
            ChangedUtc = office.Clock.Now,
        };
        var set = await office.Get<IUnitsOfWork>().RunAsync(
            office.Command("operations.setting"),
            async (work, ct) =>
            {
                work.Audit(new AuditEntry("operations.setting", "setting", change.SettingKey, "改承诺时限"));
                return await office.Get<SettingStore>().AddAsync(work, change, ct);
            },
            Never);
        Assert.True(set.IsSuccess, set.Error?.Text);
    }
}
