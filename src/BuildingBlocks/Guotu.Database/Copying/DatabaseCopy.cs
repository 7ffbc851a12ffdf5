using System.Data;
using System.Data.Common;
using Dapper;
using Guotu.Database.Schema;
using Guotu.Database.Sessions;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Database.Copying;

/// <summary>One table of a copy, read again from both databases when all rows were over.</summary>
public sealed record CopiedTable(string Table, long SourceRows, long TargetRows, string SourceDigest, string TargetDigest)
{
    public bool Same => SourceRows == TargetRows && SourceDigest == TargetDigest;
}

/// <summary>
/// Copies a node's database to another provider (换库): every row of every table, streamed, and compared at the end. The source must be
/// at the program's schema and no process may hold a node number; the target must be empty of rows.
/// </summary>
public sealed class DatabaseCopy(IConnectionSource source, IConnectionSource target, IClock clock)
{
    private const int RowsInTransaction = 1_000;
    private const string LeasesSql = "SELECT COUNT(*) AS row_total FROM db_node WHERE holder_name IS NOT NULL AND lease_utc > :p_now";

    public async Task<Result<IReadOnlyList<CopiedTable>>> RunAsync(IProgress<string> progress, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(progress);
        if (await RefusalAsync(ct) is { } refusal)
        {
            return refusal;
        }

        foreach (var table in NeutralTable.All)
        {
            progress.Report(table.Name);
            await CopyAsync(table, ct);
        }

        var copied = new List<CopiedTable>();
        foreach (var table in NeutralTable.All)
        {
            progress.Report(table.Name);
            var there = await DigestAsync(source, table, ct);
            var here = await DigestAsync(target, table, ct);
            copied.Add(new CopiedTable(table.Name, there.Rows, here.Rows, there.ToString(), here.ToString()));
        }

        return copied;
    }

    private async Task<Error?> RefusalAsync(CancellationToken ct)
    {
        if (await new SchemaUpgrade(source, clock).CountPendingAsync(NeutralScript.All, ct) is var pending and not 0)
        {
            return new Error(DatabaseErrors.SchemaBehind, ("pending", pending));
        }

        await using var from = await source.OpenAsync(ct);
        if (await from.ExecuteScalarAsync<long>(new CommandDefinition(LeasesSql, new { p_now = clock.Now }, cancellationToken: ct)) > 0)
        {
            return new Error(DatabaseErrors.NodeRunning);
        }

        await new SchemaUpgrade(target, clock).RunAsync(NeutralScript.All, ct);
        await using var to = await target.OpenAsync(ct);
        foreach (var table in NeutralTable.All)
        {
            if (await to.ExecuteScalarAsync<long>(new CommandDefinition($"SELECT COUNT(*) AS row_total FROM {table.Name}", cancellationToken: ct)) > 0)
            {
                return new Error(DatabaseErrors.TargetNotEmpty, ("table", table.Name));
            }
        }

        return null;
    }

    private async Task CopyAsync(NeutralTable table, CancellationToken ct)
    {
        using var gate = await target.EnterWriterAsync(ct);
        await using var from = await source.OpenAsync(ct);
        await using var to = await target.OpenAsync(ct);
        await using var reader = await from.ExecuteReaderAsync(new CommandDefinition(SelectSql(table), cancellationToken: ct));
        var insert = InsertSql(table);
        var transaction = await to.BeginTransactionAsync(ct);
        try
        {
            for (var row = 1; await reader.ReadAsync(ct); row++)
            {
                await to.ExecuteAsync(new CommandDefinition(insert, Arguments(table, ValuesOf(reader, table)), transaction, cancellationToken: ct));
                if (row % RowsInTransaction == 0)
                {
                    await transaction.CommitAsync(ct);
                    await transaction.DisposeAsync();
                    transaction = await to.BeginTransactionAsync(ct);
                }
            }

            await transaction.CommitAsync(ct);
        }
        finally
        {
            await transaction.DisposeAsync();
        }
    }

    private static async Task<RowDigests> DigestAsync(IConnectionSource connections, NeutralTable table, CancellationToken ct)
    {
        var digests = new RowDigests();
        await using var connection = await connections.OpenAsync(ct);
        await using var reader = await connection.ExecuteReaderAsync(new CommandDefinition(SelectSql(table), cancellationToken: ct));
        while (await reader.ReadAsync(ct))
        {
            digests.Add(ValuesOf(reader, table));
        }

        return digests;
    }

    private static object?[] ValuesOf(DbDataReader reader, NeutralTable table) =>
        [.. table.Columns.Select((c, i) => RowDigests.Read(reader, i, c.Kind))];

    private static DynamicParameters Arguments(NeutralTable table, object?[] values)
    {
        var parameters = new DynamicParameters();
        for (var i = 0; i < values.Length; i++)
        {
            var name = "p_" + table.Columns[i].Name;
            if (values[i] is { } value)
            {
                parameters.Add(name, value);
            }
            else
            {
                // Dameng must be told the type of a NULL.
                parameters.Add(name, null, TypeOf(table.Columns[i].Kind));
            }
        }

        return parameters;
    }

    private static DbType TypeOf(ColumnKind kind) => kind switch
    {
        ColumnKind.Integer => DbType.Int64,
        ColumnKind.Instant => DbType.DateTime2,
        ColumnKind.Date => DbType.Date,
        ColumnKind.Binary => DbType.Binary,
        _ => DbType.String,
    };

    private static string SelectSql(NeutralTable table) => $"SELECT {string.Join(", ", table.Columns.Select(c => c.Name))} FROM {table.Name}";

    private static string InsertSql(NeutralTable table) =>
        $"INSERT INTO {table.Name} ({string.Join(", ", table.Columns.Select(c => c.Name))}) VALUES ({string.Join(", ", table.Columns.Select(c => ":p_" + c.Name))})";
}
