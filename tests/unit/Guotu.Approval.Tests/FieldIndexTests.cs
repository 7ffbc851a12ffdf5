using Guotu.Approval.Domain;
using Guotu.Approval.IndexFields;
using Guotu.Approval.ListMatters;
using Guotu.Approval.Store;
using Guotu.Crypto.Fields;
using Guotu.Crypto.Keys;
using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Testing.Database;

namespace Guotu.Approval.Tests;

/// <summary>Cases found by the exact number of a person, while keys are changed and indexes are built anew.</summary>
public sealed class FieldIndexTests
{
    private const string Mobile = "13800138000";
    private static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [InlineData(IndexedValue.Phone, "138 0013-8000", Mobile)]
    [InlineData(IndexedValue.Phone, "+86 13800138000", Mobile)]
    [InlineData(IndexedValue.Phone, "１３８００１３８０００", Mobile)]
    [InlineData(IndexedValue.Phone, "(0916)632 1234", "09166321234")]
    [InlineData(IndexedValue.Phone, "1380013", "1380013")]
    [InlineData(IndexedValue.Phone, "138", null)]
    [InlineData(IndexedValue.Phone, "1380013800x", null)]
    [InlineData(IndexedValue.IdNumber, "11010519491231002x", "11010519491231002X")]
    [InlineData(IndexedValue.IdNumber, "110105 19491231 002X", "11010519491231002X")]
    [InlineData(IndexedValue.IdNumber, "110105194912310021", null)]
    public void A_number_has_one_form_however_it_is_typed(string kind, string typed, string? form) => Assert.Equal(form, IndexedValue.Of(kind, typed));

    [Fact]
    public void An_identity_number_is_not_taken_for_a_telephone() =>
        Assert.Equal((IndexedValue.IdNumber, "11010519491231002X"), IndexedValue.Recognise("11010519491231002X"));

    [Theory]
    [BothDatabases]
    public async Task Equal_numbers_have_one_index_of_their_kind_and_it_says_nothing_of_them(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        await WriteAsync(office, 1, Mobile);
        await WriteAsync(office, 2, "138 0013 8000");
        await WriteAsync(office, 3, "13800138001");

        Assert.Equal([2, 1], await FindAsync(office, Mobile));
        Assert.Equal([3], await FindAsync(office, "13800138001"));
        Assert.Empty(await FindAsync(office, "13800138002"));
        var index = office.Get<BlindIndex>();
        Assert.NotEqual(index.Of(IndexedValue.Phone, Mobile).Value, index.Of(IndexedValue.IdNumber, Mobile).Value);
        Assert.Equal(BlindIndex.TextLength, index.Of(IndexedValue.Phone, Mobile).Value.Hex.Length);
        await using var session = await office.Get<IUnitsOfWork>().ReadAsync(DataScope.WholeNode, Never);
        Assert.Equal(0, await session.ScalarAsync<long>("SELECT COUNT(*) AS row_total FROM ap_field_index WHERE index_hex LIKE '%1380013%'", null, Never));
    }

    [Theory]
    [BothDatabases]
    public async Task While_a_key_is_changed_both_versions_are_found_and_the_former_goes_when_all_is_indexed_anew(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        await WriteAsync(office, 1, Mobile);
        Assert.Equal(0, (await office.Get<FieldIndexing>().RunBatchAsync(Never)).Value);
        Assert.True((await office.Get<KeyRing>().RotateAsync(KeyPurpose.BlindIndex, TimeSpan.Zero, Never)).IsSuccess);
        Assert.True((await office.Get<KeyRing>().RefreshAsync(Never)).IsSuccess);
        await WriteAsync(office, 2, Mobile);
        Assert.Equal([2, 1], await FindAsync(office, Mobile));
        Assert.Equal(2, await office.CountAsync("ap_field_index"));

        Assert.Equal(1, (await office.Get<FieldIndexing>().RunBatchAsync(Never)).Value);
        Assert.Equal([2, 1], await FindAsync(office, Mobile));
        Assert.Equal(3, await office.CountAsync("ap_field_index"));

        Assert.Equal(0, (await office.Get<FieldIndexing>().RunBatchAsync(Never)).Value);
        Assert.Equal([2, 1], await FindAsync(office, Mobile));
        Assert.Equal(2, await office.CountAsync("ap_field_index"));
    }

    [Theory]
    [BothDatabases]
    public async Task Rows_of_before_there_were_indexes_are_taken_in_batch_by_batch_and_a_second_run_does_nothing(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        for (var i = 1; i <= FieldIndexing.BatchSize + 5; i++)
        {
            await WriteAsync(office, i, Mobile);
        }

        await office.Get<IUnitsOfWork>().RunUpkeepAsync("test", (work, ct) => work.ExecuteAsync("DELETE FROM ap_field_index", null, ct), Never);
        Assert.Empty(await FindAsync(office, Mobile));

        // Cut off after a batch: what is left is told by the rows.
        Assert.Equal(FieldIndexing.BatchSize, (await office.Get<FieldIndexing>().RunBatchAsync(Never)).Value);
        Assert.Equal(5, (await office.Get<FieldIndexing>().RunBatchAsync(Never)).Value);
        Assert.Equal(0, (await office.Get<FieldIndexing>().RunBatchAsync(Never)).Value);
        Assert.Equal(FieldIndexing.BatchSize + 5, (await FindAsync(office, Mobile)).Count);
    }

    [Theory]
    [BothDatabases]
    public async Task A_changed_number_is_no_longer_found_by_the_former_one(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        await WriteAsync(office, 1, Mobile);

        await WriteAsync(office, 1, "13900139000");

        Assert.Empty(await FindAsync(office, Mobile));
        Assert.Equal([1], await FindAsync(office, "13900139000"));
        Assert.Equal(1, await office.CountAsync("ap_field_index"));
    }

    private static async Task WriteAsync(Office office, long caseId, string phone)
    {
        var matter = office.Get<MatterCatalogue>().Find("land-preexamination").Value;
        var written = await office.Get<IUnitsOfWork>().RunAsync(
            office.Command(),
            (work, ct) =>
            {
                work.Audit(new AuditEntry("case.register", "case", "1", "收件"));
                return office.Get<CaseFields>().WriteAsync(work, caseId, matter, new Dictionary<string, string> { ["contactPhone"] = phone }, ct);
            },
            Never);
        Assert.True(written.IsSuccess, written.Error?.Text);
    }

    /// <summary>As the search does it, by the indexes under every version.</summary>
    private static async Task<IReadOnlyList<long>> FindAsync(Office office, string number)
    {
        var hexes = office.Get<BlindIndex>().AllOf(IndexedValue.Phone, IndexedValue.Of(IndexedValue.Phone, number)!).Value.Select(v => v.Hex).ToList();
        await using var session = await office.Get<IUnitsOfWork>().ReadAsync(DataScope.WholeNode, Never);
        return [.. (await session.QueryAsync<long>("SELECT DISTINCT case_id FROM ap_field_index WHERE kind_code = 'phone' AND index_hex IN :p_hexes ORDER BY case_id DESC", new { p_hexes = hexes }, Never))];
    }
}
