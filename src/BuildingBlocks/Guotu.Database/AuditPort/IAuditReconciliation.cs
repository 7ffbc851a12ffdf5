namespace Guotu.Database.AuditPort;

/// <summary>
/// What must be in the trail if the business tables are right, and the other way round (完整性核对): a module names the acts its rows prove, and the
/// reconciliation holds the records against them. Registered as a service by the module that writes the tables.
/// </summary>
public interface IAuditReconciliation
{
    /// <summary>Name for the report, such as <c>approval</c>.</summary>
    string Name { get; }

    /// <summary>The acts that the module's rows prove, one entry a kind of business object.</summary>
    IReadOnlyList<ReconciledActs> Acts { get; }
}

/// <summary>Acts on one kind of business object, and the rows that prove them (对账项).</summary>
public sealed record ReconciledActs
{
    /// <summary>Chinese name of what is compared, such as 办件收件.</summary>
    public required string Title { get; init; }

    /// <summary>Kind of the object of the records, such as <c>case</c>.</summary>
    public required string ObjectType { get; init; }

    /// <summary>Kinds of the records that are counted together, such as <c>case.register</c>; an archive keeps their counts in the database.</summary>
    public required IReadOnlyList<string> Kinds { get; init; }

    /// <summary>The table of the rows, named for the auditor.</summary>
    public required string Table { get; init; }

    /// <summary>
    /// One row an object: <c>object_no</c> (a number) or <c>object_code</c> (a text), and <c>act_total</c>, how many records it proves. Read row by row
    /// with the whole node in scope.
    /// </summary>
    public required string Sql { get; init; }

    public required ActsProof Proof { get; init; }
}

/// <summary>How far rows and records prove one another.</summary>
public enum ActsProof
{
    /// <summary>逐条相等: rows are never deleted and each has exactly one record.</summary>
    OneToOne,

    /// <summary>每行有记录,每个对象有行: an object may have more records than rows, and none without a row.</summary>
    EachObject,

    /// <summary>每行有记录: rows may lawfully go, so that records alone prove nothing.</summary>
    RowsOnly,
}
