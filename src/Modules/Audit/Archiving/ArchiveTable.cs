using System.Security.Cryptography;
using System.Text;
using Guotu.Crypto;
using Guotu.Crypto.Keys;
using Guotu.Database.Rows;
using Guotu.Database.Sessions;
using Guotu.Database.Work;

namespace Guotu.Audit.Archiving;

/// <summary>Reading and writing <c>au_archive</c> (归档目录), each row under a keyed MAC: a made-up row would excuse the deletion of records.</summary>
public sealed class ArchiveTable(KeyRing keys)
{
    private const string Columns =
        "a.archive_no, a.first_batch, a.last_batch, a.record_count, a.oldest_utc, a.newest_utc, a.file_name, a.file_hex, a.archived_utc, a.acts_hex, a.index_hex, a.key_version, a.mac_hex";

    private const string AllSql = $"SELECT {Columns} FROM au_archive a ORDER BY a.archive_no";

    private const string InsertSql =
        """
        INSERT INTO au_archive (archive_no, first_batch, last_batch, record_count, oldest_utc, newest_utc, file_name, file_hex, archived_utc, acts_hex, index_hex, key_version, mac_hex)
        VALUES (:p_no, :p_first, :p_last, :p_records, :p_oldest, :p_newest, :p_file, :p_digest, :p_at, :p_acts, :p_index, :p_version, :p_mac)
        """;

    private const string NumbersSql = "SELECT a.archive_no AS row_id FROM au_archive a ORDER BY a.archive_no";

    private const string OneSql = $"SELECT {Columns} FROM au_archive a WHERE a.archive_no = :p_no";

    /// <summary>A row that cannot be read, because it holds a value that the platform never writes, comes with its number alone: it is not genuine.</summary>
    public static async Task<IReadOnlyList<TrailArchive>> AllAsync(ISqlSession session, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        var condition = ColumnKinds.StrangeCondition(session.Dialect, Columns.Replace("a.", string.Empty, StringComparison.Ordinal).Split(", "), typeof(TrailArchive));
        var strange = await NumbersAsync(session, $"SELECT archive_no AS row_id FROM au_archive WHERE {condition}", ct);
        if (strange.Count == 0)
        {
            try
            {
                return await session.QueryAsync<TrailArchive>(AllSql, null, ct);
            }
            catch (Exception unreadable) when (StrangeValues.Raised(unreadable))
            {
                // A text that is no time: the rows are read one by one.
            }
        }

        return await OneByOneAsync(session, [.. strange], ct);
    }

    private static async Task<IReadOnlyList<TrailArchive>> OneByOneAsync(ISqlSession session, HashSet<long> strange, CancellationToken ct)
    {
        var archives = new List<TrailArchive>();
        foreach (var number in await NumbersAsync(session, NumbersSql, ct))
        {
            archives.Add(strange.Contains(number) ? new TrailArchive { ArchiveNo = number } : await OneAsync(session, number, ct));
        }

        return archives;
    }

    /// <summary>A number that is none comes as 0, which no archive has.</summary>
    private static async Task<List<long>> NumbersAsync(ISqlSession session, string sql, CancellationToken ct) =>
        (await session.QueryAsync<object>(sql, null, ct)).Select(r => StrangeValues.NumberOrNull(((IDictionary<string, object?>)r)["row_id"]) ?? 0).ToList();

    private static async Task<TrailArchive> OneAsync(ISqlSession session, long number, CancellationToken ct)
    {
        try
        {
            return await session.SingleOrDefaultAsync<TrailArchive>(OneSql, new { p_no = number }, ct) ?? new TrailArchive { ArchiveNo = number };
        }
        catch (Exception strange) when (StrangeValues.Raised(strange))
        {
            return new TrailArchive { ArchiveNo = number };
        }
    }

    internal async Task<TrailArchive> InsertAsync(IUnitOfWork work, TrailArchive archive, CancellationToken ct)
    {
        var signed = WithMac(archive);
        var arguments = new
        {
            p_no = signed.ArchiveNo,
            p_first = signed.FirstBatch,
            p_last = signed.LastBatch,
            p_records = signed.RecordCount,
            p_oldest = signed.OldestUtc,
            p_newest = signed.NewestUtc,
            p_file = signed.FileName,
            p_digest = signed.FileHex,
            p_at = signed.ArchivedUtc,
            p_acts = signed.ActsHex,
            p_index = signed.IndexHex,
            p_version = signed.KeyVersion,
            p_mac = signed.MacHex,
        };
        await work.ExecuteAsync(InsertSql, arguments, ct);
        return signed;
    }

    internal bool IsGenuine(TrailArchive archive)
    {
        var key = keys.Version(KeyPurpose.AuditMac, archive.KeyVersion);
        return key.IsSuccess
            && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Mac(key.Value, archive)), Encoding.UTF8.GetBytes(archive.MacHex));
    }

    private TrailArchive WithMac(TrailArchive archive)
    {
        var key = keys.Current(KeyPurpose.AuditMac);
        if (key.Error is { } error)
        {
            throw new InvalidOperationException($"No archive can be entered: {error}");
        }

        var versioned = archive with { KeyVersion = key.Value.Version };
        return versioned with { MacHex = Mac(key.Value, versioned) };
    }

    private static string Mac(VersionedKey key, TrailArchive archive)
    {
        var text = new BoundText(archive.IndexHex is null ? "guotu audit archive 1" : "guotu audit archive 2")
            .Add(archive.ArchiveNo).Add(archive.FirstBatch).Add(archive.LastBatch).Add(archive.RecordCount)
            .Add(archive.OldestUtc.UnixMicroseconds).Add(archive.NewestUtc.UnixMicroseconds).Add(archive.FileName).Add(archive.FileHex)
            .Add(archive.ArchivedUtc.UnixMicroseconds).Add(archive.ActsHex).Add(archive.KeyVersion);
        if (archive.IndexHex is { } index)
        {
            text.Add(index);
        }

        return Convert.ToHexString(HmacSm3.Compute(key.Secret.Span, text.ToArray())).ToLowerInvariant();
    }
}
