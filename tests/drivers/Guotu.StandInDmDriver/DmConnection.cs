using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Dm;

/// <summary>A session. The key <c>schema</c> of the connection string names the file that holds it.</summary>
public sealed class DmConnection : DbConnection
{
    internal static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(5);

    private static readonly HashSet<string> KnownKeys = new(StringComparer.OrdinalIgnoreCase)
    {
        "server", "port", "user", "password", "schema", "connPooling", "connPoolSize", "connectTimeout", "commandTimeout", "loginMode", "language",
    };

    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Writers = new(StringComparer.Ordinal);
    private string _connectionString = string.Empty;
    private SqliteConnection? _file;

    [AllowNull]
    public override string ConnectionString
    {
        get => _connectionString;
        set => _connectionString = Checked(value ?? string.Empty);
    }

    public override string Database => new DbConnectionStringBuilder { ConnectionString = _connectionString }["schema"].ToString()!;

    public override string DataSource => "localhost";

    public override string ServerVersion => "DM stand-in";

    public override ConnectionState State => _file?.State ?? ConnectionState.Closed;

    internal SqliteConnection File => _file ?? throw new InvalidOperationException("The connection is not open");

    internal DmTransaction? Current { get; set; }

    /// <summary>The file has one writer; DM would lock rows instead.</summary>
    internal SemaphoreSlim Writer => Writers.GetOrAdd(Database, _ => new SemaphoreSlim(1, 1));

    public override void Open()
    {
        _file = new SqliteConnection($"Data Source={Database};Pooling=False;Default Timeout=30");
        _file.Open();
        _file.CreateFunction("SF_GET_PAGE_SIZE", () => 32_768);
        _file.CreateFunction("SF_GET_UNICODE_FLAG", () => 1);
        _file.CreateFunction("SF_GET_CASE_SENSITIVE_FLAG", () => 1);
        using var command = _file.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON";
        command.ExecuteNonQuery();
    }

    public override void Close()
    {
        Current?.Dispose();
        _file?.Dispose();
        _file = null;
    }

    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => isolationLevel switch
    {
        IsolationLevel.RepeatableRead or IsolationLevel.Snapshot => throw new DmException(6038, "The isolation level is not supported"),
        _ when Current is not null => throw new InvalidOperationException("A transaction is open already"),
        _ => Current = new DmTransaction(this),
    };

    protected override DbCommand CreateDbCommand() => new DmCommand { Connection = this };

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Close();
        }

        base.Dispose(disposing);
    }

    private static string Checked(string text)
    {
        foreach (string key in new DbConnectionStringBuilder { ConnectionString = text }.Keys)
        {
            if (!KnownKeys.Contains(key))
            {
                throw new NotSupportedException($"{key} does not exist");
            }
        }

        return text;
    }
}
