using Guotu.Approval.Contracts;
using Guotu.Approval.Store;
using Guotu.Kernel.Results;

namespace Guotu.Approval.Domain;

/// <summary>The supervision system's number is entered at the task that issues the certificate (发证环节录号).</summary>
internal static class NumberIsEnteredAtTheIssuingTask
{
    public static bool Is(TaskContext context) => context.Node.Rules.Review == ReviewStages.Issue;

    public static Error? Check(TaskContext context) => Is(context) ? null : new Error(ApprovalErrors.NumberNotHere, ("step", context.Task.Title));
}

/// <summary>What has been handed to the applicant keeps its number (已发证书不改号).</summary>
internal static class AnIssuedCertificateKeepsItsNumber
{
    public static Error? Check(CertificateRow certificate) =>
        certificate.DeliveredUtc is null ? null : new Error(ApprovalErrors.CertificateIssued, ("number", certificate.CertificateNumber));
}
