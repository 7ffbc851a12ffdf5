using Guotu.Database.Sessions;

namespace Guotu.Audit.Contracts;

/// <summary>
/// What must be in the trail if the business tables are right (完整性核对): a module names the acts its rows prove, and the verification
/// looks for the record of each. Registered as a service by the module; read row by row, so that memory stays flat.
/// </summary>
public interface IAuditReconciliation
{
    /// <summary>Name for the report, such as <c>approval</c>.</summary>
    string Name { get; }

    /// <summary>Kinds of the records it looks for; an archive keeps their counts in the database.</summary>
    IReadOnlyList<string> Kinds { get; }

    /// <summary>The acts that the module's rows prove. The session is the verification's own, with the whole node in scope.</summary>
    IAsyncEnumerable<ExpectedRecord> ExpectedAsync(IReadSession session, CancellationToken ct);
}

/// <summary>An act that must have left records.</summary>
/// <param name="Kind">Kind of the record, such as <c>case.accept</c>.</param>
/// <param name="ObjectType">Kind of its object.</param>
/// <param name="ObjectId">Id of its object.</param>
/// <param name="AtLeast">How many successful records there must be.</param>
/// <param name="Where">The row that proves it, named for the auditor, such as <c>ap_opinion#123</c>.</param>
public sealed record ExpectedRecord(string Kind, string ObjectType, string ObjectId, int AtLeast, string Where);
