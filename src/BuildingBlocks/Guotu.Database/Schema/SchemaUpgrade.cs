using System.Data.Common;
using System.Text.RegularExpressions;
using Dapper;
using Guotu.Database.Dialects;
using Guotu.Database.Sessions;
using Guotu.Kernel.Time;

namespace Guotu.Database.Schema;

/// <summary>
/// Brings a database to the newest schema (建库与升级). The journal is by statement, because Dameng commits at every DDL
/// statement: an upgrade that was cut off is taken up where it stopped, and what exists already is only recorded.
/// </summary>
public sealed partial class SchemaUpgrade(IConnectionSource connections, IClock clock)
{
    private const string CreateJournal =
        """
        CREATE TABLE db_journal (
          script_no INT NOT NULL,
          statement_no INT NOT NULL,
          statement_digest {VC:64} NOT NULL,
          applied_utc {INSTANT} NOT NULL,
          PRIMARY KEY (script_no, statement_no)
        )
        """;

    private const string ReadJournalSql = "SELECT script_no, statement_no, statement_digest FROM db_journal ORDER BY script_no, statement_no";

    private const string RecordSql =
        """
        INSERT INTO db_journal (script_no, statement_no, statement_digest, applied_utc)
        VALUES (:p_script, :p_statement, :p_digest, :p_at)
        """;

    private SqlDialect Dialect => connections.Dialect;

    /// <summary>Applies what is missing and answers how many statements were applied.</summary>
    public async Task<int> RunAsync(IReadOnlyList<NeutralScript> scripts, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(scripts);
        using var gate = await connections.EnterWriterAsync(ct);
        await using var connection = await connections.OpenAsync(ct);
        var applied = await ReadJournalAsync(connection, ct);
        var count = 0;
        foreach (var script in scripts)
        {
            for (var i = 0; i < script.Statements.Count; i++)
            {
                count += await ApplyOnceAsync(connection, new Step(script, i + 1, script.Statements[i]), applied, ct);
            }
        }

        return count;
    }

    /// <summary>Statements that are not applied yet; a node does not start while there are any.</summary>
    public async Task<int> CountPendingAsync(IReadOnlyList<NeutralScript> scripts, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(scripts);
        await using var connection = await connections.OpenAsync(ct);
        var applied = await ExistsAsync(connection, Dialect.TableExistsSql, new { p_table = "db_journal" }, ct)
            ? await ReadJournalAsync(connection, ct)
            : [];
        return scripts.Sum(s => s.Statements.Count) - applied.Count;
    }

    private async Task<int> ApplyOnceAsync(DbConnection connection, Step step, Dictionary<(int, int), string> applied, CancellationToken ct)
    {
        var digest = NeutralScript.DigestOf(step.Statement);
        if (applied.TryGetValue((step.Script.Number, step.Number), out var known))
        {
            return known == digest
                ? 0
                : throw new InvalidOperationException(
                    $"Statement {step.Number} of script {step.Script.Number:D4} was changed after it was applied here; write a new script instead");
        }

        await using var transaction = Dialect.SchemaStatementsCommit ? null : await connection.BeginTransactionAsync(ct);
        if (!await IsThereAsync(connection, step.Statement, transaction, ct))
        {
            foreach (var statement in ScriptRenderer.Render(step.Statement, Dialect))
            {
                await connection.ExecuteAsync(new CommandDefinition(statement, transaction: transaction, cancellationToken: ct));
            }
        }

        var record = new { p_script = step.Script.Number, p_statement = step.Number, p_digest = digest, p_at = clock.Now };
        await connection.ExecuteAsync(new CommandDefinition(RecordSql, record, transaction, cancellationToken: ct));
        if (transaction is not null)
        {
            await transaction.CommitAsync(ct);
        }

        return 1;
    }

    private async Task<Dictionary<(int Script, int Statement), string>> ReadJournalAsync(DbConnection connection, CancellationToken ct)
    {
        if (!await ExistsAsync(connection, Dialect.TableExistsSql, new { p_table = "db_journal" }, ct))
        {
            var create = ScriptRenderer.Render(CreateJournal, Dialect)[0];
            await connection.ExecuteAsync(new CommandDefinition(create, cancellationToken: ct));
            return [];
        }

        var rows = await connection.QueryAsync<JournalRow>(new CommandDefinition(ReadJournalSql, cancellationToken: ct));
        return rows.ToDictionary(r => (r.ScriptNo, r.StatementNo), r => r.StatementDigest);
    }

    private async Task<bool> IsThereAsync(DbConnection connection, string statement, DbTransaction? transaction, CancellationToken ct)
    {
        if (Dropped().Match(statement) is { Success: true } dropped)
        {
            return !await ExistsAsync(connection, Dialect.IndexExistsSql, new { p_index = dropped.Groups["index"].Value }, ct, transaction);
        }

        var created = Created().Match(statement);
        if (!created.Success)
        {
            return false;
        }

        var (sql, arguments) = created.Groups["column"].Success
            ? (Dialect.ColumnExistsSql, (object)new { p_table = created.Groups["altered"].Value, p_column = created.Groups["column"].Value })
            : created.Groups["index"].Success
                ? (Dialect.IndexExistsSql, new { p_index = created.Groups["index"].Value })
                : (Dialect.TableExistsSql, new { p_table = created.Groups["table"].Value });
        return await ExistsAsync(connection, sql, arguments, ct, transaction);
    }

    private static async Task<bool> ExistsAsync(
        DbConnection connection, string sql, object arguments, CancellationToken ct, DbTransaction? transaction = null)
    {
        var names = await connection.QueryAsync<string>(new CommandDefinition(sql, arguments, transaction, cancellationToken: ct));
        return names.Any();
    }

    [GeneratedRegex(@"^\s*(CREATE\s+TABLE\s+(?<table>\w+)|CREATE\s+(UNIQUE\s+)?INDEX\s+(?<index>\w+)|ALTER\s+TABLE\s+(?<altered>\w+)\s+ADD\s+COLUMN\s+(?<column>\w+))", RegexOptions.IgnoreCase)]
    private static partial Regex Created();

    [GeneratedRegex(@"^\s*DROP\s+INDEX\s+(?<index>\w+)", RegexOptions.IgnoreCase)]
    private static partial Regex Dropped();

    private sealed record Step(NeutralScript Script, int Number, string Statement);

    private sealed class JournalRow
    {
        public int ScriptNo { get; init; }

        public int StatementNo { get; init; }

        public string StatementDigest { get; init; } = string.Empty;
    }
}
