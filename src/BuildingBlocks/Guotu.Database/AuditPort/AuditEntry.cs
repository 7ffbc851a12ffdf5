namespace Guotu.Database.AuditPort;

/// <summary>One act to be recorded (审计记录) in the transaction of the act itself.</summary>
/// <param name="Kind">What was done, from the audit module's list of kinds, such as <c>case.accept</c>.</param>
/// <param name="ObjectType">Kind of the object, such as <c>case</c>.</param>
/// <param name="ObjectId">Its id or code.</param>
/// <param name="Summary">One Chinese sentence for the auditor; no personal data beyond names of officers.</param>
public sealed record AuditEntry(string Kind, string ObjectType, string ObjectId, string Summary)
{
    /// <summary>State before the act as canonical JSON, or null.</summary>
    public string? Before { get; init; }

    /// <summary>State after the act as canonical JSON, or null.</summary>
    public string? After { get; init; }
}
