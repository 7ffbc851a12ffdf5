using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Dm;

/// <summary>An error with DM's code in <see cref="Number"/> and in <see cref="Exception.Data"/>.</summary>
public sealed class DmException : DbException
{
    public const int Syntax = -2007;
    public const int NoSuchTable = -2106;
    public const int NoSuchColumn = -2111;
    public const int LockTimeout = -6407;
    public const int Unique = -6602;
    public const int Check = -6604;
    public const int ForeignKey = -6607;
    public const int NotNull = -6609;

    public DmException(int number, string message)
        : base(message)
    {
        Number = number;
        Data["Server Error Code"] = number;
    }

    public int Number { get; }

    internal static DmException From(SqliteException fault) => new(NumberOf(fault), fault.Message);

    private static int NumberOf(SqliteException fault) => fault.SqliteExtendedErrorCode switch
    {
        1555 or 2067 => Unique,
        1299 => NotNull,
        275 => Check,
        787 => ForeignKey,
        _ when fault.SqliteErrorCode is 5 or 6 => LockTimeout,
        _ when fault.Message.Contains("no such table", StringComparison.Ordinal) => NoSuchTable,
        _ when fault.Message.Contains("no such column", StringComparison.Ordinal) => NoSuchColumn,
        _ => Syntax,
    };
}
