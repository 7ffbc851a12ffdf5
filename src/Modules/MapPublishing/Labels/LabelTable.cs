using System.Globalization;
using System.Text;
using Guotu.Crypto;
using Guotu.Database.Rows;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;

namespace Guotu.MapPublishing.Labels;

/// <summary>Rows of labels and the book's row over them. Nothing is given out whose MACs or digest do not hold.</summary>
internal sealed class LabelTable(RowWriter rows)
{
    private const string BookSql = "SELECT version_no, label_digest, row_mac FROM mp_label_book WHERE book_id = 1";

    private const string LabelsSql =
        "SELECT label_id, layer_code, label_level, label_category, reason_text, set_by, set_name, set_utc, row_mac FROM mp_label ORDER BY label_id";

    /// <summary>The book's row; null while no label was ever set.</summary>
    public async Task<Result<BookRow?>> BookAsync(ISqlSession session, string lockSuffix, CancellationToken ct)
    {
        var row = await session.SingleOrDefaultAsync<BookRow>(BookSql + lockSuffix, null, ct);
        return row is not null && !rows.Verify(BookRow.Table, BookRow.OnlyId, row.Values, row.RowMac).IsSuccess
            ? new Error(LabelErrors.Tampered)
            : Result<BookRow?>.Of(row);
    }

    /// <summary>All labels as the book closes over them; without a book there may be none.</summary>
    public async Task<Result<IReadOnlyList<LabelRow>>> LabelsAsync(ISqlSession session, BookRow? book, CancellationToken ct)
    {
        // Without labels everything is shown: that there never were any is believed of the tally, not of tables that are empty now.
        var labels = await session.QueryAsync<LabelRow>(LabelsSql, null, ct);
        var intact = book is null
            ? labels.Count == 0 && await rows.CountedAsync(session, BookRow.Table, ct) is { Error: null, Value: null or 0 }
            : DigestOf(labels) == book.LabelDigest && labels.All(l => rows.Verify(LabelRow.Table, l.LabelId, l.Values, l.RowMac).IsSuccess);
        return intact ? Result<IReadOnlyList<LabelRow>>.Of(labels) : new Error(LabelErrors.Tampered);
    }

    /// <summary>Writes the label and closes over all of them as they now stand in the unit.</summary>
    public async Task<Result> WriteAsync(IUnitOfWork work, BookRow? before, LabelRow label, CancellationToken ct)
    {
        var updated = await rows.UpdateAsync(work, LabelRow.Table, label.LabelId, label.Values, ct);
        var written = updated.Error is { } refused ? refused
            : updated.Value ? Result.Done
            : await rows.InsertAsync(work, LabelRow.Table, label.LabelId, label.Values, ct);
        if (written.Error is not null)
        {
            return written;
        }

        var after = new BookRow { VersionNo = (before?.VersionNo ?? 0) + 1, LabelDigest = DigestOf(await work.QueryAsync<LabelRow>(LabelsSql, null, ct)) };
        return before is null
            ? await rows.InsertAsync(work, BookRow.Table, BookRow.OnlyId, after.Values, ct)
            : (await rows.UpdateAsync(work, BookRow.Table, BookRow.OnlyId, after.Values, ct)).Error is { } unclosed ? unclosed : Result.Done;
    }

    private static string DigestOf(IReadOnlyList<LabelRow> labels)
    {
        var text = new StringBuilder("guotu layer labels 1\n");
        foreach (var label in labels)
        {
            text.Append(CultureInfo.InvariantCulture, $"{label.LabelId} {label.RowMac}\n");
        }

        return Sm3.Digest(Encoding.UTF8.GetBytes(text.ToString())).ToString();
    }
}
