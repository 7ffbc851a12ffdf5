using System.Security.Cryptography;
using System.Text;
using Guotu.Crypto;
using Guotu.Crypto.Keys;
using Guotu.Database.Sessions;
using Guotu.Database.Work;

namespace Guotu.Audit.Journal;

/// <summary>What the database knows of a journal: how far it was taken in. The row carries a MAC, so that a cut file cannot be excused by editing it.</summary>
internal sealed record JournalRow
{
    public const string Open = "OPEN";

    /// <summary>Taken in and sealed to its end; the file was deleted.</summary>
    public const string Gone = "GONE";

    public string FileName { get; init; } = string.Empty;

    public string StateCode { get; init; } = Open;

    public long TakenLines { get; init; }

    public long TakenBytes { get; init; }

    public string LastMac { get; init; } = JournalLine.NoMac;

    public int KeyVersion { get; init; }

    public string MacHex { get; init; } = string.Empty;
}

/// <summary>Reads and writes <c>au_journal</c>.</summary>
public sealed class JournalTable(KeyRing keys)
{
    private const string Columns = "file_name, state_code, taken_lines, taken_bytes, last_mac, key_version, mac_hex";

    private const string ListSql = $"SELECT {Columns} FROM au_journal WHERE state_code = 'OPEN' ORDER BY file_name";

    private const string AllSql = $"SELECT {Columns} FROM au_journal ORDER BY file_name";

    private const string FindSql = $"SELECT {Columns} FROM au_journal WHERE file_name = :p_file";

    private const string InsertSql =
        """
        INSERT INTO au_journal (file_name, state_code, taken_lines, taken_bytes, last_mac, key_version, mac_hex)
        VALUES (:p_file, :p_state, :p_lines, :p_bytes, :p_last, :p_version, :p_mac)
        """;

    private const string UpdateSql =
        """
        UPDATE au_journal SET state_code = :p_state, taken_lines = :p_lines, taken_bytes = :p_bytes, last_mac = :p_last,
          key_version = :p_version, mac_hex = :p_mac
        WHERE file_name = :p_file AND state_code = 'OPEN' AND taken_lines = :p_before
        """;

    internal static Task<IReadOnlyList<JournalRow>> OpenOnesAsync(ISqlSession session, CancellationToken ct) =>
        session.QueryAsync<JournalRow>(ListSql, null, ct);

    internal static IAsyncEnumerable<JournalRow> AllAsync(ISqlSession session, CancellationToken ct) =>
        session.StreamAsync<JournalRow>(AllSql, null, ct);

    internal static Task<JournalRow?> FindAsync(ISqlSession session, string file, CancellationToken ct) =>
        session.SingleOrDefaultAsync<JournalRow>(FindSql, new { p_file = file }, ct);

    internal Task InsertAsync(IUnitOfWork work, JournalRow row, CancellationToken ct)
    {
        var signed = WithMac(row);
        var arguments = new
        {
            p_file = signed.FileName,
            p_state = signed.StateCode,
            p_lines = signed.TakenLines,
            p_bytes = signed.TakenBytes,
            p_last = signed.LastMac,
            p_version = signed.KeyVersion,
            p_mac = signed.MacHex,
        };
        return work.ExecuteAsync(InsertSql, arguments, ct);
    }

    /// <summary>False when another process took lines in meanwhile: then nothing of this unit may stay.</summary>
    internal async Task<bool> UpdateAsync(IUnitOfWork work, JournalRow before, JournalRow after, CancellationToken ct)
    {
        var signed = WithMac(after);
        var arguments = new
        {
            p_file = signed.FileName,
            p_state = signed.StateCode,
            p_lines = signed.TakenLines,
            p_bytes = signed.TakenBytes,
            p_last = signed.LastMac,
            p_version = signed.KeyVersion,
            p_mac = signed.MacHex,
            p_before = before.TakenLines,
        };
        return await work.ExecuteAsync(UpdateSql, arguments, ct) == 1;
    }

    internal bool IsGenuine(JournalRow row)
    {
        var key = keys.Version(KeyPurpose.AuditMac, row.KeyVersion);
        return key.IsSuccess
            && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Mac(key.Value, row)), Encoding.UTF8.GetBytes(row.MacHex));
    }

    private JournalRow WithMac(JournalRow row)
    {
        var key = keys.Current(KeyPurpose.AuditMac);
        if (key.Error is { } error)
        {
            throw new InvalidOperationException($"No journal can be kept: {error}");
        }

        var versioned = row with { KeyVersion = key.Value.Version };
        return versioned with { MacHex = Mac(key.Value, versioned) };
    }

    private static string Mac(VersionedKey key, JournalRow row)
    {
        var text = new BoundText("guotu journal row 1")
            .Add(row.FileName).Add(row.StateCode).Add(row.TakenLines).Add(row.TakenBytes).Add(row.LastMac).Add(row.KeyVersion);
        return Convert.ToHexString(HmacSm3.Compute(key.Secret.Span, text.ToArray())).ToLowerInvariant();
    }
}
