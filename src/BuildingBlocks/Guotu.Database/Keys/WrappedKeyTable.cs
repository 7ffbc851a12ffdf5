using System.Data.Common;
using Dapper;
using Guotu.Crypto.Keys;
using Guotu.Database.Sessions;
using Guotu.Kernel.Time;

namespace Guotu.Database.Keys;

/// <summary>
/// Wrapped keys in <c>db_wrapped_key</c>. It works below units of work: the audit trail itself needs these keys. Rows are never deleted.
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

    public async Task<IReadOnlyList<WrappedKey>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<KeyRow>(new CommandDefinition(ListSql, cancellationToken: cancellationToken));
        return rows.Select(r => new WrappedKey(
            r.KeyName,
            r.VersionNo,
            (WrappedKeyKind)r.KindNo,
            r.ActiveUtc,
            Convert.FromHexString(r.RootHex),
            Convert.FromHexString(r.PublicHex ?? string.Empty),
            Convert.FromHexString(r.SealedHex))).ToList();
    }

    public async Task<bool> TryAddAsync(WrappedKey key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        var arguments = new
        {
            p_name = key.Name,
            p_version = key.Version,
            p_kind = (int)key.Kind,
            p_active = key.ActiveFrom,
            p_root = Convert.ToHexString(key.RootId.Span),
            p_public = key.PublicKey.IsEmpty ? null : Convert.ToHexString(key.PublicKey.Span),
            p_sealed = Convert.ToHexString(key.Sealed.Span),
        };
        using var gate = await connections.EnterWriterAsync(cancellationToken);
        await using var connection = await connections.OpenAsync(cancellationToken);
        try
        {
            await connection.ExecuteAsync(new CommandDefinition(AddSql, arguments, cancellationToken: cancellationToken));
            return true;
        }
        catch (DbException exception) when (connections.Dialect.IsUniqueViolation(exception))
        {
            return false;
        }
    }

    private sealed class KeyRow
    {
        public string KeyName { get; init; } = string.Empty;

        public int VersionNo { get; init; }

        public int KindNo { get; init; }

        public Instant ActiveUtc { get; init; }

        public string RootHex { get; init; } = string.Empty;

        public string? PublicHex { get; init; }

        public string SealedHex { get; init; } = string.Empty;
    }
}
