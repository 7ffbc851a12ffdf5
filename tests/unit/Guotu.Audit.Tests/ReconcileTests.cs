using FsCheck;
using FsCheck.Fluent;
using Guotu.Audit.Reconcile;
using Guotu.Audit.Verification;
using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Kernel.Results;
using Guotu.Testing.Database;
using Result = Guotu.Kernel.Results.Result;

namespace Guotu.Audit.Tests;

/// <summary>The auditor holds the trail against the business tables, both ways; what cannot be compared is never "no difference".</summary>
public sealed class ReconcileTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [BothDatabases]
    public async Task Cases_and_records_that_agree_leave_no_difference(string provider)
    {
        await using var office = await SealedAsync(provider);

        var line = Assert.Single(await RunAsync(office, BusinessRows.Of("case.accept", ActsProof.OneToOne, ("1", 3), ("2", 3), ("3", 3)))).Line;

        Assert.Equal((9, 9, 0, null), (line.Rows, line.Records, line.Differences, line.Undetermined));
    }

    [Theory]
    [BothDatabases]
    public async Task What_lacks_its_record_and_what_lacks_its_row_are_told_apart(string provider)
    {
        await using var office = await SealedAsync(provider);

        // Case 4 has a row only; case 3 has one record too many; case 1 has lost its row.
        var result = Assert.Single(await RunAsync(office, BusinessRows.Of("case.accept", ActsProof.OneToOne, ("2", 3), ("3", 2), ("4", 1))));

        Assert.Equal(3, result.Line.Differences);
        Assert.Equal(
            [("1", "row", 0, 3), ("3", "row", 2, 3), ("4", "record", 1, 0)],
            result.Differences.OrderBy(d => d.ObjectId, StringComparer.Ordinal).Select(d => (d.ObjectId, d.Direction, d.Rows, d.Records)));
        var findings = (await office.Verification(reconciliation: BusinessRows.Of("case.accept", ActsProof.OneToOne, ("2", 3), ("3", 2), ("4", 1))).RunAsync(Never)).Findings;
        Assert.Contains(new Finding(FindingKinds.Missing, "approval: case.accept of case 4, proved by ap_case: 0 of 1"), findings);
        Assert.Contains(new Finding(FindingKinds.RowGone, "approval: case.accept of case 1: 3 records, 0 rows in ap_case"), findings);
    }

    [Theory]
    [InlineData(ActsProof.EachObject, new[] { "1" })]
    [InlineData(ActsProof.RowsOnly, new string[0])]
    public async Task Where_rows_may_go_records_alone_prove_no_difference(ActsProof proof, string[] differing)
    {
        await using var office = await SealedAsync("sqlite");

        var result = Assert.Single(await RunAsync(office, BusinessRows.Of("case.accept", proof, ("2", 1), ("3", 2))));

        Assert.Equal(differing, result.Differences.Select(d => d.ObjectId));
    }

    [Theory]
    [BothDatabases]
    public async Task A_made_up_record_does_not_stand_for_a_deleted_one(string provider)
    {
        await using var office = await SealedAsync(provider);
        var id = await office.RecordAsync(2, 1);
        await office.TamperAsync($"UPDATE au_record SET summary_txt = '不予受理' WHERE record_id = {id}");
        var acts = BusinessRows.Of("case.accept", ActsProof.OneToOne, ("1", 3), ("2", 3), ("3", 3));

        var result = Assert.Single(await RunAsync(office, acts));

        var difference = Assert.Single(result.Differences);
        Assert.Equal(("2", TrailDifference.MissingRecord, 2), (difference.ObjectId, difference.Direction, difference.Records));
    }

    [Theory]
    [BothDatabases]
    public async Task Refused_acts_and_acts_on_other_objects_count_for_nothing(string provider)
    {
        await using var office = await SealedAsync(provider);
        await office.Units.RunAsync(
            new CommandContext(Office.Wang, DataScope.WholeNode, "case.accept") { ObjectType = "case", ObjectId = "1" },
            (_, _) => Task.FromResult<Result>(new Error(AuditErrors.ArchivingRuns)),
            Never);

        Assert.Equal(0, Assert.Single(await RunAsync(office, BusinessRows.Of("case.accept", ActsProof.OneToOne, ("1", 3), ("2", 3), ("3", 3)))).Line.Differences);
    }

    /// <summary>Acts of years before a kind was compared are read from the archive; where its file is away nobody can say.</summary>
    [Theory]
    [BothDatabases]
    public async Task An_archive_from_before_a_kind_was_counted_is_read_from_its_file(string provider)
    {
        await using var office = await SealedAsync(provider);
        office.Clock.Advance(TimeSpan.FromDays(200));
        var context = new CommandContext(Office.Wang, DataScope.WholeNode, "audit.archive");
        var archived = await office.Archiving().RunAsync(context, office.Clock.Now.LocalDate.AddDays(-190), Never);
        var archive = Assert.Single(archived.Value.Archives);
        var acts = BusinessRows.Of("case.accept", ActsProof.OneToOne, ("1", 3), ("2", 3), ("3", 3));

        var line = Assert.Single(await RunAsync(office, acts)).Line;
        Assert.Equal((9, 9, 0, null), (line.Rows, line.Records, line.Differences, line.Undetermined));

        var path = Path.Combine(office.Archives.Path, archive.FileName);
        File.Move(path, path + ".away");
        var undetermined = Assert.Single(await RunAsync(office, acts)).Line;
        Assert.Equal("归档 1 没有计这一类,它的文件不在或读不了", undetermined.Undetermined);
        Assert.Contains((await office.Verification(reconciliation: acts).RunAsync(Never)).Findings, f => f.Kind == FindingKinds.Undetermined);

        File.Move(path + ".away", path);
        await office.TamperAsync("UPDATE au_archive SET record_count = 8");
        Assert.Equal("归档 1 的目录行被改过", Assert.Single(await RunAsync(office, acts)).Line.Undetermined);
    }

    /// <summary>Kinds that were counted need no file, also where there was none of them.</summary>
    [Theory]
    [BothDatabases]
    public async Task An_archive_that_counted_the_kinds_is_believed_without_its_file(string provider)
    {
        await using var office = await SealedAsync(provider);
        office.Clock.Advance(TimeSpan.FromDays(200));
        var both = new BusinessRows(
            BusinessRows.ActsOf("case.accept", ActsProof.OneToOne, ("1", 3), ("2", 3), ("3", 3)), BusinessRows.ActsOf("case.issue", ActsProof.OneToOne));
        var context = new CommandContext(Office.Wang, DataScope.WholeNode, "audit.archive");
        var archive = Assert.Single((await office.Archiving(both).RunAsync(context, office.Clock.Now.LocalDate.AddDays(-190), Never)).Value.Archives);
        File.Delete(Path.Combine(office.Archives.Path, archive.FileName));

        Assert.All(await RunAsync(office, both), r => Assert.Equal((0, null), (r.Line.Differences, r.Line.Undetermined)));
        await office.TamperAsync("UPDATE au_archived_act SET act_total = 4 WHERE object_id = '2'");
        Assert.All(await RunAsync(office, both), r => Assert.Equal("归档 1 的办理计数被改过", r.Line.Undetermined));
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_leaves_its_kind_undetermined()
    {
        await using var office = await SealedAsync("sqlite");
        var acts = BusinessRows.ActsOf("case.accept", ActsProof.OneToOne, ("1", 3)) with { Sql = "SELECT '1' AS object_code, 'viele' AS act_total" };

        Assert.Equal("表 ap_case 里有平台不会写的值,读不出来", Assert.Single(await RunAsync(office, new BusinessRows(acts))).Line.Undetermined);
    }

    [Fact]
    public async Task Each_kind_is_named_before_it_is_begun_and_a_cancelled_run_stops()
    {
        await using var office = await SealedAsync("sqlite");
        var acts = BusinessRows.Of("case.accept", ActsProof.RowsOnly, ("1", 3));
        var heard = new Heard();

        await office.Reconciliation(acts).RunAsync(heard, Never);
        Assert.Equal(["受理"], heard.Steps);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => office.Reconciliation(acts).RunAsync(null, new CancellationToken(canceled: true)));
    }

    /// <summary>For any rows and records the comparison says what counting by hand says.</summary>
    [Fact]
    public void Comparison_agrees_with_counting_by_hand()
    {
        var objects = Gen.ArrayOf(Gen.Choose(0, 6)).ToArbitrary();
        Prop.ForAll(objects, objects, Gen.Elements(Enum.GetValues<ActsProof>()).ToArbitrary(), Agrees).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    private static void Agrees(int[] rows, int[] records, ActsProof proof)
    {
        var (rowsOf, recordsOf) = (Counted(rows), Counted(records));
        var comparison = new ActsComparison(new ReconciledSubject("approval", BusinessRows.ActsOf("case.accept", proof, ("1", 1))), Counted(records));
        foreach (var (id, total) in rowsOf)
        {
            comparison.Take(id, total);
        }

        var found = comparison.Finish();

        var byHand = rowsOf.Keys.Union(recordsOf.Keys).Where(id =>
        {
            var (row, record) = (rowsOf.GetValueOrDefault(id), recordsOf.GetValueOrDefault(id));
            return record < row || (proof == ActsProof.OneToOne && record > row) || (proof == ActsProof.EachObject && row == 0);
        });
        Assert.Equal(byHand.Order(StringComparer.Ordinal), found.Differences.Select(d => d.ObjectId).Order(StringComparer.Ordinal));
        Assert.Equal((rows.Length, records.Length), (found.Line.Rows, found.Line.Records));
    }

    private static Dictionary<string, int> Counted(int[] objects) => objects.GroupBy(o => $"{o}").ToDictionary(g => g.Key, g => g.Count());

    private static Task<IReadOnlyList<ReconciledActsResult>> RunAsync(Office office, IAuditReconciliation rows) => office.Reconciliation(rows).RunAsync(null, Never);

    /// <summary>Three batches; each of three cases was accepted three times.</summary>
    private static async Task<Office> SealedAsync(string provider)
    {
        var office = await Office.OpenAsync(provider);
        await office.SealedAsync(3, 3);
        return office;
    }

    private sealed class Heard : IProgress<string>
    {
        public List<string> Steps { get; } = [];

        public void Report(string value) => Steps.Add(value);
    }
}
