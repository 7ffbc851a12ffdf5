using Guotu.Database.AuditPort;
using Guotu.Database.Work;
using Guotu.Kernel.Results;

namespace Guotu.Database.Rows;

/// <summary>A table as it stands (清点): how many rows, their sum, and the rows by name where there are not too many.</summary>
internal sealed class TableCount
{
    private readonly int _keyVersion;
    private readonly RowSum _sum = new();
    private readonly Dictionary<long, RowChange> _named = [];
    private long _count;

    private TableCount(int keyVersion) => _keyVersion = keyVersion;

    /// <summary>Rows with a MAC; more than the unit wrote means that the table was counted before.</summary>
    public List<long> Macs { get; } = [];

    public IReadOnlyDictionary<long, RowChange>? Named => _count <= RowTallies.MostNamed ? _named : null;

    public RowTally TallyOf(string table, long version) => new(table, _count, version, _keyVersion, _sum.ToString(), string.Empty);

    public static async Task<Result<TableCount>> ReadAsync(IUnitOfWork work, RowTallies tallies, ProtectedTable table, CancellationToken ct)
    {
        var version = tallies.CurrentKeyVersion();
        if (version.Error is { } noKey)
        {
            return noKey;
        }

        var count = new TableCount(version.Value);
        var sql = $"SELECT {table.IdColumn} AS row_id, COALESCE({table.MacColumn}, '-') AS mac_text FROM {table.Name} ORDER BY {table.IdColumn}";
        await foreach (var row in work.StreamAsync<MacRow>(sql, null, ct))
        {
            var element = tallies.ElementOf(version.Value, table.Name, row.RowId, row.MacText);
            if (element.Error is { } noElement)
            {
                return noElement;
            }

            count.Take(row, element.Value);
        }

        return count;
    }

    private void Take(MacRow row, byte[] element)
    {
        _sum.Add(element);
        if (row.MacText != "-")
        {
            Macs.Add(row.RowId);
        }

        if (++_count <= RowTallies.MostNamed)
        {
            _named[row.RowId] = new RowChange(RowChange.Unstated, row.MacText);
        }
    }

    private sealed class MacRow
    {
        public long RowId { get; init; }

        public string MacText { get; init; } = string.Empty;
    }
}
