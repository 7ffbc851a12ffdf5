using System.Globalization;
using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Results;
using Guotu.Operations.Evidence;

namespace Guotu.Operations.RunAssessment;

/// <summary>
/// Starts, lists and cancels runs (测评任务). One at a time: it reads every protected row and the whole trail. Two that are started in the same moment
/// run one after the other.
/// </summary>
internal sealed class AssessmentCommands(IUnitsOfWork units, EvidenceReports reports, IIdSource ids)
{
    public const string StartKind = "mlps.start";
    public const string CancelKind = "mlps.cancel";
    public const string ObjectType = "mlps-run";

    public Task<Result<AssessmentView>> StartAsync(CommandContext context, CancellationToken ct) => units.RunAsync<AssessmentView>(
        context,
        async (work, token) =>
        {
            if (await AssessmentTable.UnfinishedAsync(work, token) is { } running)
            {
                return new Error(OperationsErrors.AlreadyRunning, ("by", running.UserName), ("at", running.CreatedUtc.LocalDateTime.ToString("MM-dd HH:mm", CultureInfo.InvariantCulture)));
            }

            var id = ids.Next();
            work.Audit(new AuditEntry(StartKind, ObjectType, id.ToString(CultureInfo.InvariantCulture), "开始等保与密评自动测评"));
            await AssessmentTable.InsertAsync(work, id, reports.Checks, token);
            return (await AssessmentTable.FindAsync(work, id, token))!.View;
        },
        ct);

    public async Task<IReadOnlyList<AssessmentView>> ListAsync(CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        return [.. (await AssessmentTable.NewestAsync(session, ct)).Select(r => r.View)];
    }

    /// <summary>The worker notices at its next beat and stops between two rows or checks; one that has ended stays as it ended.</summary>
    public Task<Result<AssessmentView>> CancelAsync(CommandContext context, long id, CancellationToken ct) => units.RunAsync<AssessmentView>(
        context,
        async (work, token) =>
        {
            if (await AssessmentTable.FindAsync(work, id, token) is null)
            {
                return NotThere(id);
            }

            if (await AssessmentTable.CancelAsync(work, id, token))
            {
                work.Audit(new AuditEntry(CancelKind, ObjectType, id.ToString(CultureInfo.InvariantCulture), "取消等保与密评自动测评"));
            }

            return (await AssessmentTable.FindAsync(work, id, token))!.View;
        },
        ct);

    public static Error NotThere(long id) => new(KernelErrors.NotFound, ("what", "测评 " + id.ToString(CultureInfo.InvariantCulture)));
}
