using Guotu.Crypto;
using Guotu.Database.Sessions;

namespace Guotu.Database.Rows;

/// <summary>Content of a sealed table: its rows and a digest over them.</summary>
public sealed record SealedContent(long Rows, string Digest)
{
    /// <summary>Null where a row holds a value of another kind than its column's: only an edit behind the application's back leaves one.</summary>
    internal static async Task<SealedContent?> ReadOrNullAsync(ISqlSession session, ISealedTable table, CancellationToken ct)
    {
        try
        {
            return await table.ReadAsync(session, ct);
        }
        catch (Exception strange) when (StrangeValues.Raised(strange))
        {
            return null;
        }
    }
}

/// <summary>
/// A small table without MACs whose whole content stands under a tally (整表封存), such as the permissions of roles. Registered as a service by
/// its module; the acts that change it call <see cref="RowWriter.Seal"/>.
/// </summary>
public interface ISealedTable
{
    string Name { get; }

    Task<SealedContent> ReadAsync(ISqlSession session, CancellationToken ct);
}

/// <summary>A sealed table whose rows come by one query with a total order.</summary>
/// <param name="name">Table.</param>
/// <param name="sql">Selects every row, ordered by its key.</param>
/// <param name="texts">A row's values as text, always as many.</param>
public sealed class SealedTable<TRow>(string name, string sql, Func<TRow, IReadOnlyList<string?>> texts) : ISealedTable
{
    public string Name => name;

    /// <summary>Each row's digest takes in the one before, so that memory stays flat.</summary>
    public async Task<SealedContent> ReadAsync(ISqlSession session, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        var digest = Sm3.Hash(new BoundText("guotu sealed table 1").Add(name).ToArray());
        var rows = 0L;
        await foreach (var row in session.StreamAsync<TRow>(sql, null, ct))
        {
            var line = new BoundText("guotu sealed row 1").Add(digest);
            foreach (var text in texts(row))
            {
                line.Add(text ?? string.Empty);
            }

            digest = Sm3.Hash(line.ToArray());
            rows++;
        }

        return new SealedContent(rows, Convert.ToHexString(digest).ToLowerInvariant());
    }
}
