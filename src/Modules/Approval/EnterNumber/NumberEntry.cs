using System.Data.Common;
using System.Globalization;
using Guotu.Approval.CompleteTask;
using Guotu.Approval.Contracts;
using Guotu.Approval.Documents;
using Guotu.Approval.Domain;
using Guotu.Approval.ListMatters;
using Guotu.Approval.Store;
using Guotu.Database.AuditPort;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;

namespace Guotu.Approval.EnterNumber;

/// <summary>
/// 录入监管系统编号: in place of the pre-number, before issue. The certificate is drawn anew before the transaction; the earlier paper stays
/// among the documents, and the verification code leads to the new one.
/// </summary>
public sealed class NumberEntry(
    TaskContexts contexts, CertificateMaking making, CaseDocuments documents, CertificateStore certificates, MatterCatalogue matters, CountySettings county, IUnitsOfWork units)
{
    public async Task<Result> EnterAsync(CommandContext context, Caller caller, long taskId, NumberGiven given, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(given);
        var wanted = given with { Number = given.Number.Trim() };
        var made = await MakeAsync(context, caller, taskId, wanted, ct);
        return await units.RunAsync(
            context,
            async (work, token) => made.Error is { } refused ? refused : await WriteAsync(work, new Entry(caller, taskId, wanted, made.Value), token),
            ct);
    }

    private async Task<Result<MadeCertificate>> MakeAsync(CommandContext context, Caller caller, long taskId, NumberGiven given, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(context.Scope, ct);
        var ready = await ReadyAsync(session, caller, taskId, given, ct);
        return ready.Error is { } refused
            ? refused
            : await making.MakeAsync(session, ready.Value.Case, ready.Value.Certificate.Numbered(given.Number), ct);
    }

    private async Task<Result> WriteAsync(IUnitOfWork work, Entry entry, CancellationToken ct)
    {
        var ready = await ReadyAsync(work, entry.Caller, entry.TaskId, entry.Given, ct);
        if (ready.Error is { } refused)
        {
            return refused;
        }

        var (row, certificate) = (ready.Value.Case, ready.Value.Certificate);
        if ((await NumberAsync(work, row.CaseId, entry.Given.Number, ct)).Error is { } taken)
        {
            return taken;
        }

        var document = await documents.AddAsync(work, entry.Made.DocumentOf(row.CaseId), ct);
        if ((await certificates.NameDocumentAsync(work, row.CaseId, new DrawnDocument(document, entry.Made.File.Digest), ct)).Error is { } tampered)
        {
            return tampered;
        }

        await CaseStore.SaveAsync(work, row, ct);
        work.Audit(new AuditEntry("certificate.number", "case", row.CaseId.ToString(CultureInfo.InvariantCulture), $"录入监管系统编号 {entry.Given.Number}")
        {
            Before = $$"""{"number":"{{certificate.CertificateNumber}}","digest":"{{certificate.DocumentDigest}}"}""",
            After = $$"""{"number":"{{entry.Given.Number}}","digest":"{{entry.Made.File.Digest}}"}""",
        });
        return Result.Done;
    }

    /// <summary>Gives this case the number: of two that enter one at once the index lets the first have it, and the other's unit ends.</summary>
    private async Task<Result> NumberAsync(IUnitOfWork work, long caseId, string number, CancellationToken ct)
    {
        try
        {
            return await certificates.NumberAsync(work, caseId, number, ct);
        }
        catch (DbException exception) when (work.Dialect.IsUniqueViolation(exception))
        {
            return Taken(number);
        }
    }

    private static Error Taken(string number) => new(ApprovalErrors.NumberTaken, ("number", number)) { Field = "number" };

    /// <summary>The rules, checked before anything is drawn and again under the case's lock.</summary>
    private async Task<Result<Ready>> ReadyAsync(ISqlSession session, Caller caller, long taskId, NumberGiven given, CancellationToken ct)
    {
        var found = await contexts.FindAsync(session, taskId, caller, ct);
        if (found.Error is { } unknown)
        {
            return unknown;
        }

        var context = found.Value;
        var refusal = await contexts.RefusalAsync(context, ct)
            ?? NumberIsEnteredAtTheIssuingTask.Check(context)
            ?? TheCaseMustBeAsRead.Check(context.Case, given.RowVersion)
            ?? CertificateNumberMustHaveItsForm.Check(given.Number, matters.Of(context.Case.MatterCode).Certificate, county.Code);
        if (refusal is not null)
        {
            return refusal;
        }

        if (await CertificateStore.OfCaseAsync(session, context.Case.CaseId, ct) is not { } certificate)
        {
            return new Error(KernelErrors.NotFound, ("what", "证书"));
        }

        return AnIssuedCertificateKeepsItsNumber.Check(certificate) is { } issued ? issued
            : await CertificateStore.OtherWithNumberAsync(session, context.Case.CaseId, given.Number, ct) ? Taken(given.Number)
            : new Ready(context.Case, certificate);
    }

    private sealed record Ready(CaseRow Case, CertificateRow Certificate);

    private sealed record Entry(Caller Caller, long TaskId, NumberGiven Given, MadeCertificate Made);
}

/// <summary>The number that the supervision system gave.</summary>
/// <param name="RowVersion">Row version of the case as it was read.</param>
/// <param name="Number">用字第…号.</param>
public sealed record NumberGiven(int RowVersion, string Number);
