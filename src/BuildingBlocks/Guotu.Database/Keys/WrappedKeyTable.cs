using System.Data.Common;
using Dapper;
using Guotu.Crypto.Keys;
using Guotu.Database.Sessions;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Database.Keys;

/// <summary>
/// Wrapped keys in <c>db_wrapped_key</c>. Reading and the first keys of a new node work below units of work, because the audit trail itself needs
/// these keys; what is added or wrapped anew later is in the unit of work of its audit record. Rows are never deleted.
/// </summary>
public sealed class WrappedKeyTable(IConnectionSource connections) : IWrappedKeyStore
{
    private const string ListSql =
        "SELECT key_name, version_no, kind_no, active_utc, root_hex, public_hex, sealed_hex FROM db_wrapped_key ORDER BY key_name, version_no";

    private const string AddSql =
        """
        INSERT INTO db_wrapped_key (key_name, version_no, kind_no, active_utc, root_hex, public_hex, sealed_hex)
        VALUES (:p_name, :p_version, :p_kind, :p_active, :p_root, :p_public, :p_sealed)
        """;

    /// <summary>
    /// Changes nothing and holds the first versions' rows, if they are under this root key: a new key and a change of the root key wait for
    /// each other here, and the later one finds that the root key is another.
    /// </summary>
    private const string HoldSql = "UPDATE db_wrapped_key SET root_hex = :p_root WHERE root_hex = :p_root AND version_no = 1";

    private const string AnySql = "SELECT COUNT(*) AS row_total FROM db_wrapped_key";

    private const string HoldAllSql = "UPDATE db_wrapped_key SET root_hex = root_hex WHERE version_no = 1";

    private const string UnderSql = "SELECT MAX(root_hex) AS root_text FROM db_wrapped_key WHERE version_no = 1";

    private const string RewrapSql =
        """
        UPDATE db_wrapped_key SET root_hex = :p_root, sealed_hex = :p_sealed
        WHERE key_name = :p_name AND version_no = :p_version
        """;

    /// <summary>Adds a key in the unit of work of its audit record. False when the version is there already or the root key is another by now.</summary>
    public static async Task<bool> TryAddAsync(ISqlSession session, WrappedKey key, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(key);
        var taken = await session.ScalarAsync<int>(
            "SELECT COUNT(*) AS row_total FROM db_wrapped_key WHERE key_name = :p_name AND version_no = :p_version",
            new { p_name = key.Name, p_version = key.Version },
            ct);
        if (taken > 0 || await session.ExecuteAsync(HoldSql, new { p_root = Hex(key.RootId) }, ct) == 0)
            return false;

        return await session.ExecuteAsync(AddSql, Arguments(key), ct) == 1;
    }

    /// <summary>Holds the keys until the unit ends and answers the id of the root key that they are under, lower-case hexadecimal; null where there is none.</summary>
    public static async Task<string?> HeldUnderAsync(ISqlSession session, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        await session.ExecuteAsync(HoldAllSql, null, ct);
        return (await session.SingleOrDefaultAsync<string>(UnderSql, null, ct))?.ToLowerInvariant();
    }

    /// <summary>Wraps every key anew in one unit of work; the first refusal is the whole's, and the caller rolls back.</summary>
    /// <returns>How many keys were wrapped anew.</returns>
    public static async Task<Result<int>> RewrapAllAsync(ISqlSession session, Func<WrappedKey, Result<WrappedKey>> rewrap, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(rewrap);
        await session.ExecuteAsync(HoldAllSql, null, ct);
        var keys = (await session.QueryAsync<KeyRow>(ListSql, null, ct)).Select(r => r.ToKey()).ToList();
        foreach (var key in keys)
        {
            var wrapped = rewrap(key);
            if (!wrapped.IsSuccess)
                return wrapped.Error!;

            var arguments = new { p_root = Hex(wrapped.Value.RootId), p_sealed = Hex(wrapped.Value.Sealed), p_name = key.Name, p_version = key.Version };
            await session.ExecuteAsync(RewrapSql, arguments, ct);
        }

        return keys.Count;
    }

    public async Task<IReadOnlyList<WrappedKey>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<KeyRow>(new CommandDefinition(ListSql, cancellationToken: cancellationToken));
        return rows.Select(r => r.ToKey()).ToList();
    }

    public async Task<bool> TryAddAsync(WrappedKey key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        using var gate = await connections.EnterWriterAsync(cancellationToken);
        await using var connection = await connections.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        try
        {
            var held = await connection.ExecuteAsync(new CommandDefinition(HoldSql, new { p_root = Hex(key.RootId) }, transaction, cancellationToken: cancellationToken));
            if (held == 0 && await connection.ExecuteScalarAsync<int>(new CommandDefinition(AnySql, null, transaction, cancellationToken: cancellationToken)) > 0)
                return false;

            await connection.ExecuteAsync(new CommandDefinition(AddSql, Arguments(key), transaction, cancellationToken: cancellationToken));
            await transaction.CommitAsync(cancellationToken);
            return true;
        }
        catch (DbException exception) when (connections.Dialect.IsUniqueViolation(exception))
        {
            return false;
        }
    }

    private static string Hex(ReadOnlyMemory<byte> bytes) => Convert.ToHexString(bytes.Span);

    private static object Arguments(WrappedKey key) => new
    {
        p_name = key.Name,
        p_version = key.Version,
        p_kind = (int)key.Kind,
        p_active = key.ActiveFrom,
        p_root = Hex(key.RootId),
        p_public = key.PublicKey.IsEmpty ? null : Hex(key.PublicKey),
        p_sealed = Hex(key.Sealed),
    };

    private sealed class KeyRow
    {
        public string KeyName { get; init; } = string.Empty;

        public int VersionNo { get; init; }

        public int KindNo { get; init; }

        public Instant ActiveUtc { get; init; }

        public string RootHex { get; init; } = string.Empty;

        public string? PublicHex { get; init; }

        public string SealedHex { get; init; } = string.Empty;

        public WrappedKey ToKey() => new(
            KeyName,
            VersionNo,
            (WrappedKeyKind)KindNo,
            ActiveUtc,
            Convert.FromHexString(RootHex),
            Convert.FromHexString(PublicHex ?? string.Empty),
            Convert.FromHexString(SealedHex));
    }
}
