using System.Collections.Concurrent;
using Guotu.Database.Rows;

namespace Guotu.OneMap.Store;

/// <summary>A row of a revision under a MAC. Two of them are equal exactly when every column is.</summary>
internal interface IProvedRow
{
    long RevisionId { get; }

    string? RowMac { get; }

    IReadOnlyList<RowValue> Values { get; }
}

/// <summary>How many rows of a table are kept as proved.</summary>
internal static class ProvedRows
{
    public const int Most = 20_000;
}

/// <summary>
/// Proves rows of revisions before anything of them is used (版本记录用前核对): the label, the digest and the day of a row that does not prove are nobody's.
/// A row is proved once; as long as every column reads the same it is not reckoned again, so that a request costs one comparison. Memory: about a
/// kilobyte a revision in use, at most <see cref="ProvedRows.Most"/> of them.
/// </summary>
/// <param name="rows">Knows the keys.</param>
/// <param name="table">Of the rows.</param>
/// <param name="most">Rows that are kept; more are proved again when they are read again.</param>
internal sealed class ProvedRows<TRow>(RowWriter rows, ProtectedTable table, int most = ProvedRows.Most)
    where TRow : class, IProvedRow, IEquatable<TRow>
{
    private readonly ConcurrentDictionary<long, TRow> _proved = new();

    public bool Holds(TRow row)
    {
        if (_proved.TryGetValue(row.RevisionId, out var known) && known.Equals(row))
        {
            return true;
        }

        if (!rows.Verify(table, row.RevisionId, row.Values, row.RowMac).IsSuccess)
        {
            return false;
        }

        if (_proved.Count >= most)
        {
            _proved.Clear();
        }

        _proved[row.RevisionId] = row;
        return true;
    }

    /// <summary>What a reading gives; null where a row holds a value of another kind than its column's, which only an edit behind the platform's back leaves.</summary>
    public static async Task<IReadOnlyList<T>?> ReadOrNullAsync<T>(Task<IReadOnlyList<T>> reading)
    {
        try
        {
            return await reading;
        }
        catch (Exception strange) when (StrangeValues.Raised(strange))
        {
            return null;
        }
    }

    /// <summary>The row as it proved last; null where it was not read yet.</summary>
    public TRow? Known(long revisionId) => _proved.GetValueOrDefault(revisionId);
}
