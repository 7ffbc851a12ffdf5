using System.Collections;
using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Dm;

/// <summary>Rows as DM gives them: names in upper case, values of the column's type.</summary>
public sealed class DmDataReader(DbDataReader rows, SqliteCommand command) : DbDataReader
{
    public override int Depth => rows.Depth;

    public override int FieldCount => rows.FieldCount;

    public override bool HasRows => rows.HasRows;

    public override bool IsClosed => rows.IsClosed;

    public override int RecordsAffected => rows.RecordsAffected;

    public override object this[int ordinal] => GetValue(ordinal);

    public override object this[string name] => GetValue(GetOrdinal(name));

    public override string GetName(int ordinal) => rows.GetName(ordinal).ToUpperInvariant();

    public override int GetOrdinal(string name)
    {
        for (var i = 0; i < FieldCount; i++)
        {
            if (string.Equals(rows.GetName(i), name, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        throw new IndexOutOfRangeException(name);
    }

    public override string GetDataTypeName(int ordinal) => rows.GetDataTypeName(ordinal);

    public override Type GetFieldType(int ordinal) => KindOf(ordinal) switch
    {
        "SMALLINT" => typeof(short),
        "INT" => typeof(int),
        "BIGINT" => typeof(long),
        "TIMESTAMP" or "DATE" => typeof(DateTime),
        "DECIMAL" => typeof(decimal),
        "TEXT" or "VARCHAR" => typeof(string),
        "BLOB" => typeof(byte[]),
        _ => rows.GetFieldType(ordinal),
    };

    public override object GetValue(int ordinal)
    {
        if (rows.IsDBNull(ordinal))
        {
            return DBNull.Value;
        }

        return KindOf(ordinal) switch
        {
            "SMALLINT" => rows.GetInt16(ordinal),
            "INT" => rows.GetInt32(ordinal),
            "TIMESTAMP" or "DATE" => DateTime.Parse(rows.GetString(ordinal), CultureInfo.InvariantCulture),
            "DECIMAL" => decimal.Parse(rows.GetString(ordinal), CultureInfo.InvariantCulture),
            _ => rows.GetValue(ordinal),
        };
    }

    public override int GetValues(object[] values)
    {
        var count = Math.Min(values.Length, FieldCount);
        for (var i = 0; i < count; i++)
        {
            values[i] = GetValue(i);
        }

        return count;
    }

    public override bool IsDBNull(int ordinal) => rows.IsDBNull(ordinal);

    public override bool Read()
    {
        try
        {
            return rows.Read();
        }
        catch (SqliteException fault)
        {
            throw DmException.From(fault);
        }
    }

    public override bool NextResult() => rows.NextResult();

    public override IEnumerator GetEnumerator() => new DbEnumerator(this);

    public override bool GetBoolean(int ordinal) => throw new InvalidCastException("DM has no Boolean columns");

    public override byte GetByte(int ordinal) => rows.GetByte(ordinal);

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) =>
        rows.GetBytes(ordinal, dataOffset, buffer, bufferOffset, length);

    public override char GetChar(int ordinal) => rows.GetChar(ordinal);

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) =>
        rows.GetChars(ordinal, dataOffset, buffer, bufferOffset, length);

    public override DateTime GetDateTime(int ordinal) => (DateTime)GetValue(ordinal);

    public override decimal GetDecimal(int ordinal) => rows.GetDecimal(ordinal);

    public override double GetDouble(int ordinal) => rows.GetDouble(ordinal);

    public override float GetFloat(int ordinal) => rows.GetFloat(ordinal);

    public override Guid GetGuid(int ordinal) => rows.GetGuid(ordinal);

    public override short GetInt16(int ordinal) => rows.GetInt16(ordinal);

    public override int GetInt32(int ordinal) => rows.GetInt32(ordinal);

    public override long GetInt64(int ordinal) => rows.GetInt64(ordinal);

    public override string GetString(int ordinal) => rows.GetString(ordinal);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            rows.Dispose();
            command.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>The declared type without its length; empty for an expression.</summary>
    private string KindOf(int ordinal)
    {
        var name = rows.GetDataTypeName(ordinal).ToUpperInvariant();
        var bracket = name.IndexOf('(', StringComparison.Ordinal);
        return bracket < 0 ? name : name[..bracket];
    }
}
