using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Dm;

/// <summary>A transaction; disposing an open one rolls it back.</summary>
public sealed class DmTransaction : DbTransaction
{
    private readonly DmConnection _connection;
    private SqliteTransaction? _file;

    internal DmTransaction(DmConnection connection)
    {
        _connection = connection;
        if (!connection.Writer.Wait(DmConnection.LockPatience))
        {
            throw new DmException(DmException.LockTimeout, "Another session is writing");
        }

        try
        {
            _file = connection.File.BeginTransaction();
        }
        catch
        {
            connection.Writer.Release();
            throw;
        }
    }

    public override IsolationLevel IsolationLevel => IsolationLevel.ReadCommitted;

    internal SqliteTransaction? File => _file;

    protected override DbConnection DbConnection => _connection;

    public override void Commit() => End(f => f.Commit());

    public override void Rollback() => End(f => f.Rollback());

    /// <summary>What a DDL statement does to the work before it.</summary>
    internal void CommitBeforeSchemaStatement()
    {
        _file!.Commit();
        _file.Dispose();
        _file = _connection.File.BeginTransaction();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && _file is not null)
        {
            Rollback();
        }

        base.Dispose(disposing);
    }

    private void End(Action<SqliteTransaction> act)
    {
        var file = _file ?? throw new InvalidOperationException("The transaction is over");
        try
        {
            act(file);
        }
        finally
        {
            file.Dispose();
            _file = null;
            _connection.Current = null;
            _connection.Writer.Release();
        }
    }
}
