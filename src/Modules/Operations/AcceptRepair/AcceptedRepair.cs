using Guotu.Database.AuditPort;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;

namespace Guotu.Operations.AcceptRepair;

/// <summary>Who stands for taking protected rows as they are, and why (认可修复): a security administrator, an auditor who confirms, and what was found out.</summary>
/// <param name="First">Who asks.</param>
/// <param name="Confirming">Who confirms, with the own credential.</param>
/// <param name="Reason">What happened and what was looked into; goes into the audit record.</param>
public sealed record AcceptedRepair(Actor First, Actor Confirming, string Reason)
{
    private const int LongestReason = 400;

    /// <summary>As it stands in an audit record.</summary>
    public string Words => $"由 {Confirming.Name}({Confirming.Account})确认;原因:{Reason.Trim()}";

    /// <summary>两人、写明原因: null where both hold.</summary>
    public Error? Breach =>
        First.UserId == Confirming.UserId ? new Error(OperationsErrors.TwoPersonsNeeded)
        : string.IsNullOrWhiteSpace(Reason) || Reason.Trim().Length > LongestReason || Reason.Any(char.IsControl)
            ? new Error(KernelErrors.FieldInvalid, ("field", "reason"), ("reason", $"写明查明了什么,不超过 {LongestReason} 个字")) { Field = "reason" }
        : null;
}
