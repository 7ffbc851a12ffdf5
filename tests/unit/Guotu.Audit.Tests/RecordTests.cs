using Guotu.Audit.Records;
using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.Testing.Database;

namespace Guotu.Audit.Tests;

public sealed class RecordTests
{
    [Theory]
    [BothDatabases]
    public async Task An_act_leaves_a_genuine_record_with_who_when_where_and_what(string provider)
    {
        await using var office = await Office.OpenAsync(provider);

        await office.AcceptAsync("88");

        var record = Assert.Single(await office.RecordsAsync());
        Assert.Equal(("wangxy", "王秀英", 3L, "web", "10.1.3.7"), (record.AccountName, record.PersonName, record.OrgId, record.ChannelCode, record.AddressTxt));
        Assert.Equal(("case.accept", "case", "88", "success"), (record.KindCode, record.ObjectType, record.ObjectId, record.OutcomeCode));
        Assert.Equal(office.Clock.Now, record.AtUtc);
        Assert.True(office.Seal.IsGenuine(record));
    }

    [Theory]
    [BothDatabases]
    public async Task An_act_on_many_objects_leaves_a_genuine_record_of_each(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var done = await office.Units.RunAsync(
            new CommandContext(Office.Wang, DataScope.WholeNode, "case.accept"),
            (work, _) =>
            {
                for (var i = 0; i < 12; i++)
                {
                    work.Audit(new AuditEntry("case.accept", "case", $"{i}\0长", "受理案件") { After = i % 2 == 0 ? null : "{\"state\":\"accepted\"}" });
                }

                return Task.FromResult(Result.Done);
            },
            CancellationToken.None);
        Assert.True(done.IsSuccess, done.Error?.Text);

        var records = await office.RecordsAsync();
        Assert.Equal(12, records.Count);
        Assert.All(records, r => Assert.True(office.Seal.IsGenuine(r)));
        Assert.All(records, r => Assert.Equal((office.Clock.Now, "success", 0L), (r.AtUtc, r.OutcomeCode, r.BatchNo)));
        Assert.Equal(12, (await office.Sealer().SealAsync(CancellationToken.None)).Value);
    }

    [Theory]
    [BothDatabases]
    public async Task A_refused_act_leaves_a_record_of_its_own_with_the_error_code(string provider)
    {
        await using var office = await Office.OpenAsync(provider);

        await RefuseAsync(office, "88");

        var record = Assert.Single(await office.RecordsAsync());
        Assert.Equal(("refused", "SYS-0002", "wangxy"), (record.OutcomeCode, record.ErrorCode, record.AccountName));
        Assert.True(office.Seal.IsGenuine(record));
    }

    [Theory]
    [BothDatabases]
    public async Task Hostile_text_cannot_stop_the_record_of_its_refusal(string provider)
    {
        await using var office = await Office.OpenAsync(provider);

        await RefuseAsync(office, "a\0b\uD800" + new string('长', 300));

        var record = Assert.Single(await office.RecordsAsync());
        Assert.Equal(200, record.ObjectId!.Length);
        Assert.StartsWith("a\uFFFDb\uFFFD长", record.ObjectId, StringComparison.Ordinal);
        Assert.True(office.Seal.IsGenuine(record));
    }

    [Fact]
    public void Every_column_but_the_batch_is_under_the_mac()
    {
        var plain = new AuditRecord();
        var bytes = RecordSeal.Canonical(plain);
        var covered = typeof(AuditRecord).GetProperties()
            .Where(p => p.Name is not (nameof(AuditRecord.MacHex) or nameof(AuditRecord.BatchNo) or "EqualityContract"))
            .ToList();
        Assert.Equal(18, covered.Count);
        foreach (var property in covered)
        {
            var changed = new AuditRecord();
            object value = property.PropertyType == typeof(long) ? 9L : property.PropertyType == typeof(int) ? 9 : property.PropertyType == typeof(string) ? "9" : new Kernel.Time.Instant(9);
            property.SetValue(changed, value);
            Assert.False(bytes.AsSpan().SequenceEqual(RecordSeal.Canonical(changed)), $"{property.Name} is not under the MAC");
        }
    }

    private static async Task RefuseAsync(Office office, string objectId)
    {
        var context = new CommandContext(Office.Wang, DataScope.WholeNode, "case.accept") { ObjectType = "case", ObjectId = objectId };
        var refused = await office.Units.RunAsync(context, (_, _) => Task.FromResult<Result>(new Error(KernelErrors.NotFound, ("what", "案件"))), CancellationToken.None);
        Assert.False(refused.IsSuccess);
    }
}
