using Guotu.Database.Rows;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Operations.FillByHand;

/// <summary>Reads and writes what people entered; a row whose MAC does not hold refuses the reading.</summary>
internal sealed class HandEntries(RowWriter rows, IClock clock)
{
    private const string Columns =
        """
        SELECT e.entry_id, e.standard_code, e.clause_code, e.result_code, e.person_name, e.looked_on, e.note_text, e.attachment_name, e.attachment_hex, e.entered_by,
          e.entered_name, e.entered_utc, e.row_mac
        FROM op_hand_entry e
        """;

    private const string NewestSql = Columns +
        """
         WHERE e.entry_id = (SELECT MAX(n.entry_id) FROM op_hand_entry n WHERE n.standard_code = e.standard_code AND n.clause_code = e.clause_code)
        ORDER BY e.standard_code, e.clause_code
        """;

    /// <summary>The newest entry of each clause that still counts; one query, its cost grows with the entries.</summary>
    public async Task<Result<IReadOnlyList<HandEntry>>> CurrentAsync(ISqlSession session, CancellationToken ct)
    {
        var counting = new List<HandEntry>();
        foreach (var row in await session.QueryAsync<HandEntryRow>(NewestSql, null, ct))
        {
            if (rows.Verify(HandEntryRow.Table, row.EntryId, row.Values, row.RowMac).Error is { } tampered)
            {
                return tampered;
            }

            if (AnEntryCountsForAYear.Counts(row.LookedOn, clock.Today))
            {
                counting.Add(row.Entry);
            }
        }

        return Result<IReadOnlyList<HandEntry>>.Of(counting);
    }

    public Task<Result> AddAsync(IUnitOfWork work, HandEntryRow row, CancellationToken ct) => rows.InsertAsync(work, HandEntryRow.Table, row.EntryId, row.Values, ct);
}
