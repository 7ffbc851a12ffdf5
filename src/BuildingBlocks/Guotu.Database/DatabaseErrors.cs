using Guotu.Kernel.Results;

namespace Guotu.Database;

/// <summary>Errors of data access.</summary>
public static class DatabaseErrors
{
    /// <summary>The request id was already used for another command, user or body.</summary>
    public static readonly ErrorCode RequestIdUsed = new("DB-0001");

    /// <summary>A file's content does not give the digest that names it.</summary>
    public static readonly ErrorCode FileDamaged = new("DB-0002");

    /// <summary>The named file is not in the store.</summary>
    public static readonly ErrorCode FileMissing = new("DB-0003");

    /// <summary>A protected row does not carry the MAC of its content: it was changed behind the application's back.</summary>
    public static readonly ErrorCode RowTampered = new("DB-0004");

    /// <summary>The upload is larger than allowed.</summary>
    public static readonly ErrorCode FileTooLarge = new("DB-0005");

    /// <summary>The trail holds a statement about a sealed object that the platform did not write: no act on the object until it was looked into.</summary>
    public static readonly ErrorCode StatementForged = new("DB-0006");

    /// <summary>The schema is not that of the program.</summary>
    public static readonly ErrorCode SchemaBehind = new("DB-0020");

    /// <summary>A process of the node still holds a node number.</summary>
    public static readonly ErrorCode NodeRunning = new("DB-0021");

    /// <summary>The database to copy into has rows.</summary>
    public static readonly ErrorCode TargetNotEmpty = new("DB-0022");
}
