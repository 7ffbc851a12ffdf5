using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Dm;

/// <summary>One statement. The asynchronous calls of the base class run synchronously, as the vendor's do.</summary>
public sealed class DmCommand : DbCommand
{
    private const string TimestampFormat = "yyyy-MM-dd HH:mm:ss.ffffff";

    [AllowNull]
    public override string CommandText { get; set; } = string.Empty;

    public override int CommandTimeout { get; set; }

    public override CommandType CommandType { get; set; } = CommandType.Text;

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection { get; set; }

    protected override DbParameterCollection DbParameterCollection { get; } = new DmParameterCollection();

    protected override DbTransaction? DbTransaction { get; set; }

    private DmConnection Session => (DmConnection)DbConnection!;

    public override void Cancel() => throw new NotSupportedException("Cancelling drops the session");

    public override int ExecuteNonQuery() => Run(c => c.ExecuteNonQuery());

    public override object? ExecuteScalar()
    {
        using var reader = ExecuteDbDataReader(CommandBehavior.SingleRow);
        return reader.Read() ? reader.GetValue(0) : null;
    }

    public override void Prepare()
    {
    }

    protected override DbParameter CreateDbParameter() => new DmParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior)
    {
        var command = Build();
        try
        {
            return new DmDataReader(command.ExecuteReader(behavior & ~CommandBehavior.CloseConnection), command);
        }
        catch (SqliteException fault)
        {
            command.Dispose();
            throw DmException.From(fault);
        }
    }

    private int Run(Func<SqliteCommand, int> act)
    {
        var alone = Session.Current is null;
        if (alone)
        {
            Session.Writer.Wait();
        }

        try
        {
            if (!alone && DmText.IsSchemaStatement(CommandText))
            {
                Session.Current!.CommitBeforeSchemaStatement();
            }

            using var command = Build();
            return act(command);
        }
        catch (SqliteException fault)
        {
            throw DmException.From(fault);
        }
        finally
        {
            if (alone)
            {
                Session.Writer.Release();
            }
        }
    }

    private SqliteCommand Build()
    {
        if (DbTransaction is not null && DbTransaction != Session.Current)
        {
            throw new InvalidOperationException("The command's transaction is not the open one");
        }

        var command = Session.File.CreateCommand();
        command.CommandText = DmText.Translate(CommandText);
        command.Transaction = Session.Current?.File;
        Bind(command);
        return command;
    }

    private void Bind(SqliteCommand command)
    {
        var asked = DmText.ParametersOf(CommandText);
        var given = DbParameterCollection.Cast<DmParameter>().ToDictionary(p => p.BareName, StringComparer.OrdinalIgnoreCase);
        if (!given.Keys.ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(asked))
        {
            throw new DmException(DmException.Syntax, $"The text asks for ({string.Join(", ", asked)}), given were ({string.Join(", ", given.Keys)}): DM would bind by position");
        }

        foreach (var parameter in given.Values)
        {
            command.Parameters.AddWithValue(":" + parameter.BareName, Stored(parameter));
        }
    }

    private static object Stored(DmParameter parameter) => parameter.Value switch
    {
        null or DBNull => DBNull.Value,
        bool => throw new DmException(DmException.Syntax, $"{parameter.ParameterName} is a Boolean; DM wants 0 or 1"),
        DateTime time when parameter.DbType == DbType.Date => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime { Kind: DateTimeKind.Utc or DateTimeKind.Local } => throw new DmException(DmException.Syntax, $"{parameter.ParameterName} has a zone that DM would shift"),
        DateTime time => time.ToString(TimestampFormat, CultureInfo.InvariantCulture),
        DateTimeOffset => throw new DmException(DmException.Syntax, $"{parameter.ParameterName} is a DateTimeOffset"),
        Guid => throw new DmException(DmException.Syntax, $"{parameter.ParameterName} is a Guid"),
        Enum => throw new DmException(DmException.Syntax, $"{parameter.ParameterName} is an enumeration; DM would store the place of its name"),
        decimal number => number.ToString(CultureInfo.InvariantCulture),
        var value => value,
    };
}
