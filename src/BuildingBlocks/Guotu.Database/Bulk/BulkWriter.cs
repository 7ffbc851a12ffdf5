using System.Data;
using System.Data.Common;
using Guotu.Database.Mapping;
using Guotu.Kernel.Time;
using Npgsql;
using NpgsqlTypes;

namespace Guotu.Database.Bulk;

/// <summary>
/// Writes many rows in the open transaction by the fastest way each driver has: COPY on PostgreSQL, a prepared statement
/// elsewhere. Rows are pulled one by one, so that memory stays flat.
/// </summary>
internal static class BulkWriter
{
    public static Task<long> WriteAsync(
        DbConnection connection, DbTransaction? transaction, BulkInsert insert, IAsyncEnumerable<IReadOnlyList<object?>> rows, CancellationToken ct) =>
        connection is NpgsqlConnection postgres
            ? CopyAsync(postgres, insert, rows, ct)
            : InsertAsync(connection, transaction, insert, rows, ct);

    private static async Task<long> CopyAsync(
        NpgsqlConnection connection, BulkInsert insert, IAsyncEnumerable<IReadOnlyList<object?>> rows, CancellationToken ct)
    {
        var command = $"COPY {insert.Table} ({insert.ColumnList}) FROM STDIN (FORMAT BINARY)";
        await using var importer = await connection.BeginBinaryImportAsync(command, ct);
        await foreach (var row in rows.WithCancellation(ct))
        {
            await importer.StartRowAsync(ct);
            for (var i = 0; i < insert.Columns.Count; i++)
            {
                await WriteAsync(importer, row[i], insert.Columns[i].Type, ct);
            }
        }

        return (long)await importer.CompleteAsync(ct);
    }

    private static Task WriteAsync(NpgsqlBinaryImporter importer, object? value, BulkType type, CancellationToken ct) => (value, type) switch
    {
        (null, _) => importer.WriteNullAsync(ct),
        (long number, BulkType.Long) => importer.WriteAsync(number, NpgsqlDbType.Bigint, ct),
        (int number, BulkType.Int) => importer.WriteAsync(number, NpgsqlDbType.Integer, ct),
        (short number, BulkType.Short) => importer.WriteAsync(number, NpgsqlDbType.Smallint, ct),
        (string text, BulkType.Text) => importer.WriteAsync(text, NpgsqlDbType.Text, ct),
        (byte[] bytes, BulkType.Blob) => importer.WriteAsync(bytes, NpgsqlDbType.Bytea, ct),
        (Instant time, BulkType.Instant) => importer.WriteAsync(time.UtcDateTime, NpgsqlDbType.Timestamp, ct),
        _ => throw new InvalidCastException($"A bulk column of type {type} does not take {value.GetType().Name}"),
    };

    private static async Task<long> InsertAsync(
        DbConnection connection, DbTransaction? transaction, BulkInsert insert, IAsyncEnumerable<IReadOnlyList<object?>> rows, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = insert.InsertSql;
        foreach (var column in insert.Columns)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "p_" + column.Name;
            parameter.DbType = DbTypeOf(column.Type);
            command.Parameters.Add(parameter);
        }

        await command.PrepareAsync(ct);
        long count = 0;
        await foreach (var row in rows.WithCancellation(ct))
        {
            for (var i = 0; i < row.Count; i++)
            {
                Set(command.Parameters[i], row[i]);
            }

            count += await command.ExecuteNonQueryAsync(ct);
        }

        return count;
    }

    private static void Set(DbParameter parameter, object? value)
    {
        if (value is Instant time)
        {
            TypeMapping.SetInstant(parameter, time);
        }
        else
        {
            parameter.Value = value ?? DBNull.Value;
        }
    }

    private static DbType DbTypeOf(BulkType type) => type switch
    {
        BulkType.Long => DbType.Int64,
        BulkType.Int => DbType.Int32,
        BulkType.Short => DbType.Int16,
        BulkType.Text => DbType.String,
        BulkType.Instant => DbType.DateTime2,
        _ => DbType.Binary,
    };
}
