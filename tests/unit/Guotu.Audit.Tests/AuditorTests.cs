using System.Text;
using Guotu.Audit.ProveRecord;
using Guotu.Audit.Sealing;
using Guotu.Audit.SearchRecords;
using Guotu.Audit.ShowStatus;
using Guotu.Audit.VerifyTrail;
using Guotu.Crypto;
using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Hosting.Modules;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Paging;
using Guotu.Testing.Database;

namespace Guotu.Audit.Tests;

/// <summary>What the auditor does on the pages.</summary>
public sealed class AuditorTests
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly Actor Auditor = new(9, "auditor", "赵敏", 3, "web", "10.1.3.9");
    private static readonly RecordQuery Everything = new(null, null, null, null, null, null, null);

    [Theory]
    [BothDatabases]
    public async Task The_auditor_finds_records_by_day_account_kind_object_and_outcome(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        await office.AcceptAsync(3);
        office.Clock.Advance(TimeSpan.FromDays(1));
        await office.AcceptAsync("4");

        Assert.Equal(["4", "3", "2", "1"], await FindAsync(office, Everything));
        Assert.Equal(["4"], await FindAsync(office, Everything with { From = "2026-03-03" }));
        Assert.Equal(["3", "2", "1"], await FindAsync(office, Everything with { To = "2026-03-02" }));
        Assert.Equal(["2"], await FindAsync(office, Everything with { Account = "wangxy", ObjectType = "case", ObjectId = "2", Outcome = "success" }));
        Assert.Equal(["4", "3", "2", "1"], await FindAsync(office, Everything with { Kind = "case" }));
        Assert.Equal(["4", "3", "2", "1"], await FindAsync(office, Everything with { Kind = "受理" }));
        Assert.Empty(await FindAsync(office, Everything with { Kind = "登录" }));
        Assert.Empty(await FindAsync(office, Everything with { Outcome = "refused" }));
    }

    [Theory]
    [BothDatabases]
    public async Task A_record_shows_who_from_where_and_under_which_name_of_the_act(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        await office.AcceptAsync("88");
        await using var journal = office.Journal();

        var page = await Search(office, journal).RunAsync(Auditor, Everything, new PageRequest(), Never);

        var record = Assert.Single(page.Value.Items);
        Assert.Equal(("王秀英", "政务服务窗口", "10.1.3.7", "受理案件"), (record.Name, record.Organisation, record.Address, record.KindName));
        Assert.False(record.Sealed);
    }

    [Theory]
    [BothDatabases]
    public async Task The_auditors_own_search_is_recorded(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        await using var journal = office.Journal();

        await Search(office, journal).RunAsync(Auditor, Everything with { Account = "wangxy" }, new PageRequest(), Never);
        await office.Intake().TakeAsync(Never);

        var record = Assert.Single(await office.RecordsAsync());
        Assert.Equal(("auditor", "read", "audit-records", "wangxy"), (record.AccountName, record.KindCode, record.ObjectType, record.ObjectId));
    }

    [Theory]
    [BothDatabases]
    public async Task A_date_that_is_none_is_refused_with_the_field(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        await using var journal = office.Journal();

        var refused = await Search(office, journal).RunAsync(Auditor, Everything with { From = "2026-02-30" }, new PageRequest(), Never);

        Assert.Equal((KernelErrors.FieldInvalid, "from"), (refused.Error!.Code, refused.Error.Field));
        Assert.Equal("起始日期:日期的写法是 2026-03-02", refused.Error.Text);
    }

    [Theory]
    [BothDatabases]
    public async Task A_proof_can_be_checked_by_hand_with_the_path_and_the_signed_text(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        await office.AcceptAsync(5);
        await office.Sealer().SealAsync(Never);

        foreach (var record in await office.RecordsAsync())
        {
            var proof = (await Proving(office).RunAsync(record.RecordId, Never)).Value;
            var running = Convert.FromHexString(proof.Leaf);
            foreach (var node in proof.Path)
            {
                var neighbour = Convert.FromHexString(node.Hash);
                running = Sm3.Hash(node.Left ? [0x01, .. neighbour, .. running] : [0x01, .. running, .. neighbour]);
            }

            Assert.Equal(proof.Root, Convert.ToHexString(running).ToLowerInvariant());
            Assert.Contains("root=" + proof.Root, proof.Checkpoint, StringComparison.Ordinal);
            var key = Sm2PublicKey.FromPoint(Convert.FromHexString(proof.PublicKey)).Value;
            Assert.True(Sm2.VerifyDer(key, Encoding.UTF8.GetBytes(proof.Checkpoint), Convert.FromHexString(proof.Signature)));
        }
    }

    [Theory]
    [BothDatabases]
    public async Task There_is_no_proof_of_what_is_not_sealed_unknown_or_damaged(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        await office.AcceptAsync(2);
        var id = (await office.RecordsAsync())[0].RecordId;
        Assert.Equal(AuditErrors.NotSealedYet, (await Proving(office).RunAsync(id, Never)).Error!.Code);
        Assert.Equal(KernelErrors.NotFound, (await Proving(office).RunAsync(1, Never)).Error!.Code);

        await office.Sealer().SealAsync(Never);
        await office.TamperAsync($"UPDATE au_record SET person_name = '无名' WHERE record_id = {id}");
        Assert.Equal(AuditErrors.BatchDamaged, (await Proving(office).RunAsync(id, Never)).Error!.Code);
    }

    [Theory]
    [BothDatabases]
    public async Task A_verification_is_kept_is_itself_recorded_and_shows_in_the_status(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        await office.AcceptAsync(3);
        await office.Sealer().SealAsync(Never);
        var proving = new TrailProving(office.Units, office.Verification(), office.Collected, office.Ids);

        var answer = await proving.RunAsync(new CommandContext(Auditor, DataScope.WholeNode, "audit.verify"), Never);

        Assert.Equal((true, 3), (answer.Value.Ok, answer.Value.Records));
        Assert.Equal("audit.verify", (await office.RecordsAsync())[^1].KindCode);
        var status = await new TrailStatus(office.Units).ReadAsync(Never);
        Assert.Equal((4, 1), (status.Records, status.Unsealed));
        Assert.Equal(office.Clock.Now, status.OldestUnsealedAt);
        Assert.Equal((1, "audit-checkpoint#1"), (status.LastCheckpoint!.BatchNo, status.LastCheckpoint.KeyId));
        Assert.Equal(new VerificationView(office.Clock.Now, true, 0), status.LastVerification);
    }

    [Theory]
    [BothDatabases]
    public async Task The_export_carries_every_checkpoint_and_every_record(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        await office.AcceptAsync(3);
        await office.Sealer().SealAsync(Never);
        await office.AcceptAsync(1);
        using var output = new MemoryStream();

        Assert.Equal(4, await office.Export.WriteAsync(output, Never));

        var lines = Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("""{"guotuAuditExport":2,"kind":"trail",""", lines[0], StringComparison.Ordinal);
        Assert.NotNull(Checkpoint.FromLine(lines[1]["{\"checkpoint\":".Length..^1]));
        Assert.All(lines[2..5], l => Assert.StartsWith("{\"record\":", l, StringComparison.Ordinal));
        Assert.StartsWith("{\"unsealed\":", lines[5], StringComparison.Ordinal);
        Assert.Equal("""{"end":{"batches":1,"records":4}}""", lines[6]);
        Assert.All(lines[2..6], l => Assert.Contains("\"accountName\":\"wangxy\"", l, StringComparison.Ordinal));
    }

    private static RecordSearch Search(Office office, Guotu.Audit.Journal.ReadJournal journal) =>
        new(office.Units, new OneOrganisation(), Kinds(), journal);

    private static RecordProving Proving(Office office) =>
        new(office.Units, new CheckpointSigning(office.Keys), new OneOrganisation(), Kinds());

    private static AuditKindNames Kinds() => new([new AuditModule(), new CaseKinds()], new PermissionCatalogue([new AuditModule()]));

    private static async Task<IEnumerable<string>> FindAsync(Office office, RecordQuery query)
    {
        await using var journal = office.Journal();
        return (await Search(office, journal).RunAsync(Auditor, query, new PageRequest(), Never)).Value.Items.Select(r => r.ObjectId);
    }

    private sealed class CaseKinds : IModule
    {
        public string Name => "cases";

        public IReadOnlyList<PermissionDefinition> Permissions => [];

        public IReadOnlyList<AuditKind> AuditKinds => [new("case.accept", "受理案件")];

        public void AddServices(Microsoft.Extensions.DependencyInjection.IServiceCollection services, Guotu.Hosting.Nodes.NodeSettings node) => throw new NotSupportedException();

        public void MapEndpoints(Microsoft.AspNetCore.Routing.IEndpointRouteBuilder endpoints) => throw new NotSupportedException();
    }
}
